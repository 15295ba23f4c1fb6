import { devDependencies } from '#core/rules/deploy-times/dev-dependencies.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const DEV = '`npm ci` also installs the development dependencies. To leave them out, add `--omit=dev`.';

ruleTest(devDependencies, {
	reports: [
		{
			name: 'an option that asks for them',
			text: 'FROM node:24\nRUN yarn install --frozen-lockfile --production=false\n',
			findings: [
				{
					text: 'yarn install',
					at: [2, 5],
					message:
						'`yarn install` also installs the development dependencies. To leave them out, write `--production` in place of `--production=false`.',
				},
			],
		},
		{
			name: 'a command that sets another value than ENV',
			text: 'FROM node:24\nENV NODE_ENV=production\nRUN NODE_ENV=development npm ci\nRUN export NODE_ENV=test && npm ci\nRUN unset NODE_ENV; npm ci\nRUN env -u NODE_ENV npm ci\n',
			findings: [
				{ text: 'npm ci', at: [3, 26], message: DEV },
				{ text: 'npm ci', at: [4, 29], message: DEV },
				{ text: 'npm ci', at: [5, 21], message: DEV },
				{ text: 'npm ci', at: [6, 21], message: DEV },
			],
		},
		{
			name: 'bun',
			text: 'FROM oven/bun:1\nRUN bun install --frozen-lockfile\n',
			findings: [
				{
					text: 'bun install',
					at: [2, 5],
					message:
						'`bun install` also installs the development dependencies. To leave them out, add `--production`.',
				},
			],
		},
		{
			name: 'a Yarn that has no such option',
			text: 'FROM node:24\nRUN yarn install --immutable\n',
			findings: [
				{
					text: 'yarn install',
					at: [2, 5],
					message:
						'`yarn install` also installs the development dependencies. To leave them out, use `yarn workspaces focus --production`.',
				},
			],
		},
		{
			name: 'npm ci',
			text: 'FROM node:24\nRUN npm ci\n',
			findings: [
				{
					text: 'npm ci',
					at: [2, 5],
					message:
						'`npm ci` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
		{
			name: 'npm install in JSON form',
			text: 'FROM node:24\nRUN ["npm", "install"]\n',
			findings: [
				{
					text: '"npm", "install"',
					at: [2, 6],
					message:
						'`npm install` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
		{
			name: 'yarn without a word',
			text: 'FROM node:24\nrun cd /app && yarn --frozen-lockfile\n',
			findings: [
				{
					text: 'yarn',
					at: [2, 16],
					message:
						'`yarn` also installs the development dependencies. To leave them out, add `--production`.',
				},
			],
		},
		{
			name: 'pnpm in a heredoc',
			text: 'FROM node:24\nRUN <<EOF\ncorepack enable\npnpm install --frozen-lockfile\nEOF\n',
			findings: [
				{
					text: 'pnpm install',
					at: [4, 1],
					message:
						'`pnpm install` also installs the development dependencies. To leave them out, add `--prod`.',
				},
			],
		},
		{
			name: 'another value of NODE_ENV',
			text: 'FROM node:24\nENV NODE_ENV=development\nRUN npm ci\n',
			findings: [
				{
					text: 'npm ci',
					at: [3, 5],
					message:
						'`npm ci` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
		{
			name: 'NODE_ENV that comes too late',
			text: 'FROM node:24\nRUN npm ci\nENV NODE_ENV=production\n',
			findings: [
				{
					text: 'npm ci',
					at: [2, 5],
					message:
						'`npm ci` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
		{
			name: 'production switched off',
			text: 'FROM node:24\nENV NODE_ENV=production\nRUN yarn install --production=false\nRUN npm ci --include=dev\n',
			findings: [
				{
					text: 'yarn install',
					at: [3, 5],
					message:
						'`yarn install` also installs the development dependencies. To leave them out, write `--production` in place of `--production=false`.',
				},
				{
					text: 'npm ci',
					at: [4, 5],
					message:
						'`npm ci` also installs the development dependencies. To leave them out, write `--omit=dev` in place of `--include=dev`.',
				},
			],
		},
		{
			name: 'a prune in a later layer',
			text: 'FROM node:24\nRUN npm ci\nRUN npm prune --omit=dev\n',
			findings: [
				{
					text: 'npm ci',
					at: [2, 5],
					message:
						'`npm ci` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
		{
			name: 'the stage below the final one',
			text: 'FROM node:24 AS base\nRUN npm ci \\\n  # quickly\n  --no-audit\nFROM base\n',
			findings: [
				{
					text: 'npm ci',
					at: [2, 5],
					message:
						'`npm ci` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
		{
			name: 'another escape character, ONBUILD',
			text: '# escape=`\nFROM node:24\nONBUILD RUN npm `\n  install\n',
			findings: [
				{
					text: 'npm `\n  install',
					at: [3, 13],
					message:
						'`npm install` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
		{
			name: 'a package.json with development dependencies',
			text: 'FROM node:24\nCOPY . .\nRUN npm ci\n',
			files: { 'package.json': '{"devDependencies":{"vitest":"5"}}' },
			findings: [
				{
					text: 'npm ci',
					at: [3, 5],
					message:
						'`npm ci` also installs the development dependencies. To leave them out, add `--omit=dev`.',
				},
			],
		},
	],
	passes: [
		{ name: '--omit=dev', text: 'FROM node:24\nRUN npm ci --omit=dev\n' },
		{ name: '--omit in two words', text: 'FROM node:24\nRUN npm ci --omit dev --no-audit\n' },
		{
			name: '--production, --only, --prod',
			text: 'FROM node:24\nRUN yarn install --production && npm i --only=production && pnpm i --prod && pnpm i -P\n',
		},
		{ name: 'NODE_ENV in force', text: 'FROM node:24\nENV NODE_ENV=production\nRUN npm ci\n' },
		{
			name: 'NODE_ENV in the stage below',
			text: 'FROM node:24 AS base\nENV NODE_ENV=production\nFROM base\nRUN npm ci\n',
		},
		{
			name: 'NODE_ENV from a default',
			text: 'FROM node:24\nARG MODE=production\nENV NODE_ENV=${MODE}\nRUN npm ci\n',
		},
		{ name: 'NODE_ENV that only the build knows', text: 'FROM node:24\nARG NODE_ENV\nRUN npm ci\n' },
		{
			name: 'NODE_ENV before the command, by env and by export',
			text: 'FROM node:24\nRUN NODE_ENV=production npm ci && env NODE_ENV=production npm ci\nRUN export NODE_ENV=production; npm ci\n',
		},
		{
			name: 'NODE_ENV set and then exported',
			text: 'FROM node:24\nRUN NODE_ENV=production; export NODE_ENV; npm ci\n',
		},
		{
			name: 'a prune in the same RUN',
			text: 'FROM node:24\nRUN npm ci && npm run build && npm prune --omit=dev\n',
		},
		{
			name: 'the folder removed in the same RUN',
			text: 'FROM node:24\nRUN npm ci && npm run build && rm -rf node_modules\n',
		},
		{
			name: 'a second install for production',
			text: 'FROM node:24\nRUN yarn && yarn build && yarn install --production --ignore-scripts\n',
		},
		{ name: 'a stage that is not final', text: 'FROM node:24 AS build\nRUN npm ci\nFROM node:24\n' },
		{ name: 'a tool by its name', text: 'FROM node:24\nRUN npm install -g npm@11 && npm install express\n' },
		{ name: 'npm told before', text: 'FROM node:24\nENV NPM_CONFIG_OMIT=dev\nRUN npm ci\n' },
		{
			name: 'a package.json without any',
			text: 'FROM node:24\nCOPY . .\nRUN npm ci\n',
			files: { 'package.json': '{"dependencies":{"a":"1"}}' },
		},
		{
			name: 'an option behind an unknown variable',
			text: 'FROM node:24\nARG OPTIONS\nRUN npm ci $OPTIONS\n',
		},
	],
});

markedTest(devDependencies, [
	'FROM node:24\nRUN pnpm fetch\n',
	'FROM node:24\nRUN yarn workspaces focus\n',
	'FROM node:24\nARG P="--no-audit express"\nRUN npm install $P\n',
	'FROM node:24\nARG P=--no-audit\nRUN «npm install» $P\n',
	'FROM node:24\nARG P="--no-audit --omit=dev"\nRUN npm install $P\n',
	'FROM node:24\nENV NODE_ENV=production\nRUN unset A NODE_ENV; «npm ci»\n',
	'FROM node:24\nENV NODE_ENV=production\nRUN echo NODE_ENV=development; npm ci\n',
	'FROM node:24\nRUN if [ -n "$DEV" ]; then npm ci; else npm ci --omit=dev; fi\n',
	'FROM node:24\nRUN npm ci --omit=dev && «npm ci»\n',
	'FROM node:24\nRUN «npm ci» && pnpm install --prod\n',
	'FROM node:24\nRUN npm ci --prefix=web && rm -rf web/node_modules\n',
	'FROM node:24\nRUN «npm ci» --prefix=web && rm -rf node_modules\n',
	{
		text: 'FROM node:24\nRUN «npm ci»\n',
		files: { 'package.json': '{}', 'web/package.json': '{"devDependencies":{"a":"1"}}' },
	},
	{ text: 'FROM node:24\nRUN «npm ci»\n', files: { 'package.json': '{"dependencies":' } },
	{ text: 'FROM node:24\nRUN «npm ci»\n', files: { 'package.json': '{"workspaces":["a"]}' } },
	{
		text: 'FROM node:24\nRUN npm ci\n',
		files: { 'package.json': '{}', 'node_modules/a/package.json': '{"devDependencies":{"a":"1"}}' },
	},
]);
