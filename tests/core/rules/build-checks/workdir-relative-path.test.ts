import { workdirRelativePath } from '#core/rules/build-checks/workdir-relative-path.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(workdirRelativePath, {
	reports: [
		{
			name: 'a relative beginning, whatever a value that is not known adds to it',
			text: 'FROM scratch\nWORKDIR app${PATH}\n',
			findings: [
				{
					text: 'app${PATH}',
					at: [2, 9],
					message: '`WORKDIR app${PATH}` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'a relative path',
			text: 'FROM scratch\nWORKDIR app\n',
			findings: [
				{
					text: 'app',
					at: [2, 9],
					message: '`WORKDIR app` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'a dot',
			text: 'FROM scratch\nWORKDIR .\n',
			findings: [
				{
					text: '.',
					at: [2, 9],
					message: '`WORKDIR .` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'from scratch\nworkdir app\n',
			findings: [
				{
					text: 'app',
					at: [2, 9],
					message: '`WORKDIR app` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'a variable that makes it relative',
			text: 'FROM scratch\nENV D=app\nWORKDIR $D/x\n',
			findings: [
				{
					text: '$D/x',
					at: [3, 9],
					message: '`WORKDIR $D/x` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'an ARG without a value',
			text: 'FROM scratch\nARG D\nWORKDIR $D\n',
			findings: [
				{
					text: '$D',
					at: [3, 9],
					message: '`WORKDIR $D` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'in each stage that has none before',
			text: 'FROM scratch\nWORKDIR a\nFROM scratch\nWORKDIR b\n',
			findings: [
				{
					text: 'a',
					at: [2, 9],
					message: '`WORKDIR a` depends on the base image; write an absolute path.',
				},
				{
					text: 'b',
					at: [4, 9],
					message: '`WORKDIR b` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'a quoted path',
			text: 'FROM scratch\nWORKDIR "app x"\n',
			findings: [
				{
					text: '"app x"',
					at: [2, 9],
					message: '`WORKDIR "app x"` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nWORKDIR app\r\n',
			findings: [
				{
					text: 'app',
					at: [2, 9],
					message: '`WORKDIR app` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'over two lines',
			text: 'FROM scratch\nWORKDIR \\\n  # c\n  app\n',
			findings: [
				{
					text: 'app',
					at: [4, 3],
					message: '`WORKDIR app` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'an ONBUILD where it runs',
			text: 'FROM scratch AS a\nONBUILD WORKDIR app\nFROM a\n',
			findings: [
				{
					text: 'FROM',
					at: [3, 1],
					message: '`WORKDIR app` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'a Windows path on Linux',
			text: 'FROM scratch\nWORKDIR c:\\\\app\n',
			findings: [
				{
					text: 'c:\\\\app',
					at: [2, 9],
					message: '`WORKDIR c:\\\\app` depends on the base image; write an absolute path.',
				},
			],
		},
		{
			name: 'a backslash with another escape character',
			text: '# escape=`\nFROM scratch\nWORKDIR \\app\n',
			findings: [
				{
					text: '\\app',
					at: [3, 9],
					message: '`WORKDIR \\app` depends on the base image; write an absolute path.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a drive of Windows, in an image of Windows',
			text: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:\\app\nFROM golang:1.25-nanoserver\nWORKDIR C:/src\n',
		},
		{ name: 'a path from a variable that every image sets', text: 'FROM scratch\nWORKDIR $PATH\n' },
		{
			name: 'an absolute path',
			text: 'FROM scratch\nWORKDIR /app\n',
		},
		{
			name: 'a relative one after an absolute one',
			text: 'FROM scratch\nWORKDIR /app\nWORKDIR sub\n',
		},
		{
			name: 'a variable that makes it absolute',
			text: 'FROM scratch\nENV D=/app\nWORKDIR $D/x\n',
		},
		{
			name: 'a base stage that set one',
			text: 'FROM scratch AS a\nWORKDIR /a\nFROM a\nWORKDIR b\n',
		},
		{
			name: 'the second of two relative ones',
			text: 'FROM scratch\nWORKDIR /\nWORKDIR a\nWORKDIR b\n',
		},
		{
			name: 'a global ARG',
			text: 'ARG D=/app\nFROM scratch\nARG D\nWORKDIR $D\n',
		},
		{
			name: 'quotes around an absolute path',
			text: 'FROM scratch\nWORKDIR "/app"\n',
		},
		{
			name: 'an ONBUILD that nothing builds on',
			text: 'FROM scratch\nONBUILD WORKDIR app\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=WorkdirRelativePath\nFROM scratch\nWORKDIR a\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nWORKDIR a\nEOF\n',
		},
	],
});
