import { cleanupInLaterLayer } from '#core/rules/base-images/cleanup-in-later-layer.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(cleanupInLaterLayer, {
	reports: [
		{
			name: 'lists that an install between reads: removed above it, that would fail',
			text: 'FROM debian:12\nRUN apt-get update && apt-get -y upgrade\nRUN apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
			findings: [
				{
					text: '/var/lib/apt/lists/*',
					at: [3, 38],
					message:
						'`/var/lib/apt/lists` stays in the layer of line 2, so this frees nothing. Update, install and remove in one `RUN`.',
				},
			],
		},
		{
			name: 'what was put into the folder as it was made',
			text: 'FROM debian:12\nRUN mkdir /build && make -C /build\nRUN rm -rf /build/*\n',
			findings: [
				{
					text: '/build/*',
					at: [3, 12],
					message: '`/build` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'a credential that was copied: it is not the space that matters',
			text: 'FROM node:24\nCOPY .npmrc /root/.npmrc\nRUN npm ci && rm /root/.npmrc\n',
			findings: [
				{
					text: '/root/.npmrc',
					at: [3, 18],
					message:
						'`/root/.npmrc` stays in the layer of line 2, where anyone can read it. Mount it: `--mount=type=secret`.',
				},
			],
		},
		{
			name: 'a downloaded archive',
			text: 'FROM debian:12\nRUN curl -fsSLo /tmp/a.tar.gz https://example.com/a.tar.gz\nRUN tar xf /tmp/a.tar.gz && rm /tmp/a.tar.gz\n',
			findings: [
				{
					text: '/tmp/a.tar.gz',
					at: [3, 32],
					message: '`/tmp/a.tar.gz` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'what a loop and a function downloaded',
			text: 'FROM debian:12\nRUN get() { curl -o "$2" "$1"; }; for f in a b; do get "https://example.com/$f" "/tmp/$f"; done\nRUN rm /tmp/a /tmp/b\n',
			findings: [
				{
					text: '/tmp/a',
					at: [3, 8],
					message: '`/tmp/a` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
				{
					text: '/tmp/b',
					at: [3, 15],
					message: '`/tmp/b` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'what Maven downloaded, and a link',
			text: 'FROM maven:3\nRUN mvn clean package && ln -s /app/target/a.jar /a.jar\nRUN rm -rf ~/.m2 /a.jar\n',
			findings: [
				{
					text: '~/.m2',
					at: [3, 12],
					message: '`/root/.m2` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
				{
					text: '/a.jar',
					at: [3, 18],
					message: '`/a.jar` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'a copied file in a folder',
			text: 'FROM debian:12\nWORKDIR /app\nCOPY a.zip b.zip ./\nRUN unzip a.zip && rm -f a.zip\n',
			findings: [
				{
					text: 'a.zip',
					at: [4, 26],
					message:
						'`/app/a.zip` stays in the layer of line 3, so this frees nothing. Lend it to the `RUN` instead: `--mount=type=bind`.',
				},
			],
		},
		{
			name: 'what a group of commands writes',
			text: 'FROM debian:12\nRUN { seq 9; seq 8; } > /tmp/numbers\nRUN rm /tmp/numbers\n',
			findings: [
				{
					text: '/tmp/numbers',
					at: [3, 8],
					message: '`/tmp/numbers` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'a pattern',
			text: 'FROM debian:12\nADD https://example.com/a.tar.gz /tmp/\nRUN rm -rf /tmp/*\n',
			findings: [
				{
					text: '/tmp/*',
					at: [3, 12],
					message:
						'`/tmp/a.tar.gz` stays in the layer of line 2, so this frees nothing. Download it in the `RUN` that needs it.',
				},
			],
		},
		{
			name: 'a folder above the path',
			text: 'FROM debian:12\nRUN mkdir -p /build/src\nRUN rm -rf /build\n',
			findings: [
				{
					text: '/build',
					at: [3, 12],
					message: '`/build/src` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'the package lists',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\nRUN rm -rf /var/lib/apt/lists/*\n',
			findings: [
				{
					text: '/var/lib/apt/lists/*',
					at: [3, 12],
					message:
						'`/var/lib/apt/lists` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'cd before a relative path, both ways',
			text: 'FROM debian:12\nRUN cd /opt && wget https://example.com/x.tgz?y=1\nRUN cd /opt \\\n  # no longer needed\n  && rm "x.tgz"\n',
			findings: [
				{
					text: '"x.tgz"',
					at: [5, 9],
					message: '`/opt/x.tgz` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'a variable from ENV',
			text: 'FROM debian:12\nENV T=/tmp/t\nCOPY data ${T}\nRUN rm -r $T\n',
			findings: [
				{
					text: '$T',
					at: [4, 11],
					message:
						'`/tmp/t` stays in the layer of line 3, so this frees nothing. Lend it to the `RUN` instead: `--mount=type=bind`.',
				},
			],
		},
		{
			name: 'node_modules',
			text: 'FROM node:24\nRUN npm ci\nRUN npm run build && rm -rf node_modules\n',
			findings: [
				{
					text: 'node_modules',
					at: [3, 29],
					message: '`node_modules` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'a heredoc, lower case, another escape character',
			text: '# escape=`\nfrom debian:12\ncopy key `\n  /root/key\nrun <<EOF\nuse /root/key\nrm /root/key\nEOF\n',
			findings: [
				{
					text: '/root/key',
					at: [7, 4],
					message:
						'`/root/key` stays in the layer of line 3, so this frees nothing. Lend it to the `RUN` instead: `--mount=type=bind`.',
				},
			],
		},
		{
			name: 'a clone',
			text: 'FROM debian:12\nRUN git clone https://example.com/tides.git /src\nRUN make -C /src && rm -rf /src\n',
			findings: [
				{
					text: '/src',
					at: [3, 28],
					message: '`/src` stays in the layer of line 2, so this frees nothing. Remove it there.',
				},
			],
		},
		{
			name: 'JSON form',
			text: 'FROM debian:12\nCOPY a /a\nRUN ["rm", "-rf", "/a"]\n',
			findings: [
				{
					text: '"/a"',
					at: [3, 19],
					message:
						'`/a` stays in the layer of line 2, so this frees nothing. Lend it to the `RUN` instead: `--mount=type=bind`.',
				},
			],
		},
		{
			name: 'a folder that the context is known to have',
			text: 'FROM debian:12\nWORKDIR /app\nCOPY . .\nRUN make && rm -rf docs /app/none\n',
			files: { 'docs/guide/a.md': '', 'main.c': '' },
			findings: [
				{
					text: 'docs',
					at: [4, 20],
					message:
						'`/app/docs` stays in the layer of line 3, so this frees nothing. Leave it out there: `.dockerignore`, or `--exclude`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'what the same RUN puts into a folder that was made before',
			text: 'FROM debian:12\nRUN mkdir -p /var/www/html && chown www-data /var/www/html\nRUN apt-get install -y apache2 && rm -rf /var/www/html/*\n',
		},
		{
			name: 'a folder that is a cache, as an ARG says',
			text: 'FROM debian:12\nARG C=/var/cache/x\nRUN mkdir /var/cache/x/a\nRUN --mount=type=cache,target=${C} rm -rf /var/cache/x/a\n',
		},
		{
			name: 'braces, which dash does not know',
			text: 'FROM debian:12\nRUN mkdir /opt/a /opt/b\nRUN rm -rf /opt/{a,b}\n',
		},
		{
			name: 'a file that .dockerignore keeps out of a copied folder',
			text: 'FROM debian:12\nCOPY . /app\nRUN rm -rf /app/docs\n',
			files: { 'docs/a.md': '', 'main.c': '', '.dockerignore': 'docs\n' },
		},
		{ name: 'the same RUN', text: 'FROM debian:12\nRUN curl -o /tmp/a https://example.com/a && rm /tmp/a\n' },
		{ name: 'a path not seen added', text: 'FROM debian:12\nRUN rm -rf /usr/share/doc /tmp/*\n' },
		{ name: 'another stage', text: 'FROM debian:12 AS a\nCOPY a /a\nFROM debian:12\nRUN rm -rf /a\n' },
		{
			name: 'a path that is added again in the same RUN',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install -y b && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'a cache mount',
			text: 'FROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN rm -rf /root/.npm\n',
		},
		{
			name: 'a path behind an unknown variable',
			text: 'FROM debian:12\nARG T\nCOPY a ${T}/a\nRUN rm ${T}/a\n',
		},
		{
			name: 'a path whose beginning is the same',
			text: 'FROM debian:12\nCOPY data /data\nRUN rm -rf /data2\n',
		},
		{ name: 'something inside a copied folder', text: 'FROM debian:12\nCOPY . /app\nRUN rm -rf /app/tmp\n' },
		{
			name: 'a stage that the image only copies from',
			text: 'FROM alpine:3.22 AS root\nRUN mkdir -p /out/etc/apk\nRUN rm -rf /out/etc/apk\nFROM scratch\nCOPY --from=root /out /\n',
		},
		{ name: 'a word that only looks like a command', text: 'FROM debian:12\nCOPY a /a\nRUN echo rm /a\n' },
		{
			name: 'a relative path in a folder that nobody knows',
			text: 'FROM debian:12\nARG W\nWORKDIR $W\nCOPY a ./a\nRUN rm /a\n',
		},
	],
});

markedTest(cleanupInLaterLayer, [
	{ text: 'FROM a\nCOPY . /app\nRUN rm «/app/big.zip»\n', files: { 'a.js': '', 'big.zip': '', z: '' } },
	{
		text: 'FROM a\nCOPY . /app\nRUN rm -rf «/app/docs»\n',
		files: { 'a.js': '', 'docs/a': '', 'docs/b': '', z: '' },
	},
	{ text: 'FROM a\nCOPY . /app\nRUN rm -rf /app/docs\n', files: { 'a.js': '', 'docs-old/a': '', z: '' } },
	{
		text: 'FROM a\nCOPY . /app\nRUN rm -rf /app/docs\n',
		files: { 'a.js': '', 'docs/a': '', z: '', '.dockerignore': 'docs\n' },
	},
	{
		text: 'FROM a\nCOPY . /app\nRUN rm -rf «/app/docs»\n',
		files: { 'docs/a': '', 'docs/b': '', '.dockerignore': 'docs/a\n' },
	},
	{
		text: 'FROM a\nCOPY docs /docs\nCOPY web /web\nRUN rm «/docs/a» && rm /web/a\n',
		files: { 'docs/a': '', 'web/b': '' },
	},
	'FROM a\nRUN curl -o /a x && curl -o /b y && rm /a\nRUN rm «/b»\n',
	'FROM a\nRUN curl -o /a x && rm /a\nRUN rm /a\n',
	'FROM a\nRUN curl -o /a x\nRUN curl -o /a y && rm /a\n',
	'FROM a\nRUN mkdir /d\nRUN rm -rf /d/*\n',
	'FROM a\nRUN mkdir /d && touch /d/f && rm -rf /d/*\nRUN rm -rf /d\n',
	'FROM a\nRUN mkdir /d && curl -o /d/a.tgz x && tar xf /d/a.tgz -C /opt && rm /d/a.tgz\nRUN rm -r /d\n',
	'FROM a\nRUN mkdir /d && curl -o /d/a.tgz x && rm /d/b.tgz\nRUN rm -r «/d»\n',
	'FROM a\nRUN mkdir /d && make -C /d && rm /d/a\nRUN rm -rf «/d»\n',
	'FROM node\nWORKDIR /srv\nRUN yarn --cwd web install\nRUN rm -rf «web/node_modules»\n',
	// What is copied out of a folder does not have the folder's name.
	{ text: 'FROM a\nCOPY vendor /srv/\nRUN rm -rf /srv/vendor\n', files: { 'vendor/a': '' } },
	{ text: 'FROM a\nCOPY vendor /srv/\nRUN rm -rf «/srv/vendor»\n', files: { vendor: '' } },
	'FROM a\nRUN curl -o /a x\nRUN --mount=type=cache,target=/a rm /a\n',
]);
