import { missingHealthcheck } from '#core/rules/deploy-times/missing-healthcheck.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(missingHealthcheck, {
	reports: [
		{
			name: 'several ports, in continued lines',
			text: 'FROM node:24\nEXPOSE 8080 \\\n  8443/tcp\nCMD ["node", "."]\n',
			findings: [
				{
					text: 'EXPOSE 8080 \\\n  8443/tcp',
					at: [2, 1],
					message:
						'Nothing tells when ports 8080, 8443/tcp answer. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'a port and a start command',
			text: 'FROM node:24\nEXPOSE 8080\nCMD ["node", "."]\n',
			findings: [
				{
					text: 'EXPOSE 8080',
					at: [2, 1],
					message: 'Nothing tells when port 8080 answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'ENTRYPOINT, a protocol, lower case',
			text: 'from node:24\nexpose 8080/tcp\nentrypoint ["node", "."]\n',
			findings: [
				{
					text: 'expose 8080/tcp',
					at: [2, 1],
					message: 'Nothing tells when port 8080/tcp answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'the last of several ports',
			text: 'FROM node:24\nEXPOSE 80 443\nEXPOSE 8080\nCMD node .\n',
			findings: [
				{
					text: 'EXPOSE 8080',
					at: [3, 1],
					message: 'Nothing tells when port 8080 answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'what the stage below brings',
			text: 'FROM node:24 AS base\nEXPOSE 8080\nFROM base\nCMD ["node", "."]\n',
			findings: [
				{
					text: 'EXPOSE 8080',
					at: [2, 1],
					message: 'Nothing tells when port 8080 answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'a health check of another stage',
			text: 'FROM node:24 AS a\nHEALTHCHECK CMD true\nFROM node:24\nEXPOSE 8080\nCMD ["node", "."]\n',
			findings: [
				{
					text: 'EXPOSE 8080',
					at: [4, 1],
					message: 'Nothing tells when port 8080 answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'a port in a variable',
			text: 'FROM node:24\nENV PORT=80\nEXPOSE $PORT\nCMD ["node", "."]\n',
			findings: [
				{
					text: 'EXPOSE $PORT',
					at: [3, 1],
					message: 'Nothing tells when port $PORT answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'CRLF and a continuation',
			text: 'FROM node:24\r\nEXPOSE \\\r\n  8080\r\nCMD ["node", "."]\r\n',
			findings: [
				{
					text: 'EXPOSE \\\r\n  8080',
					at: [2, 1],
					message: 'Nothing tells when port 8080 answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
		{
			name: 'a health check that only a child image gets',
			text: 'FROM node:24\nEXPOSE 80\nCMD ["node", "."]\nONBUILD HEALTHCHECK CMD true\n',
			findings: [
				{
					text: 'EXPOSE 80',
					at: [2, 1],
					message: 'Nothing tells when port 80 answers. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a health check',
			text: 'FROM node:24\nEXPOSE 8080\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "."]\n',
		},
		{ name: 'HEALTHCHECK NONE', text: 'FROM node:24\nEXPOSE 8080\nhealthcheck none\nCMD ["node", "."]\n' },
		{
			name: 'a health check of the stage below',
			text: 'FROM node:24 AS base\nHEALTHCHECK CMD true\nFROM base\nEXPOSE 8080\nCMD ["node", "."]\n',
		},
		{ name: 'no port', text: 'FROM node:24\nCMD ["node", "job.js"]\n' },
		{ name: 'no start command', text: 'FROM nginx:1.29\nEXPOSE 8080\n' },
		{
			name: 'a stage that is not final',
			text: 'FROM node:24 AS a\nEXPOSE 8080\nCMD ["node", "."]\nFROM node:24\n',
		},
		{ name: 'a file without a stage', text: 'ARG A=b\n# nothing\nFROM scratch\n' },
		{ name: 'words in a comment', text: 'FROM node:24\n# EXPOSE 8080\nCMD ["node", "."]\n' },
	],
});
