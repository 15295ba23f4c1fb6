import { undefinedArgInFrom } from '#core/rules/build-checks/undefined-arg-in-from.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(undefinedArgInFrom, {
	reports: [
		{
			name: 'a name that nothing declares',
			text: 'FROM scratch$FOO\n',
			findings: [
				{ text: 'scratch$FOO', at: [1, 6], message: '`FOO` is not declared before the first `FROM`.' },
			],
		},
		{
			name: 'a misspelt name',
			text: 'ARG VERSION=\nFROM scratch$VERSON\n',
			findings: [
				{
					text: 'scratch$VERSON',
					at: [2, 6],
					message: '`VERSON` is not declared before the first `FROM`. Is `VERSION` meant?',
				},
			],
		},
		{
			name: 'in braces, with a default',
			text: 'FROM ${BASE:-scratch}\n',
			findings: [
				{ text: '${BASE:-scratch}', at: [1, 6], message: '`BASE` is not declared before the first `FROM`.' },
			],
		},
		{
			name: 'an ARG of a stage',
			text: 'FROM scratch\nARG X=1\nFROM scratch${X}\n',
			findings: [
				{ text: 'scratch${X}', at: [3, 6], message: '`X` is not declared before the first `FROM`.' },
			],
		},
		{
			name: 'in the platform',
			text: 'FROM --platform=${P:-linux} scratch\n',
			findings: [
				{ text: '${P:-linux}', at: [1, 17], message: '`P` is not declared before the first `FROM`.' },
			],
		},
		{
			name: 'an ARG that comes later',
			text: 'FROM scratch$X\nARG X=\n',
			findings: [{ text: 'scratch$X', at: [1, 6], message: '`X` is not declared before the first `FROM`.' }],
		},
		{
			name: 'an ENV',
			text: 'FROM scratch\nENV A=b\nFROM scratch$A\n',
			findings: [{ text: 'scratch$A', at: [3, 6], message: '`A` is not declared before the first `FROM`.' }],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch$X\r\n',
			findings: [{ text: 'scratch$X', at: [1, 6], message: '`X` is not declared before the first `FROM`.' }],
		},
		{
			name: 'in lower case',
			text: 'from scratch$x\n',
			findings: [{ text: 'scratch$x', at: [1, 6], message: '`x` is not declared before the first `FROM`.' }],
		},
		{
			name: 'each name once',
			text: 'FROM scratch$A$A$B\n',
			findings: [
				{ text: 'scratch$A$A$B', at: [1, 6], message: '`A` is not declared before the first `FROM`.' },
				{ text: 'scratch$A$A$B', at: [1, 6], message: '`B` is not declared before the first `FROM`.' },
			],
		},
	],
	passes: [
		{
			name: 'a declared one',
			text: 'ARG X=\nFROM scratch$X\n',
		},
		{
			name: 'one without a default',
			text: 'ARG X\nFROM scratch$X\n',
		},
		{
			name: 'the platform arguments',
			text: 'FROM --platform=$BUILDPLATFORM scratch\n',
		},
		{
			name: 'no variable',
			text: 'FROM scratch\n',
		},
		{
			name: 'an escaped dollar',
			text: 'ARG a=\\$b\nFROM scratch\n',
		},
		{
			name: 'a later stage',
			text: 'ARG X=\nFROM scratch$X\nFROM scratch${X}\n',
		},
		{
			name: 'single quotes',
			text: "ARG X=\nFROM 'scratch'$X\n",
		},
		{
			name: 'where the file says so',
			text: '# check=skip=UndefinedArgInFrom\nFROM scratch$X\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nFROM $X\nEOF\n',
		},
	],
});
