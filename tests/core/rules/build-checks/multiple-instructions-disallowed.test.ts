import { multipleInstructionsDisallowed } from '#core/rules/build-checks/multiple-instructions-disallowed.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(multipleInstructionsDisallowed, {
	reports: [
		{
			name: 'the first of two CMD',
			text: 'FROM scratch\nCMD ["a"]\nCMD ["b"]\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'Another `CMD` follows on line 3, so this one does nothing.',
				},
			],
		},
		{
			name: 'ENTRYPOINT and HEALTHCHECK',
			text: 'FROM scratch\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]\nHEALTHCHECK CMD a\nHEALTHCHECK NONE\n',
			findings: [
				{
					text: 'ENTRYPOINT',
					at: [2, 1],
					message: 'Another `ENTRYPOINT` follows on line 3, so this one does nothing.',
				},
				{
					text: 'HEALTHCHECK',
					at: [4, 1],
					message: 'Another `HEALTHCHECK` follows on line 5, so this one does nothing.',
				},
			],
		},
		{
			name: 'all but the last',
			text: 'FROM scratch\nCMD ["a"]\nCMD ["b"]\nCMD ["c"]\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'Another `CMD` follows on line 3, so this one does nothing.',
				},
				{
					text: 'CMD',
					at: [3, 1],
					message: 'Another `CMD` follows on line 4, so this one does nothing.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'from scratch\ncmd ["a"]\ncmd ["b"]\n',
			findings: [
				{
					text: 'cmd',
					at: [2, 1],
					message: 'Another `CMD` follows on line 3, so this one does nothing.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nCMD ["a"]\r\nCMD ["b"]\r\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'Another `CMD` follows on line 3, so this one does nothing.',
				},
			],
		},
		{
			name: 'over continuations',
			text: 'FROM scratch\nCMD a \\\n# c\n  b\nCMD ["c"]\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'Another `CMD` follows on line 5, so this one does nothing.',
				},
			],
		},
		{
			name: 'in a stage that is not final',
			text: 'FROM scratch\nCMD ["a"]\nCMD ["b"]\nFROM scratch\n',
			findings: [
				{
					text: 'CMD',
					at: [2, 1],
					message: 'Another `CMD` follows on line 3, so this one does nothing.',
				},
			],
		},
		{
			name: 'an ONBUILD where it runs',
			text: 'FROM scratch AS a\nONBUILD CMD ["a"]\nFROM a\nCMD ["b"]\n',
			findings: [
				{
					text: 'FROM',
					at: [3, 1],
					message: 'Another `CMD` follows on line 4, so this one does nothing.',
				},
			],
		},
	],
	passes: [
		{
			name: 'one of each',
			text: 'FROM scratch\nENTRYPOINT ["a"]\nCMD ["b"]\nHEALTHCHECK NONE\n',
		},
		{
			name: 'one in each stage',
			text: 'FROM scratch\nCMD ["a"]\nFROM scratch\nCMD ["b"]\n',
		},
		{
			name: 'a base stage that has one',
			text: 'FROM scratch AS a\nCMD ["a"]\nFROM a\nCMD ["b"]\n',
		},
		{
			name: 'many RUN',
			text: 'FROM scratch\nRUN a\nRUN b\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nCMD ["a"]\nRUN <<EOF\nCMD ["b"]\nEOF\n',
		},
		{
			name: 'an ONBUILD beside',
			text: 'FROM scratch\nONBUILD CMD ["a"]\nCMD ["b"]\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=MultipleInstructionsDisallowed\nFROM scratch\nCMD ["a"]\nCMD ["b"]\n',
		},
		{
			name: 'a comment',
			text: 'FROM scratch\n# CMD ["a"]\nCMD ["b"]\n',
		},
	],
});
