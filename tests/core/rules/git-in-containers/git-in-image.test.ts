import { gitInImage } from '#core/rules/git-in-containers/git-in-image.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const installed = (name: string) =>
	`\`${name}\` stays in the final image. Fetch sources in an earlier stage or with \`COPY\`, and leave git out.`;
const perhaps = (name: string) =>
	`\`${name}\` stays in the image. If a service runs in it, fetch sources in an earlier stage.`;

ruleTest(gitInImage, {
	reports: [
		{
			name: 'a git that is only marked',
			text: 'FROM debian:12\nRUN apt-get install -y git && apt-mark auto \'.*\'\nCMD ["a"]\n',
			findings: [
				{
					text: 'git',
					at: [2, 24],
					message:
						'`git` stays in the final image. Fetch sources in an earlier stage or with `COPY`, and leave git out.',
				},
			],
		},
		{
			name: 'says so with doubt where the image is for working in',
			text: 'FROM debian:12 AS dev\nRUN apt-get install -y git\nCOPY x /x\nCMD ["x"]\n',
			findings: [{ text: 'git', at: [2, 24], message: perhaps('git') }],
		},
		{
			name: 'says so with doubt where a shell is all that starts',
			text: 'FROM debian:12\nRUN apt-get install -y git\nCOPY x /x\nCMD ["/bin/bash"]\n',
			findings: [{ text: 'git', at: [2, 24], message: perhaps('git') }],
		},
		{
			name: 'is sure where a program starts',
			text: 'FROM debian:12\nRUN apt-get install -y git\nCOPY x /x\nCMD ["/x"]\n',
			findings: [{ text: 'git', at: [2, 24], message: installed('git') }],
		},
		{
			name: 'finds git among other packages, behind an update and comments inside the continuation',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y \\\n  # what we need\n  curl \\\n  git \\\n  make\n',
			findings: [{ text: 'git', at: [5, 3], message: perhaps('git') }],
		},
		{
			name: 'knows a package by its name, whatever version is asked for',
			text: 'FROM debian:12\nRUN apt-get install -y git=1:2.39*\nRUN apk add --no-cache git@edge "git~=2"\nRUN dnf install -y git-2.39.0-1.el9\n',
			findings: [
				{ text: 'git=1:2.39*', at: [2, 24], message: perhaps('git=1:2.39*') },
				{ text: 'git@edge', at: [3, 24], message: perhaps('git@edge') },
				{ text: '"git~=2"', at: [3, 33], message: perhaps('git~=2') },
				{ text: 'git-2.39.0-1.el9', at: [4, 20], message: perhaps('git-2.39.0-1.el9') },
			],
		},
		{
			name: 'knows what a function is called with, and what a loop installs',
			text: 'FROM debian:12\nRUN add() { apt-get install -y "$@" && rm -rf /var/lib/apt/lists/*; } && add curl git && add x git-core\nRUN for p in curl git; do apk add $p; done\n',
			findings: [
				{ text: '"$@"', at: [2, 32], message: perhaps('git') },
				{ text: '$p', at: [3, 35], message: perhaps('git') },
			],
		},
		{
			name: 'knows the package managers, and sees through sudo, env, sh -c, if and subshells',
			text: [
				'FROM base:1',
				'RUN microdnf install git',
				'run sudo apt-get -y install curl git',
				'RUN env DEBIAN_FRONTEND=noninteractive apt-get install -y git',
				'RUN sh -c "apt-get install -y git"',
				'RUN if true; then (zypper in -y git-core); fi',
				'',
			].join('\n'),
			findings: [
				{ text: 'git', at: [2, 22], message: perhaps('git') },
				{ text: 'git', at: [3, 34], message: perhaps('git') },
				{ text: 'git', at: [4, 59], message: perhaps('git') },
				{ text: 'git', at: [5, 31], message: perhaps('git') },
				{ text: 'git-core', at: [6, 33], message: perhaps('git-core') },
			],
		},
		{
			name: 'reads heredocs, the JSON form and ONBUILD',
			text: 'FROM debian:12\nRUN <<EOF\nset -e\napt-get install -y git\nEOF\nRUN ["apt-get", "install", "-y", "git"]\nONBUILD RUN apk add git\n',
			findings: [
				{ text: 'git', at: [4, 20], message: perhaps('git') },
				{ text: '"git"', at: [6, 34], message: perhaps('git') },
				{ text: 'git', at: [7, 21], message: perhaps('git') },
			],
		},
		{
			name: 'replaces a variable by its default',
			text: 'FROM debian:12\nARG PACKAGES="curl git"\nRUN apt-get install -y $PACKAGES\n',
			findings: [{ text: '$PACKAGES', at: [3, 24], message: perhaps('git` in `$PACKAGES') }],
		},
		{
			name: 'looks at the earlier stage that the final one is built on',
			text: 'FROM debian:12 AS base\nRUN apt-get install -y git\nFROM base\nCOPY a b\n',
			findings: [{ text: 'git', at: [2, 24], message: installed('git') }],
		},
		{
			name: 'reads files with a BOM, CRLF and another escape character',
			text: '\uFEFF# escape=`\r\nFROM debian:12\r\nRUN apt-get install -y `\r\n  git\r\n',
			findings: [{ text: 'git', at: [4, 3], message: perhaps('git') }],
		},
	],
	passes: [
		{
			name: 'a git that a removal takes along after all was marked',
			text: "FROM debian:12\nRUN kept=$(apt-mark showmanual) && apt-get install -y git gcc && make && apt-mark auto '.*' && apt-mark manual $kept && apt-get purge -y --auto-remove\n",
		},
		{
			name: 'an image whose start command uses it',
			text: 'FROM debian:12\nRUN apt-get install -y git\nCOPY x /x\nCMD ["git", "daemon", "/srv"]\n',
		},
		{
			name: 'an image whose start script uses it',
			text: 'FROM debian:12\nRUN apt-get install -y git\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]\n',
			files: { 'run.sh': '#!/bin/sh\ngit -C /srv pull\nexec serve\n' },
		},
		{
			name: 'a package that only contains the word',
			text: 'FROM debian:12\nRUN apt-get install -y git-lfs gitk libgit2-dev digit\n',
		},
		{
			name: 'an earlier stage that only hands files on',
			text: 'FROM debian:12 AS fetch\nRUN apt-get install -y git\nFROM debian:12\nCOPY --from=fetch /src /src\n',
		},
		{
			name: 'git removed in the same RUN',
			text: 'FROM debian:12\nRUN apt-get install -y git && make && apt-get purge -y git\n',
		},
		{
			name: 'git removed with its group in the same RUN',
			text: 'FROM alpine:3\nRUN apk add --no-cache --virtual .tools git make && make && apk del .tools\n',
		},
		{ name: 'a library of that name', text: 'FROM node:24\nRUN npm install git && pip install git\n' },
		{
			name: 'a package behind an unknown variable',
			text: 'FROM debian:12\nARG PACKAGES\nRUN apt-get install -y $PACKAGES\n',
		},
		{ name: 'words that are only printed', text: 'FROM debian:12\nRUN echo "apt-get install git"\n' },
		{ name: 'the start command', text: 'FROM debian:12\nCMD apt-get install -y git\n' },
	],
});

markedTest(gitInImage, [
	'FROM debian\nRUN apt-get install -y «git» && apt-mark auto x && apt-get update\n',
	'FROM debian\nRUN apt-get install -y git && apt-mark auto x && apt-get purge -y --auto-remove\n',
	'FROM alpine\nRUN apk add --virtual .t git && apk del .t\n',
	'FROM alpine\nRUN apk add --virtual .t «git» && apk del .u\n',
]);
