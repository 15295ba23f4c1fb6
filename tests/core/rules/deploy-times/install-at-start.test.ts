import { installAtStart } from '#core/rules/deploy-times/install-at-start.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(installAtStart, {
	reports: [
		{
			name: 'an install behind a test, or behind what may fail',
			path: 'compose.yaml',
			text: 'services:\n  a:\n    command: sh -c "[ -d x ] && npm ci; node -v || apk add nodejs; exec node ."\n',
			findings: [
				{
					text: 'npm ci',
					at: [3, 33],
					message: '`npm ci` may run at a start, and then needs the network. Do it in a `RUN`.',
				},
				{
					text: 'apk add',
					at: [3, 52],
					message: '`apk add` may run at a start, and then needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a start script that installs what is missing',
			text: 'FROM node:24\nCOPY start.sh /\nCMD ["/start.sh"]\n',
			files: { 'start.sh': 'if [ ! -d node_modules ]; then\n  npm ci\nfi\nexec node server.js\n' },
			findings: [
				{
					text: '"/start.sh"',
					at: [3, 6],
					message:
						'`start.sh` may run `npm ci` (line 2) at a start, and then needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'of all that a script fetches the first that is sure',
			text: 'FROM node:24\nCOPY start.sh /\nCMD ["/start.sh"]\n',
			files: { 'start.sh': 'if test -n x; then\n  npm ci\nfi\ngit pull\nyarn install\n' },
			findings: [
				{
					text: '"/start.sh"',
					at: [3, 6],
					message:
						'`start.sh` runs `git pull` (line 4) at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'an install under a condition',
			path: 'compose.yaml',
			text: 'services:\n  a:\n    command: sh -c "if test -n x; then npm ci; fi; exec node ."\n',
			findings: [
				{
					text: 'npm ci',
					at: [3, 40],
					message: '`npm ci` may run at a start, and then needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'an install before the server',
			text: 'FROM node:24\nCMD npm install && node server.js\n',
			findings: [
				{
					text: 'npm install',
					at: [2, 5],
					message: '`npm install` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'JSON form with quotes in the script',
			text: 'FROM python:3.13\nENTRYPOINT ["sh", "-c", "pip install -r \\"requirements.txt\\"; exec python app.py"]\n',
			findings: [
				{
					text: 'pip install',
					at: [2, 26],
					message: '`pip install` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a pull of the sources',
			text: 'FROM node:24\ncmd git -C /app pull --ff-only; exec node /app\n',
			findings: [
				{
					text: 'git -C /app pull',
					at: [2, 5],
					message: '`git pull` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'bundler, only where something is missing',
			text: 'FROM ruby:3.4\nCMD bundle check || bundle install && bundle exec rails s\n',
			findings: [
				{
					text: 'bundle install',
					at: [2, 21],
					message: '`bundle install` may run at a start, and then needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a start script from the context',
			text: 'FROM node:24\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./scripts/start.sh"]\n',
			files: { 'scripts/start.sh': '#!/bin/sh\nset -e\nnpm ci\nexec node server.js\n' },
			findings: [
				{
					text: '"./scripts/start.sh"',
					at: [4, 13],
					message:
						'`scripts/start.sh` runs `npm ci` (line 3) at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a script in a folder of the path',
			text: 'FROM debian:12\nCOPY docker/entrypoint.sh /usr/local/bin/\nENTRYPOINT ["entrypoint.sh"]\nCMD ["serve"]\n',
			files: { 'docker/entrypoint.sh': 'apt-get update && apt-get install -y curl\nexec "$@"\n' },
			findings: [
				{
					text: '"entrypoint.sh"',
					at: [3, 13],
					message:
						'`docker/entrypoint.sh` runs `apt-get install` (line 1) at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a script given to a shell, renamed by COPY',
			text: 'FROM debian:12 AS base\nCOPY run /start\nFROM base\nCMD ["bash", "-e", "/start"]\n',
			files: { run: 'git clone https://example.com/tides.git\n' },
			findings: [
				{
					text: '"/start"',
					at: [4, 20],
					message: '`run` runs `git clone` (line 1) at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a script written by a heredoc',
			text: 'FROM debian:12\nCOPY --chmod=755 <<EOF /start.sh\n#!/bin/sh\nnpm install\nEOF\nCMD /start.sh\n',
			findings: [
				{
					text: '/start.sh',
					at: [6, 5],
					message:
						'`/start.sh` runs `npm install` (line 2) at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a script of package.json',
			text: 'FROM node:24\nWORKDIR /app\nCOPY . .\nCMD ["npm", "start"]\n',
			files: { 'package.json': '{"scripts":{"prestart":"npm install","start":"node ."}}' },
			findings: [
				{
					text: '"npm", "start"',
					at: [4, 6],
					message:
						'`package.json, script start` runs `npm install` (line 1) at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'compose: command and entrypoint',
			text: 'services:\n  web:\n    image: node:24\n    entrypoint: ["sh", "-c", "npm ci && node ."]\n  api:\n    image: node:24\n    command: sh -c "yarn && node ."\n',
			path: 'compose.yaml',
			findings: [
				{
					text: 'npm ci',
					at: [4, 31],
					message: '`npm ci` runs at every start, and needs the network. Do it in a `RUN`.',
				},
				{
					text: 'yarn',
					at: [7, 21],
					message: '`yarn` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'a package manager as ENTRYPOINT that the CMD tells to install, above it or below',
			text: 'FROM node:24\nCMD ["--silent", "ci"]\nENTRYPOINT ["tini", "--", "npm"]\n',
			findings: [
				{
					text: '"--silent", "ci"',
					at: [2, 6],
					message: '`npm ci` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'compose: the same across both keys',
			path: 'compose.yaml',
			text: 'services:\n  web:\n    image: node:24\n    command: install --no-audit\n    entrypoint: [npm]\n  php:\n    image: composer\n    entrypoint: composer\n    command:\n      - -n\n      - install\n',
			findings: [
				{
					text: 'install',
					at: [4, 14],
					message: '`npm install` runs at every start, and needs the network. Do it in a `RUN`.',
				},
				{
					text: '-n\n      - install',
					at: [10, 9],
					message: '`composer install` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'an ENTRYPOINT with a script of its own',
			text: 'FROM node:24\nENTRYPOINT ["sh", "-c", "$SETUP; yarn && exec \\"$@\\"", "--"]\nCMD ["node", "."]\n',
			findings: [
				{
					text: 'yarn',
					at: [2, 34],
					message: '`yarn` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'submodules',
			text: 'FROM git:1\nCMD ["sh", "-c", "git submodule update && make run"]\n',
			findings: [
				{
					text: 'git submodule update',
					at: [2, 19],
					message: '`git submodule update` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'ONBUILD',
			text: 'FROM node:24\nONBUILD CMD npm install && npm start\n',
			findings: [
				{
					text: 'npm install',
					at: [2, 13],
					message: '`npm install` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
		{
			name: 'CRLF, continuations, a comment between',
			text: 'FROM node:24\r\nCMD true && \\\r\n  # again\r\n  npm ci && \\\r\n  node .\r\n',
			findings: [
				{
					text: 'npm ci',
					at: [4, 3],
					message: '`npm ci` runs at every start, and needs the network. Do it in a `RUN`.',
				},
			],
		},
	],
	passes: [
		{ name: 'an install in a RUN', text: 'FROM node:24\nRUN npm ci\nCMD ["node", "server.js"]\n' },
		{ name: 'npm start', text: 'FROM node:24\nCMD ["npm", "start"]\n' },
		{
			name: 'a start script that installs nothing',
			text: 'FROM node:24\nCOPY start.sh /\nCMD ["/start.sh"]\n',
			files: { 'start.sh': 'exec node server.js\n' },
		},
		{
			name: 'a start script without a context at hand',
			text: 'FROM node:24\nCOPY start.sh /\nCMD ["/start.sh"]\n',
		},
		{
			name: 'a script that the ignore file keeps out',
			text: 'FROM node:24\nCOPY . /\nCMD ["/start.sh"]\n',
			files: { 'start.sh': 'npm install\n', '.dockerignore': 'start.sh\n' },
		},
		{
			name: 'a script for another interpreter',
			text: 'FROM node:24\nCOPY start /\nCMD ["/start"]\n',
			files: { start: '#!/usr/bin/env python3\nnpm install\n' },
		},
		{ name: 'bundle exec', text: 'FROM ruby:3.4\nCMD ["bundle", "exec", "puma"]\n' },
		{
			name: 'a package manager as ENTRYPOINT that the CMD tells to run something',
			text: 'FROM node:24\nENTRYPOINT ["yarn"]\nCMD ["start"]\n',
		},
		{
			name: 'compose: the same across both keys',
			path: 'compose.yaml',
			text: 'services:\n  web:\n    image: node:24\n    entrypoint: yarn\n    command: start\n  rails:\n    image: ruby:3.4\n    entrypoint: [bundle]\n    command: [exec, puma]\n',
		},
		{ name: 'the word in a text', text: 'FROM node:24\nCMD echo "npm install"\n' },
		{ name: 'git that asks nobody', text: 'FROM node:24\nCMD git -C /app status\n' },
		{ name: 'a health check', text: 'FROM node:24\nHEALTHCHECK CMD npm install\n' },
		{
			name: 'compose without an install',
			text: 'services:\n  web:\n    image: node:24\n    command: node .\n',
			path: 'compose.yaml',
		},
	],
});

markedTest(installAtStart, [
	'FROM alpine\nCMD «hg clone» https://example.com/x && x\n',
	'FROM alpine\nCMD «svn -q up» /x && x\n',
	'FROM alpine\nCMD svn log && x\n',
	'FROM alpine\nCMD f() { npm ci; }; node .\n',
	'FROM alpine\nCMD «npm ci» && «git pull» && node .\n',
]);
