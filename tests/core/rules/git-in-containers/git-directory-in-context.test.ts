import { gitDirectoryInContext } from '#core/rules/git-in-containers/git-directory-in-context.ts';
import { ruleTest } from '../rule-test.ts';

const unfiltered = 'This copies `.git` too. Write a `.dockerignore` with the line `.git`.';
const letThrough =
	'This copies the whole context, and `.dockerignore` lets `.git` through. Add the line `.git` at its end.';

ruleTest(gitDirectoryInContext, {
	reports: [
		{
			name: 'knows that `..` leads no higher than the context',
			text: 'FROM a:1\nCOPY app/.. /x\nCOPY ../ /y\n',
			files: { 'app/a.js': '' },
			findings: [
				{ text: 'app/..', at: [2, 6], message: unfiltered },
				{ text: '../', at: [3, 6], message: unfiltered },
			],
		},
		{
			name: 'reports the whole context where there is no ignore file',
			text: 'FROM a:1\nWORKDIR /srv\nCOPY --chown=1:1 . .\n',
			files: { 'a.js': '' },
			findings: [{ text: '.', at: [3, 18], message: unfiltered }],
		},
		{
			name: 'reports an ignore file that does not name .git',
			text: 'FROM a:1\nCOPY ./ /srv\n',
			files: { '.dockerignore': 'node_modules\n.github\n' },
			findings: [{ text: './', at: [2, 6], message: letThrough }],
		},
		{
			name: 'reports an ignore file that takes .git back in',
			text: 'FROM a:1\nCOPY / /srv\n',
			files: { '.dockerignore': '*\n!.git\n!src\n' },
			findings: [{ text: '/', at: [2, 6], message: letThrough }],
		},
		{
			name: 'does not take .gitignore or another case for .git',
			text: 'FROM a:1\nadd . /srv\n',
			files: { '.dockerignore': '.gitignore\n.GIT\n# .git\n' },
			findings: [{ text: '.', at: [2, 5], message: letThrough }],
		},
		{
			name: 'reads the JSON form, ONBUILD, variables with defaults and several stages',
			text: 'FROM a:1 AS b\nCOPY ["./.", "/srv"]\nFROM b\nARG SRC=.\nCOPY ${SRC} /srv\nONBUILD COPY . /srv\n',
			files: {},
			findings: [
				{ text: '"./."', at: [2, 7], message: unfiltered },
				{ text: '${SRC}', at: [5, 6], message: unfiltered },
				{ text: '.', at: [6, 14], message: unfiltered },
			],
		},
		{
			name: 'reads continuations with comments, CRLF and a BOM',
			text: '\uFEFF# syntax=docker/dockerfile:1\r\nFROM a:1\r\nCOPY \\\r\n  # all of it\r\n  . /srv\r\n',
			files: {},
			findings: [{ text: '.', at: [5, 3], message: unfiltered }],
		},
	],
	passes: [
		{ name: 'no build context is known', text: 'FROM a:1\nCOPY . .\n' },
		{
			name: 'the ignore file names .git',
			text: 'FROM a:1\nCOPY . .\n',
			files: { '.dockerignore': '.git\n' },
		},
		{
			name: 'the ignore file names it in other ways',
			text: 'FROM a:1\nCOPY . .\n',
			files: { '.dockerignore': '\uFEFF/.git/\r\n' },
		},
		{
			name: 'a pattern covers it',
			text: 'FROM a:1\nCOPY . .\n',
			files: { '.dockerignore': '**/.git*\n!.gitattributes\n' },
		},
		{
			name: 'everything inside it is ignored',
			text: 'FROM a:1\nCOPY . .\n',
			files: { '.dockerignore': '.git/**\n' },
		},
		{
			name: 'everything but the sources is ignored',
			text: 'FROM a:1\nCOPY . .\n',
			files: { '.dockerignore': '*\n!src\n' },
		},
		{ name: 'only a folder is copied', text: 'FROM a:1\nCOPY src /srv\nCOPY package.json ./\n', files: {} },
		{
			name: 'the copy comes from another stage',
			text: 'FROM a:1 AS b\nFROM a:1\nCOPY --from=b . /srv\n',
			files: {},
		},
		{ name: 'the copy itself leaves .git out', text: 'FROM a:1\nCOPY --exclude=.git . /srv\n', files: {} },
		{ name: 'a heredoc is copied', text: 'FROM a:1\nCOPY <<EOF .\nx\nEOF\n', files: {} },
		{ name: 'the source is unknown', text: 'FROM a:1\nARG SRC\nCOPY $SRC /srv\n', files: {} },
	],
});
