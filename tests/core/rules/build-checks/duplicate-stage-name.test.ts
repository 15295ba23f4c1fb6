import { duplicateStageName } from '#core/rules/build-checks/duplicate-stage-name.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(duplicateStageName, {
	reports: [
		{
			name: 'the second of two',
			text: 'FROM scratch AS a\nFROM scratch AS a\n',
			findings: [{ text: 'a', at: [2, 17], message: 'The stage name `a` is taken by the stage on line 1.' }],
		},
		{
			name: 'whatever the casing',
			text: 'FROM scratch AS a\nFROM scratch AS A\n',
			findings: [{ text: 'A', at: [2, 17], message: 'The stage name `A` is taken by the stage on line 1.' }],
		},
		{
			name: 'each further one',
			text: 'FROM scratch AS a\nFROM scratch AS b\nFROM a AS a\nFROM b AS a\n',
			findings: [
				{ text: 'a', at: [3, 11], message: 'The stage name `a` is taken by the stage on line 1.' },
				{ text: 'a', at: [4, 11], message: 'The stage name `a` is taken by the stage on line 1.' },
			],
		},
		{
			name: 'with CRLF',
			text: 'FROM scratch AS a\r\nFROM scratch AS a\r\n',
			findings: [{ text: 'a', at: [2, 17], message: 'The stage name `a` is taken by the stage on line 1.' }],
		},
		{
			name: 'in lower case',
			text: 'from scratch as a\nfrom scratch as a\n',
			findings: [{ text: 'a', at: [2, 17], message: 'The stage name `a` is taken by the stage on line 1.' }],
		},
		{
			name: 'at the name, also on another line',
			text: 'FROM scratch AS a\nFROM scratch \\\n AS a\n',
			findings: [{ text: 'a', at: [3, 5], message: 'The stage name `a` is taken by the stage on line 1.' }],
		},
		{
			name: 'with another escape character',
			text: '# escape=`\nFROM scratch AS a\nRUN x `\n y\nFROM scratch AS a\n',
			findings: [{ text: 'a', at: [5, 17], message: 'The stage name `a` is taken by the stage on line 2.' }],
		},
	],
	passes: [
		{
			name: 'different names',
			text: 'FROM scratch AS a\nFROM scratch AS b\n',
		},
		{
			name: 'no names',
			text: 'FROM scratch\nFROM scratch\n',
		},
		{
			name: 'a stage built on another',
			text: 'FROM scratch AS a\nFROM a\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch AS a\nRUN <<EOF\nFROM scratch AS a\nEOF\n',
		},
		{
			name: 'a comment',
			text: 'FROM scratch AS a\n# FROM scratch AS a\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=DuplicateStageName\nFROM scratch AS a\nFROM scratch AS a\n',
		},
		{
			name: 'one name that begins like another',
			text: 'FROM scratch AS a\nFROM scratch AS a1\n',
		},
	],
});
