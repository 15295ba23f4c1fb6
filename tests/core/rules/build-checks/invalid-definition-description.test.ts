import { invalidDefinitionDescription } from '#core/rules/build-checks/invalid-definition-description.ts';
import { ruleTest } from '../rule-test.ts';

const arg = (name: string) =>
	`The comment above describes \`${name}\`: begin it with \`${name}\`, or put a bare \`#\` below it.`;
const stage = (name: string) =>
	`The comment above describes the stage \`${name}\`: begin it with \`${name}\`, or put a bare \`#\` below it.`;
const args =
	'The comment above is a description: begin it with one of these arguments, or put a bare `#` below it.';

const ASK = '# check=experimental=all\n';

ruleTest(invalidDefinitionDescription, {
	reports: [
		{
			name: 'a comment that begins with another word, above an ARG and above a stage',
			text: `${ASK}# the version\nARG V=1\n# compiles\nFROM scratch AS build\n`,
			findings: [
				{ text: 'ARG', at: [3, 1], message: arg('V') },
				{ text: 'FROM', at: [5, 1], message: stage('build') },
			],
		},
		{
			name: 'where the check is named, whatever is skipped',
			text: '# check=skip=all;experimental=InvalidDefinitionDescription\n# x\nARG V\nFROM scratch\n',
			findings: [{ text: 'ARG', at: [3, 1], message: arg('V') }],
		},
		{
			name: 'several arguments of which none is named',
			text: `${ASK}FROM scratch\n# X is it\nARG A=1 B=2\n`,
			findings: [{ text: 'ARG', at: [4, 1], message: args }],
		},
		{
			name: 'a name in another case',
			text: `${ASK}# Build compiles\nFROM scratch AS Build\n`,
			findings: [{ text: 'FROM', at: [3, 1], message: stage('build') }],
		},
		{
			name: 'over an empty line',
			text: `${ASK}# hello\n\nARG V\nFROM scratch\n`,
			findings: [{ text: 'ARG', at: [4, 1], message: arg('V') }],
		},
		{
			name: 'by the last of several comments',
			text: `${ASK}# V is it\n# and more\nARG V\nFROM scratch\n`,
			findings: [{ text: 'ARG', at: [4, 1], message: arg('V') }],
		},
		{
			name: 'an indented comment, whose first word is the mark to BuildKit',
			text: `${ASK}  # V is it\nARG V\nFROM scratch\n`,
			findings: [{ text: 'ARG', at: [3, 1], message: arg('V') }],
		},
		{
			name: 'an indented bare mark, which parts nothing',
			text: `${ASK}# hello\n  #\nARG V\nFROM scratch\n`,
			findings: [{ text: 'ARG', at: [4, 1], message: arg('V') }],
		},
		{
			name: 'where the comment above the instruction itself asks for it',
			text: 'FROM scratch\n# check=experimental=all\nARG V\nARG W\n',
			findings: [{ text: 'ARG', at: [3, 1], message: arg('V') }],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeff# check=experimental=all\r\n# x\r\nARG V\r\nFROM scratch\r\n',
			findings: [{ text: 'ARG', at: [3, 1], message: arg('V') }],
		},
	],
	passes: [
		{ name: 'a file that does not ask', text: '# the version\nARG V=1\nFROM scratch\n' },
		{
			name: 'a file that asks for another',
			text: '# check=experimental=CopyIgnoredFile\n# the version\nARG V=1\nFROM scratch\n',
		},
		{
			name: 'a description of the argument, of one of several, of the stage',
			text: `${ASK}# V is it\nARG V\n# B is it\nARG A B\n# build compiles\nFROM scratch AS BUILD\n`,
		},
		{ name: 'a bare mark below', text: `${ASK}# hello\n#\nARG V\nFROM scratch\n` },
		{ name: 'a stage without a name', text: `${ASK}# hello\nFROM scratch\n` },
		{ name: 'other instructions', text: `${ASK}FROM scratch\n# hello\nENV V=1\n` },
		{ name: 'a comment inside the instruction', text: `${ASK}ARG \\\n# hello\n V\nFROM scratch\n` },
		{ name: 'a comment above the instruction before', text: `${ASK}# hello\nFROM scratch\nARG V\n` },
		{
			name: 'directives',
			text: '# syntax=docker/dockerfile:1\n# check=experimental=all\nARG V\nFROM scratch\n',
		},
		{ name: 'what ONBUILD keeps', text: `${ASK}FROM scratch\n# hello\nONBUILD ARG V\n` },
		{ name: 'a line of a heredoc', text: `${ASK}FROM scratch\nRUN <<E\n# hello\nE\nARG V\n` },
	],
});
