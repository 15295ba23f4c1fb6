import { addForLocalCopy } from '#core/rules/git-in-containers/add-for-local-copy.ts';
import { ruleTest } from '../rule-test.ts';

const message = '`ADD` only copies here. Write `COPY`, which never downloads and never unpacks.';

ruleTest(addForLocalCopy, {
	reports: [
		{
			name: 'a zip, which ADD does not unpack',
			text: 'FROM a:1\nADD app.zip /srv/\n',
			findings: [
				{
					text: 'ADD',
					at: [2, 1],
					message: '`ADD` only copies here. Write `COPY`, which never downloads and never unpacks.',
				},
			],
		},
		{
			name: 'writes COPY for ADD of files and folders, and keeps everything else',
			text: 'FROM a:1\nADD . /srv\nADD --chown=1:1  package.json   server.js ./\n',
			findings: [
				{ text: 'ADD', at: [2, 1], message },
				{ text: 'ADD', at: [3, 1], message },
			],
			fixed: 'FROM a:1\nCOPY . /srv\nCOPY --chown=1:1  package.json   server.js ./\n',
		},
		{
			name: 'keeps lower case, CRLF and the BOM',
			text: '\uFEFFfrom a:1\r\nadd a.js /srv/\r\n',
			findings: [{ text: 'add', at: [2, 1], message }],
			fixed: '\uFEFFfrom a:1\r\ncopy a.js /srv/\r\n',
		},
		{
			name: 'reads the JSON form, ONBUILD and continuations with comments',
			text: 'FROM a:1\nADD ["a b", "/c"]\nONBUILD ADD src /src\nADD \\\n  # ours\n  a.js \\\n  /srv/\n',
			findings: [
				{ text: 'ADD', at: [2, 1], message },
				{ text: 'ADD', at: [3, 9], message },
				{ text: 'ADD', at: [4, 1], message },
			],
			fixed: 'FROM a:1\nCOPY ["a b", "/c"]\nONBUILD COPY src /src\nCOPY \\\n  # ours\n  a.js \\\n  /srv/\n',
		},
		{
			name: 'knows the kind of files behind a pattern by its ending',
			text: 'FROM a:1 AS one\nADD *.js /srv/\nFROM b:1\nADD conf/?.ini /etc/\n',
			findings: [
				{ text: 'ADD', at: [2, 1], message },
				{ text: 'ADD', at: [4, 1], message },
			],
			fixed: 'FROM a:1 AS one\nCOPY *.js /srv/\nFROM b:1\nCOPY conf/?.ini /etc/\n',
		},
		{
			name: 'looks into the build context for what a pattern matches',
			text: 'FROM a:1\nADD dist/* /srv/\n',
			files: { 'dist/a.js': '', 'dist/b.css': '' },
			findings: [{ text: 'ADD', at: [2, 1], message }],
			fixed: 'FROM a:1\nCOPY dist/* /srv/\n',
		},
		{
			name: 'replaces a variable by its default, with another escape character',
			text: '# escape=`\nFROM a:1\nARG SRC=app.js\nADD $SRC `\n  /srv/\n',
			findings: [{ text: 'ADD', at: [4, 1], message }],
			fixed: '# escape=`\nFROM a:1\nARG SRC=app.js\nCOPY $SRC `\n  /srv/\n',
		},
	],
	passes: [
		{
			name: 'archives',
			text: 'FROM a:1\nADD rootfs.tar.xz /\nadd a.tgz b.tar /x/\nADD c.tar.gz.part /x\n',
		},
		{
			name: 'addresses of the web and of git',
			text: 'FROM a:1\nADD https://example.com/a.js /\nADD git@example.com:a/b.git /b\nADD https://example.com/a.git#v1 /a\nADD ssh://git@example.com/a.git /a\n',
		},
		{ name: 'an archive among files', text: 'FROM a:1\nADD a.js b.tar.gz /x/\n' },
		{ name: 'a pattern that may match an archive', text: 'FROM a:1\nADD dist/* /srv/\nADD app-* /srv/\n' },
		{
			name: 'a pattern that does match one',
			text: 'FROM a:1\nADD dist/* /srv/\n',
			files: { 'dist/a.js': '', 'dist/b.tgz': '' },
		},
		{ name: 'an unknown variable', text: 'FROM a:1\nARG SRC\nADD $SRC /srv/\n' },
		{ name: 'what only ADD can do', text: 'FROM a:1\nADD --unpack=true a /srv/\n' },
		{
			name: 'heredocs, COPY and words in a RUN',
			text: 'FROM a:1\nADD <<EOF /x\na\nEOF\nCOPY a /x\nRUN echo ADD a /x\n',
		},
	],
});
