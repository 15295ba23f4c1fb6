import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { shellFormStart } from '#core/rules/deploy-times/shell-form-start.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(shellFormStart, {
	reports: [
		{
			name: 'a plain command, and rewrites it',
			text: 'FROM node:24\nCMD node server.js\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
			fixed: 'FROM node:24\nCMD ["node", "server.js"]\n',
		},
		{
			name: 'quoted words',
			text: 'FROM debian:12\nENTRYPOINT /usr/bin/tides --name "north sea" \'a"b\'\n',
			findings: [
				{
					text: 'ENTRYPOINT',
					at: [2, 1],
					message:
						'A shell starts this, and may keep the stop signal. Write `ENTRYPOINT ["program", "argument"]`.',
				},
			],
			fixed: 'FROM debian:12\nENTRYPOINT ["/usr/bin/tides", "--name", "north sea", "a\\"b"]\n',
		},
		{
			name: 'lower case, another escape character, several lines',
			text: '# escape=`\nfrom node:24\ncmd node `\n  # the server\n  server.js\n',
			findings: [
				{
					text: 'cmd',
					at: [3, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
			fixed: '# escape=`\nfrom node:24\ncmd ["node", "server.js"]\n',
		},
		{
			name: 'a variable, without a fix',
			text: 'FROM node:24\nCMD node server.js --port $PORT\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
		},
		{
			name: 'several commands',
			text: 'FROM node:24\nCMD cd /app && exec node server.js\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
		},
		{
			name: 'a list in single quotes',
			text: "FROM node:24\r\nCMD ['node', 'server.js']\r\n",
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'This is no JSON array, so a shell gets it. Write `CMD ["program", "argument"]`.',
				},
			],
			fixed: 'FROM node:24\r\nCMD ["node", "server.js"]\r\n',
		},
		{
			name: 'a list without its comma',
			text: 'FROM node:24\nCMD ["node" "server.js"]\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'This is no JSON array, so a shell gets it. Write `CMD ["program", "argument"]`.',
				},
			],
		},
		{
			name: 'a CMD beside an ENTRYPOINT, without a fix',
			text: 'FROM node:24\nENTRYPOINT ["tini", "--"]\nCMD node server.js\n',
			findings: [
				{
					text: 'CMD',
					at: [3, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
		},
		{
			name: 'every stage, as BuildKit does',
			text: 'FROM node:24 AS a\nCMD a\nFROM node:24\nENTRYPOINT b\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
				{
					text: 'ENTRYPOINT',
					at: [4, 1],
					message:
						'A shell starts this, and may keep the stop signal. Write `ENTRYPOINT ["program", "argument"]`.',
				},
			],
			fixed: 'FROM node:24 AS a\nCMD ["a"]\nFROM node:24\nENTRYPOINT ["b"]\n',
		},
		{
			name: 'an ONBUILD where it is set off',
			text: 'FROM node:24 AS a\nONBUILD CMD node server.js\nFROM a\n',
			findings: [
				{
					text: 'FROM',
					at: [3, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
		},
		{
			name: 'an empty CMD',
			text: 'FROM node:24\nCMD\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
		},
		{
			name: 'SHELL that comes later',
			text: 'FROM node:24\nCMD a | b\nSHELL ["/bin/bash", "-c"]\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
		},
		{
			name: 'a builtin, a redirection and an assignment, without a fix',
			text: 'FROM node:24 AS a\nCMD wait\nFROM node:24 AS b\nCMD node . > /log\nFROM node:24\nCMD A=b node .\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
				{
					text: 'CMD',
					at: [4, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
				{
					text: 'CMD',
					at: [6, 1],
					message: 'A shell starts this, and may keep the stop signal. Write `CMD ["program", "argument"]`.',
				},
			],
		},
	],
	passes: [
		{ name: 'JSON form', text: 'FROM node:24\nENTRYPOINT ["tini"]\nCMD ["node", "server.js"]\n' },
		{ name: 'JSON form over several lines', text: 'FROM node:24\nCMD [ \\\n  "node", \\\n  "server.js" ]\n' },
		{ name: 'exec as the only command', text: 'FROM node:24\nCMD exec node server.js --port $PORT\n' },
		{
			name: 'SHELL set on purpose',
			text: 'FROM node:24\nSHELL ["powershell", "-Command"]\nCMD Start-Service tides\n',
		},
		{
			name: 'SHELL set in the stage below',
			text: 'FROM node:24 AS a\nSHELL ["/bin/bash", "-c"]\nFROM a\nENTRYPOINT node server.js\n',
		},
		{ name: 'an ONBUILD that nothing sets off', text: 'FROM node:24\nONBUILD CMD node server.js\n' },
		{
			name: 'RUN and HEALTHCHECK',
			text: 'FROM node:24\nRUN npm ci\nHEALTHCHECK CMD curl -f http://localhost/\n',
		},
		{ name: 'an empty list', text: 'FROM node:24\nENTRYPOINT []\n' },
	],
});

markedTest(shellFormStart, [
	'FROM a AS b\nSHELL ["/bin/x", "-c"]\nRUN y\nFROM b\nCMD z\n',
	'FROM a AS b\nRUN y\nFROM b\n«CMD» z\n',
]);

test.each([
	'CMD nohup node x',
	'CMD node x > /log',
	'CMD A=1 node x',
	'CMD "my app" x',
	'CMD node *.js',
	'CMD node $X',
	'CMD $X y',
	'CMD node x && y',
	'CMD node x &',
	'CMD cd x',
	'CMD x\nENTRYPOINT ["y"]',
	'CMD <<EOF\nnode x\nEOF',
])('%s: no array does the same for sure, so there is no fix', (start) => {
	const text = `FROM a\n${start}\n`;
	const findings = lint({ path: 'Dockerfile', text }, { rules: [shellFormStart] });
	expect(findings.map(({ fix }) => fix?.title)).toEqual([undefined]);
});
