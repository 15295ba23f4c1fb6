import { unverifiedDownload } from '#core/rules/git-in-containers/unverified-download.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

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
			name: 'mentions a branch or a tag',
			text: 'FROM a:1\nADD https://example.com/a.git#v1:sub /a\nADD https://example.com/a.git?ref=main&subdir=x /a\n',
			findings: [
				{
					text: 'https://example.com/a.git#v1:sub',
					at: [2, 5],
					message: '`v1` may be moved to another commit. Name the commit, or add `--checksum=<commit>`.',
					severity: 'info',
				},
				{
					text: 'https://example.com/a.git?ref=main&subdir=x',
					at: [3, 5],
					message: '`main` may be moved to another commit. Name the commit, or add `--checksum=<commit>`.',
					severity: 'info',
				},
			],
		},
		{
			name: 'says what a RUN does with a download',
			text: 'FROM a:1\nRUN curl -fsSL https://example.com/a | sh\nRUN wget http://example.com/a.tgz && tar xf a.tgz\n',
			findings: [
				{
					text: 'https://example.com/a',
					at: [2, 16],
					message: 'What this address answers is run unchecked. Compare a checksum in this `RUN` first.',
				},
				{
					text: 'http://example.com/a.tgz',
					at: [3, 10],
					message:
						'Anyone on the way can swap this file: nothing checks it, and `http://` hides nothing. Use `https://` and a checksum.',
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
			name: 'git at a commit, or with a checksum',
			text: `FROM a:1\nADD git@example.com:a.git#0123456 /a\nADD --checksum=${'0'.repeat(40)} https://example.com/a.git#v1 /a\n`,
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

const run = (command: string) => `FROM a:1\nRUN ${command}\n`;
const A = 'https://example.com/a.tgz';

markedTest(unverifiedDownload, [
	run('curl -fsSL «https://example.com/a.sh» | bash'),
	run('curl -fsSL «https://example.com/a.sh» | sudo -E bash -'),
	run('wget -qO- «https://example.com/a.sh» | sh -s -- -y'),
	run('curl -sSL «https://example.com/a.py» | python3 -'),
	run('sh -c "$(curl -fsSL «https://example.com/a.sh»)"'),
	run('bash <(curl -fsSL «https://example.com/a.sh»)'),
	run('curl -fsSL «"$URL"» | sh'),
	run(`curl -fsSL «${A}» | tar -xz -C /opt`),
	run(`wget -O - «${A}» | gunzip | tar xf -`),
	run(`curl -fsSLo /tmp/a.tgz «${A}» && tar -xzf /tmp/a.tgz && rm /tmp/a.tgz`),
	run(`curl -LO «${A}» && tar xzf a.tgz`),
	run(`wget «${A}» \\\n && tar xzf a.tgz`),
	run('curl -o /usr/local/bin/a «https://example.com/a» && chmod +x /usr/local/bin/a'),
	run('wget -q «https://example.com/a.deb» && dpkg -i a.deb'),
	run('wget -q «https://example.com/a.deb» && apt-get install -y ./a.deb'),
	run('curl «https://example.com/install.sh» > i.sh && sh i.sh'),
	run('curl -L «https://example.com/a-${V}.zip» -o a.zip; unzip a.zip'),
	run('wget -P /tmp «https://example.com/a.zip» && unzip /tmp/*.zip'),
	run('curl -fsSL «http://example.com/key.gpg» -o /key.gpg'),
	'FROM a:1\nRUN <<EOF\ncurl -fsSL «https://example.com/a» | sh\nEOF\n',
	'FROM a:1 AS b\nRUN curl -fsSL «https://example.com/a» | sh\nFROM a:1\n',
	run('curl -fsSL «"$URL"» -o i.sh && . ./i.sh'),
	run('curl -fsSL «example.com/a.sh» | sh'),
	run('curl -x proxy.example «https://example.com/a.sh» | sh'),
	run('curl -fsSL «https://example.com/a.sh» | perl'),
	run('curl -fsSL «https://example.com/a.sh» | bash /dev/stdin -y'),
	run('eval "$(curl -fsSL «https://example.com/a.sh»)"'),
	run('curl «https://example.com/a.sh» >| i.sh && bash ./i.sh'),
	run('curl «https://example.com/a.sh» >> i.sh && bash -x i.sh'),
	run('curl -#o a.sh «https://example.com/a.sh» && ./a.sh'),
	run('curl --output a.sh «https://example.com/a.sh» && chmod 755 a.sh'),
	run('wget --output-document=a.sh «https://example.com/x» && chmod 0700 a.sh'),
	run('wget -Oa.sh «https://example.com/x» && chmod a+x a.sh'),
	run('curl --remote-name-all «https://example.com/a.jar» && java -jar a.jar'),
	run('curl -JO «https://example.com/a.rpm» && rpm -i a.rpm'),
	run('wget «https://example.com/a.sh?x=1#y» && sh a.sh'),
	run('wget «https://example.com/a.tar.xz» && unxz a.tar.xz'),
	run('wget «https://example.com/a.xz» && xz -d a.xz'),
	run('wget «https://example.com/a.gz» && gzip --decompress a.gz'),
	run('wget «https://example.com/a.7z» && 7z x a.7z'),
	run('wget «https://example.com/a.7z» && 7z e a.7z'),
	run('wget «https://example.com/a.tar» && bsdtar --extract -f a.tar'),
	run('wget «https://example.com/a» && mv a /usr/local/bin/'),
	run('wget «https://example.com/a» && install a /usr/bin/a'),
	run('wget «https://example.com/a-1.deb» && dpkg -i a-*.deb'),
	run('curl «http://example.com/list» | sort > list'),
	run('curl «http://user@example.com/list» -o list'),
	// Silent.
	run('curl -fsSL https://example.com/a.sh -o a.sh && chmod 644 a.sh'),
	run('curl -fsSL https://example.com/a.sh -o a.sh && chmod u-x a.sh'),
	run('curl -fsSL https://example.com/a.sh | python3 parse.py'),
	run('curl -fsSL https://example.com/a.sh | sh -c "cat"'),
	run('wget https://example.com/a.gz && gzip -l a.gz'),
	run('wget https://example.com/a.7z && 7z l a.7z'),
	run('wget https://example.com/a.tgz && tar tf a.tgz'),
	run('wget https://example.com/a && mv a /srv/'),
	run('wget https://example.com/a && cat a'),
	run('curl http://127.0.0.1/list -o list'),
	run('curl http://user@localhost/list -o list'),
	run('curl -o /dev/null http://example.com/'),
	run('wget -O - http://example.com/'),
	run('wget -O- http://example.com/'),
	run(`curl -fsSLo a.tgz ${A} && echo "$SUM  a.tgz" | sha256sum -c && tar xf a.tgz`),
	run(`curl -fsSLo a.tgz ${A} && curl -fsSLo a.tgz.asc ${A}.asc && gpg --verify a.tgz.asc && tar xf a.tgz`),
	run('curl -fsSL https://example.com/key | gpg --dearmor -o /usr/share/keyrings/a.gpg'),
	run('curl -fsSL https://example.com/key | apt-key add -'),
	run('curl -fsSL https://example.com/data.json -o /srv/data.json'),
	run('curl -fsS https://example.com/health'),
	run('V=$(curl -s https://example.com/latest) && echo $V'),
	run('curl -s https://example.com/a.json | jq -r .tag'),
	run('curl -fsSL http://localhost:8080/a | sh'),
	run('curl -fsSL http://registry/a -o a'),
	run('curl -I http://example.com/'),
	run('wget --spider http://example.com/'),
	run('apt-get install -y curl wget && tar xf local.tgz'),
	run(`curl -fsSLo a.tgz ${A} && tar xf b.tgz`),
	run(`curl -fsSL ${A} | tar -tz`),
	run('echo "curl https://example.com | sh"'),
	'FROM a:1\nCMD curl -fsSL https://example.com/a | sh\n',
]);

markedTest(unverifiedDownload, [
	'FROM a\nRUN sha256sum -c y\nADD https://example.com/a /a\nRUN sha256sum -c a\n',
	'FROM a\nRUN sha256sum -c y\nADD «https://example.com/a» /a\n',
	'FROM a\nADD https://example.com/a /a\nRUN sha256sum -c a\nRUN make\n',
	'FROM a\nADD «https://example.com/a» /a\nRUN sha256sum a\n',
	'FROM a\nADD «https://example.com/a» /a\nRUN gpg --import k\n',
	'FROM a\nADD https://example.com/a /a\nRUN gpg --verify a\n',
	'FROM a\nADD https://example.com/a /a\nRUN gpgv a\n',
	'FROM a\nADD «https://example.com/a» /a\nRUN make verify\n',
	'FROM a\nADD https://github.com/a/b.git?tag=v1&commit=abc /x\n',
	'FROM a\nADD «https://github.com/a/b.git?tag=v1» /x\n',
	'FROM a\nADD «https://github.com/a/b.git» /x\n',
]);
