import { heredocGoesOn } from '#core/rules/base-images/heredoc-goes-on.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(heredocGoesOn, {
	reports: [
		{
			name: 'two commands',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\napt-get update\napt-get install -y curl\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `apt-get` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'several, of which the first is named',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\necho a\nmake\nnpm ci\ncp a b\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `make` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'a quoted mark',
			text: "FROM debian:trixie-slim\nRUN <<'EOF'\ncd /src\nmake\nEOF\n",
			findings: [
				{
					text: "<<'EOF'",
					at: [2, 5],
					message: 'Where `cd` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'tabs taken off',
			text: 'FROM debian:trixie-slim\nRUN <<-EOF\n\tnpm ci\n\tnpm run build\nEOF\n',
			findings: [
				{
					text: '<<-EOF',
					at: [2, 5],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'bash before the mark',
			text: 'FROM debian:trixie-slim\nRUN bash <<EOF\nnpm ci\nnpm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 10],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'the shell in the first line',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\n#!/bin/bash\nnpm ci\nnpm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'a semicolon',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nnpm ci; npm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'a chain behind a chain',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\napt-get update && apt-get install -y gcc\nmake && make install\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `apt-get` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'set without -e',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nset -x\nnpm ci\nnpm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'comments and empty lines between',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nnpm ci\n\n# build && test\nnpm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'a command in a loop',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nfor part in a b; do\n  make $part\n  make install\ndone\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 5],
					message: 'Where `make` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'a mount before the mark',
			text: 'FROM debian:trixie-slim\nRUN --mount=type=cache,target=/root/.npm <<EOF\nnpm ci\nnpm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [2, 42],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'SHELL without -e',
			text: 'FROM debian:trixie-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN <<EOF\nnpm ci\nnpm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [3, 5],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
		{
			name: 'an option of SHELL for another shell',
			text: 'FROM debian:trixie-slim\nSHELL ["/bin/bash", "-ec"]\nRUN bash <<EOF\nnpm ci\nnpm run build\nEOF\n',
			findings: [
				{
					text: '<<EOF',
					at: [3, 10],
					message: 'Where `npm` fails, this heredoc goes on. Begin it with `set -e`.',
				},
			],
		},
	],
	passes: [
		{ name: 'one command', text: 'FROM debian:trixie-slim\nRUN <<EOF\nnpm ci\nEOF\n' },
		{ name: 'set -e', text: 'FROM debian:trixie-slim\nRUN <<EOF\nset -e\nnpm ci\nnpm run build\nEOF\n' },
		{ name: 'set -eux', text: 'FROM debian:trixie-slim\nRUN <<EOF\nset -eux\nnpm ci\nnpm run build\nEOF\n' },
		{
			name: 'set -o errexit',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nset -o errexit\nnpm ci\nnpm run build\nEOF\n',
		},
		{
			name: 'bash -e before the mark',
			text: 'FROM debian:trixie-slim\nRUN bash -euo pipefail <<EOF\nnpm ci\nnpm run build\nEOF\n',
		},
		{
			name: '-e in the first line',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\n#!/bin/bash -e\nnpm ci\nnpm run build\nEOF\n',
		},
		{
			name: 'SHELL with -e',
			text: 'FROM debian:trixie-slim\nSHELL ["/bin/sh", "-ec"]\nRUN <<EOF\nnpm ci\nnpm run build\nEOF\n',
		},
		{
			name: 'SHELL with -e in the stage below',
			text: 'FROM debian:trixie-slim AS run\nSHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nFROM run\nRUN <<EOF\nnpm ci\nnpm run build\nEOF\n',
		},
		{
			name: 'one chain over several lines',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\napt-get update &&\napt-get install -y curl &&\nrm -rf /var/lib/apt/lists/*\nEOF\n',
		},
		{
			name: 'another interpreter before the mark',
			text: 'FROM debian:trixie-slim\nRUN python3 <<EOF\nimport sys\nprint(1)\nEOF\n',
		},
		{
			name: 'another interpreter in the first line',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\n#!/usr/bin/env python3\nimport sys\nprint(1)\nEOF\n',
		},
		{
			name: 'the text of a file',
			text: 'FROM debian:trixie-slim\nRUN cat <<EOF > /etc/tides.conf\nport 8080\nhost tides\nEOF\n',
		},
		{
			name: 'a file that COPY writes',
			text: 'FROM debian:trixie-slim\nCOPY <<EOF /start.sh\n#!/bin/sh\nnpm ci\nnode .\nEOF\n',
		},
		{
			name: 'an exit behind each command',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nnpm ci || exit 1\nnpm run build\nEOF\n',
		},
		{
			name: 'what hardly fails before the last',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nexport NODE_ENV=production\necho building\nnpm run build\nEOF\n',
		},
		{
			name: 'a condition and what depends on it',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\nif grep -q tides /etc/hosts; then\n  make\nfi\nEOF\n',
		},
		{
			name: 'continuations of one command',
			text: 'FROM debian:trixie-slim\nRUN <<EOF\napt-get install -y \\\n  curl \\\n  git\nEOF\n',
		},
		{ name: 'no heredoc', text: 'FROM debian:trixie-slim\nRUN npm ci; npm run build\n' },
	],
});

markedTest(heredocGoesOn, [
	'FROM debian\nRUN «<<E»\nmake\ncp a b\nE\n',
	'FROM debian\nRUN <<E\nmake && cp a b\nE\n',
	'FROM debian\nRUN <<E\nmake &\ncp a b\nE\n',
	'FROM debian\nRUN <<E\nmake | cp a b\nE\n',
	'FROM debian\nRUN «<<E»\nmake; cp a b\nE\n',
	'FROM debian\nRUN <<E\nx=$(make)\necho a\nE\n',
	'FROM debian\nRUN <<E\necho a\nx=$(make)\nE\n',
	'FROM debian\nRUN <<E\nf() {\nmake\ncp a b\n}\ntrue\nE\n',
	'FROM debian\nRUN <<E\nif make; then\ncp a b\nfi\nE\n',
	'FROM debian\nRUN <<E\n(make)\ncp a b\nE\n',
	'FROM debian\nRUN «<<E»\nif true; then\nmake\ncp a b\nfi\nE\n',
	'FROM debian\nRUN <<E\nmake # why\nE\n',
	'FROM debian\nRUN «<<E»\nmake # why\n# so\ncp a b\nE\n',
	'FROM debian\nRUN make && cat <<E\na\nb\nE\n',
	'FROM debian\nRUN <<E\nset -eu\nmake\ncp a b\nE\n',
	'FROM debian\nRUN sh -e <<E\nmake\ncp a b\nE\n',
	'FROM debian\nRUN sh «<<E»\nmake\ncp a b\nE\n',
	'FROM debian\nRUN sh -e -c true; sh «<<E»\nmake\ncp a b\nE\n',
	'FROM debian\nRUN <<E\n#!/bin/sh -e\nmake\ncp a b\nE\n',
	'FROM debian\nRUN «<<E»\n#!/bin/sh\nmake\ncp a b\nE\n',
]);
