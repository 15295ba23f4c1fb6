import { reservedStageName } from '#core/rules/build-checks/reserved-stage-name.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(reservedStageName, {
	reports: [
		{
			name: 'scratch',
			text: 'FROM scratch AS scratch\n',
			findings: [
				{
					text: 'scratch',
					at: [1, 17],
					message: '`scratch` means something to BuildKit already; give the stage another name.',
				},
			],
		},
		{
			name: 'context',
			text: 'FROM scratch AS context\n',
			findings: [
				{
					text: 'context',
					at: [1, 17],
					message: '`context` means something to BuildKit already; give the stage another name.',
				},
			],
		},
		{
			name: 'in capitals',
			text: 'FROM scratch AS CONTEXT\n',
			findings: [
				{
					text: 'CONTEXT',
					at: [1, 17],
					message: '`CONTEXT` means something to BuildKit already; give the stage another name.',
				},
			],
		},
		{
			name: 'in lower-case keywords',
			text: 'from scratch as scratch\n',
			findings: [
				{
					text: 'scratch',
					at: [1, 17],
					message: '`scratch` means something to BuildKit already; give the stage another name.',
				},
			],
		},
		{
			name: 'every stage of that name',
			text: 'FROM scratch AS scratch\nFROM scratch AS context\n',
			findings: [
				{
					text: 'scratch',
					at: [1, 17],
					message: '`scratch` means something to BuildKit already; give the stage another name.',
				},
				{
					text: 'context',
					at: [2, 17],
					message: '`context` means something to BuildKit already; give the stage another name.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch AS scratch\r\n',
			findings: [
				{
					text: 'scratch',
					at: [1, 17],
					message: '`scratch` means something to BuildKit already; give the stage another name.',
				},
			],
		},
		{
			name: 'at the name, also on another line',
			text: 'FROM scratch AS \\\n# c\n context\n',
			findings: [
				{
					text: 'context',
					at: [3, 2],
					message: '`context` means something to BuildKit already; give the stage another name.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a name that contains one',
			text: 'FROM scratch AS scratch2\n',
		},
		{
			name: 'scratch as the base',
			text: 'FROM scratch\n',
		},
		{
			name: 'another name',
			text: 'FROM scratch AS build\n',
		},
		{
			name: 'a copy from scratch',
			text: 'FROM scratch\nCOPY --from=scratch a b\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nFROM scratch AS scratch\nEOF\n',
		},
		{
			name: 'a comment',
			text: '# FROM scratch AS scratch\nFROM scratch\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=ReservedStageName;error=true\nFROM scratch AS scratch\n',
		},
	],
});
