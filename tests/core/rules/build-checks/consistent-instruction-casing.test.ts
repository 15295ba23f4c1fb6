import { consistentInstructionCasing } from '#core/rules/build-checks/consistent-instruction-casing.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(consistentInstructionCasing, {
	reports: [
		{
			name: 'a lower-case one among upper-case ones',
			text: 'FROM scratch\nrun a\nRUN b\n',
			findings: [
				{
					text: 'run',
					at: [2, 1],
					message: '`run` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: 'FROM scratch\nRUN a\nRUN b\n',
		},
		{
			name: 'an upper-case one among lower-case ones',
			text: 'from scratch\nrun a\nRUN b\n',
			findings: [
				{
					text: 'RUN',
					at: [3, 1],
					message: '`RUN` should be lower case, as most instructions of this file are.',
				},
			],
			fixed: 'from scratch\nrun a\nrun b\n',
		},
		{
			name: 'a mixed one',
			text: 'FROM scratch\nRun a\n',
			findings: [
				{
					text: 'Run',
					at: [2, 1],
					message: '`Run` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: 'FROM scratch\nRUN a\n',
		},
		{
			name: 'upper case wins a tie',
			text: 'FROM scratch\nrun a\n',
			findings: [
				{
					text: 'run',
					at: [2, 1],
					message: '`run` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: 'FROM scratch\nRUN a\n',
		},
		{
			name: 'ONBUILD by its own keyword',
			text: 'FROM scratch\nonbuild RUN a\nRUN b\n',
			findings: [
				{
					text: 'onbuild',
					at: [2, 1],
					message: '`onbuild` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: 'FROM scratch\nONBUILD RUN a\nRUN b\n',
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nrun a\r\nRUN b\r\n',
			findings: [
				{
					text: 'run',
					at: [2, 1],
					message: '`run` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: '\ufeffFROM scratch\r\nRUN a\r\nRUN b\r\n',
		},
		{
			name: 'in JSON form',
			text: 'FROM scratch\ncmd ["a"]\n',
			findings: [
				{
					text: 'cmd',
					at: [2, 1],
					message: '`cmd` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: 'FROM scratch\nCMD ["a"]\n',
		},
		{
			name: 'in every stage',
			text: 'FROM scratch\ncopy a b\nFROM scratch\nenv a=b\nUSER x\n',
			findings: [
				{
					text: 'copy',
					at: [2, 1],
					message: '`copy` should be upper case, as most instructions of this file are.',
				},
				{
					text: 'env',
					at: [4, 1],
					message: '`env` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: 'FROM scratch\nCOPY a b\nFROM scratch\nENV a=b\nUSER x\n',
		},
		{
			name: 'a continued one once',
			text: 'FROM scratch\nrun a \\\n  b\nRUN c\n',
			findings: [
				{
					text: 'run',
					at: [2, 1],
					message: '`run` should be upper case, as most instructions of this file are.',
				},
			],
			fixed: 'FROM scratch\nRUN a \\\n  b\nRUN c\n',
		},
	],
	passes: [
		{
			name: 'all upper case',
			text: 'FROM scratch\nRUN a\nCMD ["b"]\n',
		},
		{
			name: 'all lower case',
			text: 'from scratch\nrun a\n',
		},
		{
			name: 'an ARG before the first FROM',
			text: 'arg a\nFROM scratch\n',
		},
		{
			name: 'the instruction inside ONBUILD',
			text: 'FROM scratch\nONBUILD run a\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\ncopy a b\nEOF\n',
		},
		{
			name: 'comments',
			text: '# run\nFROM scratch\nRUN a \\\n# copy\n b\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=ConsistentInstructionCasing\nFROM scratch\nrun a\n',
		},
	],
});
