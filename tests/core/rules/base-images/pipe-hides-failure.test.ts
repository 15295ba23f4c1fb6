import { pipeHidesFailure } from '#core/rules/base-images/pipe-hides-failure.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(pipeHidesFailure, {
	reports: [
		{
			name: 'curl on Alpine, whose shell has the option',
			text: 'FROM alpine:3.22\nRUN curl -fsSL https://tides.example/install.sh | sh\n',
			findings: [
				{
					text: 'curl',
					at: [2, 5],
					message:
						'Only the exit code of `sh` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'wget',
			text: 'FROM alpine:3.22\nRUN wget -qO- https://tides.example/a.tgz | tar xz\n',
			findings: [
				{
					text: 'wget',
					at: [2, 5],
					message:
						'Only the exit code of `tar` counts here, that of `wget` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'bash as the default shell',
			text: 'FROM debian:trixie-slim\nSHELL ["/bin/bash", "-c"]\nRUN curl -fsSL https://tides.example/a.tgz | tar xz\n',
			findings: [
				{
					text: 'curl',
					at: [3, 5],
					message:
						'Only the exit code of `tar` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'bash -c',
			text: 'FROM debian:trixie-slim\nRUN bash -c "curl -fsSL https://tides.example/a.tgz | tar xz"\n',
			findings: [
				{
					text: 'curl',
					at: [2, 14],
					message:
						'Only the exit code of `tar` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'a system whose sh is bash',
			text: 'FROM fedora:43\nRUN curl -fsSL https://tides.example/a.tgz | tar xz\n',
			findings: [
				{
					text: 'curl',
					at: [2, 5],
					message:
						'Only the exit code of `tar` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'a variant with Alpine',
			text: 'FROM node:24-alpine\nRUN wget -qO- https://tides.example/a.json | jq .a > /a\n',
			findings: [
				{
					text: 'wget',
					at: [2, 5],
					message:
						'Only the exit code of `jq` counts here, that of `wget` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'three commands',
			text: 'FROM alpine:3.22\nRUN curl -fsSL https://tides.example/list | sort | tee /list\n',
			findings: [
				{
					text: 'curl',
					at: [2, 5],
					message:
						'Only the exit code of `tee` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'a later command of the RUN',
			text: 'FROM alpine:3.22\nRUN apk add --no-cache curl && curl -fsSL https://tides.example/k | tee /k\n',
			findings: [
				{
					text: 'curl',
					at: [2, 32],
					message:
						'Only the exit code of `tee` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'a heredoc',
			text: 'FROM alpine:3.22\nRUN <<EOF\nset -e\ncurl -fsSL https://tides.example/k | tee /k\nEOF\n',
			findings: [
				{
					text: 'curl',
					at: [4, 1],
					message:
						'Only the exit code of `tee` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'an earlier stage',
			text: 'FROM alpine:3.22 AS build\nRUN curl -fsSL https://tides.example/k | tee /k\nFROM scratch\nCOPY --from=build /k /k\n',
			findings: [
				{
					text: 'curl',
					at: [2, 5],
					message:
						'Only the exit code of `tee` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'a SHELL of the stage below',
			text: 'FROM debian:trixie-slim AS run\nSHELL ["/bin/bash", "-ec"]\nFROM run\nRUN curl -fsSL https://tides.example/k | tee /k\n',
			findings: [
				{
					text: 'curl',
					at: [4, 5],
					message:
						'Only the exit code of `tee` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
		{
			name: 'the base of an earlier stage',
			text: 'FROM alpine:3.22 AS run\nFROM run\nRUN curl -fsSL https://tides.example/k | tee /k\n',
			findings: [
				{
					text: 'curl',
					at: [3, 5],
					message:
						'Only the exit code of `tee` counts here, that of `curl` is lost. Put `set -o pipefail` before it.',
				},
			],
		},
	],
	passes: [
		{
			name: 'set -o pipefail',
			text: 'FROM alpine:3.22\nRUN set -o pipefail && curl -fsSL https://tides.example/k | tee /k\n',
		},
		{
			name: 'set -euo pipefail in a heredoc',
			text: 'FROM fedora:43\nRUN <<EOF\nset -euo pipefail\ncurl -fsSL https://tides.example/k | tee /k\nEOF\n',
		},
		{
			name: 'SHELL with it',
			text: 'FROM debian:trixie-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://tides.example/k | tee /k\n',
		},
		{
			name: 'bash -o pipefail -c',
			text: 'FROM debian:trixie-slim\nRUN bash -o pipefail -c "curl -fsSL https://tides.example/k | tee /k"\n',
		},
		{
			name: 'dash, which has no such option',
			text: 'FROM debian:trixie-slim\nRUN curl -fsSL https://tides.example/k | tee /k\n',
		},
		{
			name: 'the same by the image',
			text: 'FROM node:24\nRUN curl -fsSL https://tides.example/k | tee /k\n',
		},
		{
			name: 'a base that is not known',
			text: 'FROM acme/base:1\nRUN curl -fsSL https://tides.example/k | tee /k\n',
		},
		{
			name: 'a base that only the build knows',
			text: 'ARG BASE\nFROM $BASE\nRUN curl -fsSL https://tides.example/k | tee /k\n',
		},
		{ name: 'no pipe', text: 'FROM alpine:3.22\nRUN curl -fsSLo /k https://tides.example/k\n' },
		{
			name: 'or in place of a pipe',
			text: 'FROM alpine:3.22\nRUN curl -fsSLo /k https://tides.example/k || exit 1\n',
		},
		{ name: 'a pipe without a download', text: 'FROM alpine:3.22\nRUN cat /k | sort > /l\n' },
		{ name: 'a download at the end', text: 'FROM alpine:3.22\nRUN cat /urls | wget -i -\n' },
		{
			name: "a download in another command's words",
			text: 'FROM alpine:3.22\nRUN echo $(curl -fsSL https://tides.example/k | head -1)\n',
		},
		{
			name: 'PowerShell',
			text: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN curl https://tides.example/k | tee k\n',
		},
	],
});

markedTest(pipeHidesFailure, [
	'FROM debian\nSHELL ["/bin/bash", "-c"]\nRUN «curl» x | tar x\n',
	'FROM debian\nSHELL ["/bin/bash", "-c"]\nRUN «curl» x | tee a | tar x\n',
	'FROM debian\nSHELL ["/bin/bash", "-c"]\nRUN curl x | wget y\n',
	'FROM debian\nSHELL ["/bin/bash", "-c"]\nRUN cat x | curl y\n',
	'FROM debian\nSHELL ["/bin/fish", "-c"]\nRUN curl x | tar x\n',
	'FROM debian\nRUN curl x | tar x\n',
	'FROM alpine\nRUN «curl» x | tar x\n',
]);
