import { noEmptyContinuation } from '#core/rules/build-checks/no-empty-continuation.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(noEmptyContinuation, {
	reports: [
		{
			name: 'an empty line in a RUN',
			text: 'FROM scratch\nRUN a && \\\n\n  b\n',
			findings: [
				{
					text: '  b',
					at: [4, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\nRUN a && \\\n  b\n',
		},
		{
			name: 'several as one',
			text: 'FROM scratch\nRUN a \\\n\n\n  b \\\n\n  c\n',
			findings: [
				{
					text: '  c',
					at: [7, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\nRUN a \\\n  b \\\n  c\n',
		},
		{
			name: 'blanks count as nothing',
			text: 'FROM scratch\nRUN a \\\n \t \n  b\n',
			findings: [
				{
					text: '  b',
					at: [4, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\nRUN a \\\n  b\n',
		},
		{
			name: 'with CRLF',
			text: 'FROM scratch\r\nRUN a \\\r\n\r\n  b\r\n',
			findings: [
				{
					text: '  b',
					at: [4, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\r\nRUN a \\\r\n  b\r\n',
		},
		{
			name: 'on the line before the heredoc',
			text: 'FROM scratch\nRUN cat \\\n\n <<EOF\nx\nEOF\n',
			findings: [
				{
					text: ' <<EOF',
					at: [4, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\nRUN cat \\\n <<EOF\nx\nEOF\n',
		},
		{
			name: 'at the end of the file',
			text: 'FROM scratch\nRUN a \\\n\n',
			findings: [
				{
					text: '',
					at: [3, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\nRUN a \\\n',
		},
		{
			name: 'between comments',
			text: 'FROM scratch\nENV a=b \\\n# c\n\n# d\n c=d\n',
			findings: [
				{
					text: ' c=d',
					at: [6, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\nENV a=b \\\n# c\n# d\n c=d\n',
		},
		{
			name: 'with another escape character',
			text: '# escape=`\nFROM scratch\nRUN a `\n\n b\n',
			findings: [
				{
					text: ' b',
					at: [5, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: '# escape=`\nFROM scratch\nRUN a `\n b\n',
		},
		{
			name: 'inside FROM',
			text: 'FROM \\\n\n scratch\n',
			findings: [
				{
					text: ' scratch',
					at: [3, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM \\\n scratch\n',
		},
		{
			name: 'inside ONBUILD',
			text: 'FROM scratch\nONBUILD RUN a \\\n\n b\n',
			findings: [
				{
					text: ' b',
					at: [4, 1],
					message: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
				},
			],
			fixed: 'FROM scratch\nONBUILD RUN a \\\n b\n',
		},
	],
	passes: [
		{
			name: 'comments in a continuation',
			text: 'FROM scratch\nRUN a \\\n# c\n b\n',
		},
		{
			name: 'an empty line after the instruction',
			text: 'FROM scratch\nRUN a\n\nRUN b\n',
		},
		{
			name: 'empty lines in a heredoc',
			text: 'FROM scratch\nRUN <<EOF\n\n\nEOF\n',
		},
		{
			name: 'two escapes at the line end',
			text: 'FROM scratch\nRUN a \\\\\n\nRUN b\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=NoEmptyContinuation\nFROM scratch\nRUN a \\\n\n b\n',
		},
		{
			name: 'a backslash where ` is the escape',
			text: '# escape=`\nFROM scratch\nRUN a \\\n\nRUN b\n',
		},
		{
			name: 'no continuation at all',
			text: 'FROM scratch\n',
		},
	],
});
