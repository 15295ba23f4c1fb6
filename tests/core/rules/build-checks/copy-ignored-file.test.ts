import { copyIgnoredFile } from '#core/rules/build-checks/copy-ignored-file.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(copyIgnoredFile, {
	reports: [
		{
			name: 'a pattern of which every file is ignored',
			text: 'FROM scratch\nCOPY *.log /\n',
			files: { '.dockerignore': '*.log\n!x.log\n', 'a.log': '', 'd/x.log': '' },
			findings: [
				{
					text: '*.log',
					at: [2, 6],
					message: '`*.log` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'a file that is ignored',
			text: 'FROM scratch\nCOPY a.txt /\n',
			files: { '.dockerignore': '*.txt\n', 'a.txt': '' },
			findings: [
				{
					text: 'a.txt',
					at: [2, 6],
					message: '`a.txt` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'a folder that is ignored',
			text: 'FROM scratch\nADD dist /srv\n',
			files: { '.dockerignore': 'dist\n', 'dist/x': '' },
			findings: [
				{
					text: 'dist',
					at: [2, 5],
					message: '`dist` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'a file below an ignored folder',
			text: 'FROM scratch\nCOPY ./dist/x /\n',
			files: { '.dockerignore': 'dist\n', 'dist/x': '' },
			findings: [
				{
					text: './dist/x',
					at: [2, 6],
					message: '`./dist/x` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'in JSON form',
			text: 'FROM scratch\nCOPY ["a b", "/"]\n',
			files: { '.dockerignore': 'a b\n', 'a b': '' },
			findings: [
				{
					text: '"a b"',
					at: [2, 7],
					message: '`a b` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'each of several sources',
			text: 'FROM scratch\nCOPY a b c /x/\n',
			files: { '.dockerignore': 'a\nc\n', a: '', b: '', c: '' },
			findings: [
				{
					text: 'a',
					at: [2, 6],
					message: '`a` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
				{
					text: 'c',
					at: [2, 10],
					message: '`c` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'in spite of a ! pattern for something else',
			text: 'FROM scratch\nCOPY a.txt b.md /x/\n',
			files: { '.dockerignore': '*\n!b.md\n', 'a.txt': '', 'b.md': '' },
			findings: [
				{
					text: 'a.txt',
					at: [2, 6],
					message: '`a.txt` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'behind a variable',
			text: 'FROM scratch\nARG f=a.txt\nCOPY $f /\n',
			files: { '.dockerignore': '*.txt\n', 'a.txt': '' },
			findings: [
				{
					text: '$f',
					at: [3, 6],
					message: '`$f` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nCOPY a /\r\n',
			files: { '.dockerignore': 'a\n', a: '' },
			findings: [
				{
					text: 'a',
					at: [2, 6],
					message: '`a` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'the whole context where everything is ignored',
			text: 'FROM scratch\nCOPY . /\n',
			files: { '.dockerignore': '**\n', a: '' },
			findings: [
				{
					text: '.',
					at: [2, 6],
					message: '`.` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
		{
			name: 'an ONBUILD where it runs',
			text: 'FROM scratch AS a\nONBUILD COPY x /\nFROM a\n',
			files: { '.dockerignore': 'x\n', x: '' },
			findings: [
				{
					text: 'FROM',
					at: [3, 1],
					message: '`x` is excluded by `.dockerignore`, so there is nothing to copy.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a pattern of which a file is let through again',
			text: 'FROM scratch\nCOPY ./Cargo.* /\n',
			files: { '.dockerignore': '*\n!Cargo.toml\n', 'Cargo.toml': '' },
		},
		{
			name: 'a file that is not ignored',
			text: 'FROM scratch\nCOPY a /\n',
			files: { '.dockerignore': 'b\n', a: '' },
		},
		{
			name: 'no ignore file',
			text: 'FROM scratch\nCOPY a /\n',
			files: { a: '' },
		},
		{
			name: 'no context at all',
			text: 'FROM scratch\nCOPY a /\n',
		},
		{
			name: 'a file that a ! pattern lets through again',
			text: 'FROM scratch\nCOPY a.txt /\n',
			files: { '.dockerignore': '*.txt\n!a.txt\n', 'a.txt': '' },
		},
		{
			name: 'an ignored folder with a file let through',
			text: 'FROM scratch\nCOPY dist /\n',
			files: { '.dockerignore': 'dist/*\n!dist/x\n', 'dist/x': '', 'dist/y': '' },
		},
		{
			name: 'another stage',
			text: 'FROM scratch AS b\nFROM scratch\nCOPY --from=b a /\n',
			files: { '.dockerignore': 'a\n', a: '' },
		},
		{
			name: 'an address',
			text: 'FROM scratch\nADD https://a.b/a /\n',
			files: { '.dockerignore': '**\n' },
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nCOPY <<a /x\nhello\na\n',
			files: { '.dockerignore': '**\n' },
		},
		{
			name: 'the whole context where something is left',
			text: 'FROM scratch\nCOPY . /\n',
			files: { '.dockerignore': 'a\n', a: '', b: '' },
		},
		{
			name: 'where the file says so',
			text: '# check=skip=CopyIgnoredFile\nFROM scratch\nCOPY a /\n',
			files: { '.dockerignore': 'a\n', a: '' },
		},
	],
});
