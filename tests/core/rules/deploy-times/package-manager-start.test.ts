import { packageManagerStart } from '#core/rules/deploy-times/package-manager-start.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const NODE = 'FROM node:24-bookworm-slim\nWORKDIR /app\nCOPY package.json ./\n';
const manifest = (start: string) => ({ 'package.json': JSON.stringify({ scripts: { start } }) });

ruleTest(packageManagerStart, {
	reports: [
		{
			name: 'says what is started, and what becomes of the signal',
			text: 'FROM node:24-bookworm-slim\nCMD ["npm", "start"]\n',
			findings: [
				{
					text: '"npm", "start"',
					at: [2, 6],
					message:
						'`npm start` starts a shell that does not pass the stop signal on. Start the program itself.',
				},
			],
		},
	],
	passes: [
		{ name: 'leaves the program itself alone', text: 'FROM node:24-slim\nCMD ["node", "server.js"]\n' },
	],
});

markedTest(packageManagerStart, [
	'FROM node:24\nCMD [«"npm", "start"»]\n',
	'FROM node\nCMD [«"npm", "run", "serve"»]\n',
	'FROM node:24-slim\nCMD [«"npm", "run-script", "serve"»]\n',
	'FROM node:24-slim\nCMD [«"npm", "--silent", "start"»]\n',
	'FROM node:24-trixie\nCMD [«"yarn", "start"»]\n',
	'FROM node:24-trixie\nCMD [«"pnpm", "run", "start"»]\n',
	'FROM node:24-slim\nENTRYPOINT [«"npm", "start"»]\n',
	'FROM node:24-slim\nENTRYPOINT ["npm"]\nCMD [«"start"»]\n',
	'FROM node:24-slim\nENTRYPOINT ["npm", "run"]\nCMD [«"serve"»]\n',
	'FROM node:24-slim\nENTRYPOINT [«"npm", "start"»]\nCMD ["--", "--port"]\n',
	'FROM node:24-slim\nCMD «npm start»\n',
	'FROM node:24-slim\nENTRYPOINT ["npm"]\nCMD [«"start"»]\n',
	'FROM node:24-slim\nENTRYPOINT ["npm", "run"]\nCMD [«"serve"»]\n',
	'FROM node:24-slim\nENTRYPOINT [«"npm", "start"»]\nCMD ["--port=80"]\n',
	'FROM node:24-slim\nCMD exec «yarn run serve»\n',
	'FROM node:24-slim\nCMD node migrate.js && «npm start»\n',
	'FROM node:24-slim AS base\nFROM base\nUSER node\nCMD [«"npm", "start"»]\n',
	'FROM node:24-slim\nENTRYPOINT ["tini", "--"]\nCMD [«"npm", "start"»]\n',
	{ text: `${NODE}CMD [«"npm", "start"»]\n`, files: manifest('node server.js') },
	{ text: `${NODE}CMD [«"npm", "start"»]\n`, files: manifest('NODE_ENV=production node server.js') },
	// Silent: no such start, or a shell that makes room, or nobody knows which shell.
	'FROM node:24-slim\nCMD ["node", "server.js"]\n',
	'FROM node:24-alpine\nCMD ["npm", "start"]\n',
	'FROM tides/node:3\nCMD ["npm", "start"]\n',
	'ARG BASE\nFROM ${BASE}\nCMD ["npm", "start"]\n',
	'FROM node:24-slim\nRUN npm run build\nCMD ["node", "dist/server.js"]\n',
	'FROM node:24-slim\nCMD ["npm", "ci"]\n',
	'FROM node:24-slim\nCMD ["npm", "run"]\n',
	'FROM node:24-slim\nCMD ["npx", "serve"]\n',
	'FROM node:24-slim\nRUN corepack enable\nCMD ["yarn", "start"]\n',
	'FROM node:24-slim\nCMD ["npm", "start", "--script-shell=bash"]\n',
	{ text: 'FROM node:24-slim\nCMD ["yarn", "start"]\n', files: { '.yarnrc.yml': '' } },
	'FROM node:24-slim\nENTRYPOINT ["dumb-init", "--"]\nCMD ["npm", "start"]\n',
	'FROM node:24-slim\nENTRYPOINT ["tini", "-g", "--"]\nCMD ["npm", "start"]\n',
	'FROM node:24-slim AS dev\nCMD ["npm", "start"]\nFROM node:24-slim\nCMD ["node", "server.js"]\n',
	'FROM node:24-slim\nCMD ["npm", "start"]\nCMD ["node", "server.js"]\n',
	'FROM node:24-slim\nCMD echo $(npm run version) && exec node server.js\n',
	{ text: `${NODE}CMD ["npm", "start"]\n`, files: manifest('exec node server.js') },
	{ text: `${NODE}CMD ["npm", "start"]\n`, files: manifest('node migrate.js && exec node server.js') },
]);

markedTest(packageManagerStart, ['FROM node:24\nCMD «npm run a» && npm run b\n']);
