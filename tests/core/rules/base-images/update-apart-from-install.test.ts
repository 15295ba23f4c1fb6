import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { updateApartFromInstall } from '#core/rules/base-images/update-apart-from-install.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(updateApartFromInstall, {
	reports: [
		{
			name: 'an update with a comment below it, and leaves both',
			text: 'FROM debian:12\nRUN apt-get update\n# tools\nRUN apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 5],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
			fixed: 'FROM debian:12\nRUN apt-get update\n# tools\nRUN apt-get install -y git\n',
		},
		{
			name: 'an update behind cd, which would reach into the other RUN, and leaves it',
			text: 'FROM debian:12\nRUN cd /opt && apt-get update\nRUN make && apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 16],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
			fixed: 'FROM debian:12\nRUN cd /opt && apt-get update\nRUN make && apt-get install -y git\n',
		},
		{
			name: 'an update behind export, which would reach into the other RUN, and leaves it',
			text: 'FROM debian:12\nRUN export A=1 && apt-get update\nRUN make && apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 19],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
			fixed: 'FROM debian:12\nRUN export A=1 && apt-get update\nRUN make && apt-get install -y git\n',
		},
		{
			name: 'an update behind an assignment, which would reach into the other RUN, and leaves it',
			text: 'FROM debian:12\nRUN A="b c" && apt-get update\nRUN make && apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 16],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
			fixed: 'FROM debian:12\nRUN A="b c" && apt-get update\nRUN make && apt-get install -y git\n',
		},
		{
			name: 'an update alone, and joins it with the install below',
			text: 'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 5],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
			fixed: 'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y git\n',
		},
		{
			name: 'another escape character',
			text: '# escape=`\nFROM debian:12\nrun apt-get update -q\n\nrun apt-get install -y `\n  git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [3, 5],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
			fixed: '# escape=`\nFROM debian:12\nrun apt-get update -q && `\n    apt-get install -y `\n  git\n',
		},
		{
			name: 'CRLF',
			text: 'FROM debian:12\r\nRUN apt update\r\nRUN apt install -y git\r\n',
			findings: [
				{
					text: 'apt update',
					at: [2, 5],
					message:
						'`apt update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
			fixed: 'FROM debian:12\r\nRUN apt update && \\\r\n    apt install -y git\r\n',
		},
		{
			name: 'apk',
			text: 'FROM alpine:3.22\nRUN apk update\nCOPY a b\nRUN apk add git\n',
			findings: [
				{
					text: 'apk update',
					at: [2, 5],
					message:
						'`apk update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
		{
			name: 'dnf',
			text: 'FROM fedora:42\nRUN dnf -y makecache && dnf clean packages\n',
			findings: [
				{
					text: 'dnf -y makecache',
					at: [2, 5],
					message:
						'`dnf makecache` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
		{
			name: 'a heredoc',
			text: 'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\nEOF\nRUN apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [4, 1],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
		{
			name: 'an earlier stage, a comment between',
			text: 'FROM debian:12 AS a\nRUN apt-get update\n# then\nRUN apt-get install -y git\nFROM scratch\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 5],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
		{
			name: 'sudo and sh -c',
			text: 'FROM debian:12\nRUN sudo sh -c "apt-get -o X=y update && echo done"\n',
			findings: [
				{
					text: 'apt-get -o X=y update',
					at: [2, 17],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
		{
			name: 'ONBUILD',
			text: 'FROM debian:12\nONBUILD RUN apt-get update\nONBUILD RUN apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 13],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
		{
			name: 'JSON form',
			text: 'FROM debian:12\nRUN ["apt-get", "update"]\n',
			findings: [
				{
					text: '"apt-get", "update"',
					at: [2, 6],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
		{
			name: 'mounts differ, so nothing is joined',
			text: 'FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update\nRUN apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get update',
					at: [2, 46],
					message:
						'`apt-get update` is cached apart from the install, so later builds use old lists. Put both into one `RUN`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'an install by a script of the base image',
			text: 'FROM a:1\nRUN apt-get update && install-packages clang\n',
		},
		{
			name: 'a helper for other platforms',
			text: 'FROM debian:12\nRUN apt-get update && xx-apt-get install -y gcc\n',
		},
		{ name: 'another such helper', text: 'FROM alpine:3\nRUN apk update && xx-apk add gcc\n' },
		{
			name: 'sources that are fetched at once',
			text: 'FROM debian:12\nRUN apt-get update && apt-get source hello\n',
		},
		{
			name: 'both in a loop',
			text: 'FROM debian:12\nRUN for verb in update "install -y curl"; do apt-get $verb; done\n',
		},
		{
			name: 'both by a function that tries again',
			text: 'FROM debian:12\nRUN again() { until "$@"; do sleep 1; done; }; again apt-get update; again apt-get install -y curl\n',
		},
		{ name: 'both in one RUN', text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\n' },
		{
			name: 'both in one heredoc',
			text: 'FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y git\nEOF\n',
		},
		{ name: 'an upgrade', text: 'FROM debian:12\nRUN apt-get update && apt-get upgrade -y\n' },
		{ name: 'a script that may install', text: 'FROM debian:12\nRUN apt-get update && ./install.sh\n' },
		{ name: 'a program that a variable names', text: 'FROM debian:12\nRUN apt-get update && $INSTALL git\n' },
		{
			name: 'an install on the far side of a pipe',
			text: 'FROM debian:12\nRUN apt-get update; cat list | xargs apt-get install -y\n',
		},
		{ name: 'the word in a text', text: 'FROM debian:12\nRUN echo "apt-get update"\n' },
		{
			name: 'a comment in a continuation',
			text: 'FROM debian:12\nRUN true \\\n  # apt-get update\n  && true\n',
		},
		{ name: 'npm update', text: 'FROM node:24\nRUN npm update\n' },
	],
});

markedTest(updateApartFromInstall, [
	'FROM debian\nRUN apt-get clean\nRUN apt-get install -y curl\n',
	'FROM debian\nRUN «apt-get update»\nRUN apt-get install -y curl\n',
	'FROM debian\nRUN npm update\nRUN npm install\n',
	'FROM debian\nRUN «apt-get update» && npm install\n',
]);

test.each([
	['RUN apt-get install -y curl', true],
	['RUN apt-get install -y curl && apt-get clean', true],
	['RUN pip install x', false],
	['COPY a b', false],
	['RUN --mount=type=cache,target=/c apt-get install -y curl', false],
	['RUN apt-get install -y curl; true', false],
	['# why\nRUN apt-get install -y curl', false],
])('an update is joined with the install right below it alone: %s', (next, isJoined) => {
	const text = `FROM debian\nRUN apt-get update\n${next}\n`;
	const findings = lint({ path: 'Dockerfile', text }, { rules: [updateApartFromInstall] });
	expect(findings.map(({ fix }) => fix !== undefined)).toEqual([isJoined]);
});

test.each(['--network=none apt-get update', 'cd / && apt-get update', 'apt-get update; true'])(
	'nothing is joined behind `RUN %s`',
	(run) => {
		const text = `FROM debian\nRUN ${run}\nRUN apt-get install -y curl\n`;
		const findings = lint({ path: 'Dockerfile', text }, { rules: [updateApartFromInstall] });
		expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
	},
);
