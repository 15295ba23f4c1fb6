import { unverifiedDownload } from '#core/rules/git-in-containers/unverified-download.ts';
import { ruleTest } from '../rule-test.ts';

const noChecksum = 'Nothing checks what this address answers. Add `--checksum=sha256:…`.';
const noRef = (address: string) =>
	`This takes whatever the default branch holds today. Name a commit: \`${address}#<commit>\`.`;
const sha = `sha256:${'0'.repeat(64)}`;

ruleTest(unverifiedDownload, {
	reports: [
		{
			name: 'reports each address without a checksum',
			text: 'FROM a:1\nADD https://example.com/a.tgz http://example.com/b /x/\nadd --chown=1 https://example.com/c /x\n',
			findings: [
				{ text: 'https://example.com/a.tgz', at: [2, 5], message: noChecksum },
				{ text: 'http://example.com/b', at: [2, 31], message: noChecksum },
				{ text: 'https://example.com/c', at: [3, 15], message: noChecksum },
			],
		},
		{
			name: 'reports each form of a git address without a ref',
			text: [
				'FROM a:1',
				'ADD https://example.com/a/b.git /b',
				'ADD git@example.com:a/b.git /b',
				'ADD ssh://git@example.com/a/b /b',
				'ADD https://example.com/a/b.git?subdir=x /b',
				'ADD --keep-git-dir=true https://example.com/a/b.git#:folder /b',
				'',
			].join('\n'),
			findings: [
				{ text: 'https://example.com/a/b.git', at: [2, 5], message: noRef('https://example.com/a/b.git') },
				{ text: 'git@example.com:a/b.git', at: [3, 5], message: noRef('git@example.com:a/b.git') },
				{ text: 'ssh://git@example.com/a/b', at: [4, 5], message: noRef('ssh://git@example.com/a/b') },
				{
					text: 'https://example.com/a/b.git?subdir=x',
					at: [5, 5],
					message: noRef('https://example.com/a/b.git'),
				},
				{
					text: 'https://example.com/a/b.git#:folder',
					at: [6, 25],
					message: noRef('https://example.com/a/b.git'),
				},
			],
		},
		{
			name: 'knows an address with an unknown variable in its path, and one behind a default',
			text: 'FROM a:1\nARG V\nARG U=https://example.com/x\nADD https://example.com/a-${V}.tgz /x\nADD ${U} /x\n',
			findings: [
				{ text: 'https://example.com/a-${V}.tgz', at: [4, 5], message: noChecksum },
				{ text: '${U}', at: [5, 5], message: noChecksum },
			],
		},
		{
			name: 'reads the JSON form, ONBUILD and every stage',
			text: 'FROM a:1 AS b\nADD ["https://example.com/a", "/a"]\nFROM scratch\nONBUILD ADD https://example.com/a /a\n',
			findings: [
				{ text: '"https://example.com/a"', at: [2, 6], message: noChecksum },
				{ text: 'https://example.com/a', at: [4, 13], message: noChecksum },
			],
		},
		{
			name: 'reads continuations with comments, CRLF, a BOM and another escape character',
			text: '\uFEFF# escape=`\r\nFROM a:1\r\nADD `\r\n  # data\r\n  https://example.com/a `\r\n  /a\r\n',
			findings: [{ text: 'https://example.com/a', at: [5, 3], message: noChecksum }],
		},
	],
	passes: [
		{
			name: 'a download that a later step compares',
			text: 'FROM a:1\nADD https://example.com/a.tgz /a.tgz\nRUN echo "0123  /a.tgz" | sha256sum -c -\n',
		},
		{
			name: 'a download whose signature a later step checks',
			text: 'FROM a:1\nADD https://example.com/a.tgz https://example.com/a.tgz.asc /x/\nRUN gpg --verify /x/a.tgz.asc /x/a.tgz\n',
		},
		{ name: 'a checksum', text: `FROM a:1\nADD --checksum=${sha} https://example.com/a.tgz /x\n` },
		{
			name: 'a checksum behind a variable',
			text: 'FROM a:1\nARG SUM\nADD --checksum=$SUM https://example.com/a.tgz /x\n',
		},
		{
			name: 'git at a ref',
			text: 'FROM a:1\nADD https://example.com/a.git#v1 /a\nADD https://example.com/a.git#v1:sub /a\nADD https://example.com/a.git?ref=v1&subdir=x /a\nADD git@example.com:a.git#0123456 /a\n',
		},
		{ name: 'local files', text: 'FROM a:1\nADD a.tgz https.txt /x/\nCOPY b /x\n' },
		{ name: 'an unknown address', text: 'FROM a:1\nARG U\nADD $U /x\n' },
		{
			name: 'an address whose ref is unknown',
			text: 'FROM a:1\nARG REF\nADD https://example.com/a.git#$REF /a\n',
		},
		{ name: 'a download in a RUN', text: 'FROM a:1\nRUN curl https://example.com/a -o a\n' },
		{ name: 'addresses inside a heredoc', text: 'FROM a:1\nADD <<EOF /x\nhttps://example.com/a\nEOF\n' },
	],
});
