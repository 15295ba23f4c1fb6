import { fromAsCasing } from '#core/rules/build-checks/from-as-casing.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(fromAsCasing, {
	reports: [
		{
			name: 'a lower-case `as` behind FROM',
			text: 'FROM scratch as build\n',
			findings: [{ text: 'as', at: [1, 14], message: '`as` should have the casing of `FROM`: `AS`.' }],
			fixed: 'FROM scratch AS build\n',
		},
		{
			name: 'an upper-case `AS` behind from',
			text: 'from scratch AS build\n',
			findings: [{ text: 'AS', at: [1, 14], message: '`AS` should have the casing of `from`: `as`.' }],
			fixed: 'from scratch as build\n',
		},
		{
			name: 'a mixed `As`',
			text: 'FROM scratch As build\n',
			findings: [{ text: 'As', at: [1, 14], message: '`As` should have the casing of `FROM`: `AS`.' }],
			fixed: 'FROM scratch AS build\n',
		},
		{
			name: 'each stage by itself',
			text: 'FROM scratch as a\nFROM scratch AS b\nFROM scratch aS c\n',
			findings: [
				{ text: 'as', at: [1, 14], message: '`as` should have the casing of `FROM`: `AS`.' },
				{ text: 'aS', at: [3, 14], message: '`aS` should have the casing of `FROM`: `AS`.' },
			],
			fixed: 'FROM scratch AS a\nFROM scratch AS b\nFROM scratch AS c\n',
		},
		{
			name: 'CRLF and a byte order mark',
			text: '\ufeffFROM scratch as a\r\n',
			findings: [{ text: 'as', at: [1, 14], message: '`as` should have the casing of `FROM`: `AS`.' }],
			fixed: '\ufeffFROM scratch AS a\r\n',
		},
		{
			name: 'a continuation with a comment',
			text: 'FROM scratch \\\n# c\n as build\n',
			findings: [{ text: 'as', at: [3, 2], message: '`as` should have the casing of `FROM`: `AS`.' }],
			fixed: 'FROM scratch \\\n# c\n AS build\n',
		},
		{
			name: 'behind a platform',
			text: 'FROM --platform=$TARGETPLATFORM scratch as b\n',
			findings: [{ text: 'as', at: [1, 41], message: '`as` should have the casing of `FROM`: `AS`.' }],
			fixed: 'FROM --platform=$TARGETPLATFORM scratch AS b\n',
		},
	],
	passes: [
		{
			name: 'both upper case',
			text: 'FROM scratch AS a\n',
		},
		{
			name: 'both lower case',
			text: 'from scratch as a\n',
		},
		{
			name: 'a mixed FROM, which is another matter',
			text: 'From scratch as a\n',
		},
		{
			name: 'a stage without a name',
			text: 'FROM scratch\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nFROM scratch as a\nEOF\n',
		},
		{
			name: 'where the file says so',
			text: '#check=skip=FromAsCasing\nFROM scratch as a\n',
		},
		{
			name: 'with another escape character',
			text: '# escape=`\nFROM scratch `\n AS a\n',
		},
	],
});
