import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { keyInImage } from '#core/rules/git-in-containers/key-in-image.ts';
import { contextOf, markedTest, ruleTest } from '../rule-test.ts';

const copied = (file: string) =>
	`\`${file}\` stays in a layer, even when deleted later. Use a secret or ssh mount, and replace the key.`;
const brought = (file: string) =>
	`This brings \`${file}\` into a layer, where it stays. List it in \`.dockerignore\`, or mount it as a secret.`;
const written = (file: string) =>
	`This writes \`${file}\` into the layer, where it stays. Mount it: \`--mount=type=secret,id=<name>,target=${file}\`.`;

ruleTest(keyInImage, {
	reports: [
		{
			name: 'a key under a name that says certificate, where its place says what it is',
			text: 'FROM a:1\nCOPY bundle.pem /root/.ssh/id_rsa\n',
			findings: [{ text: '/root/.ssh/id_rsa', at: [2, 17], message: copied('/root/.ssh/id_rsa') }],
		},
		{
			name: 'a key that install places with a mode and an owner',
			text: 'FROM a:1\nRUN install -m 600 -o app keys/id_rsa /home/app/.ssh/\n',
			findings: [
				{
					text: '/home/app/.ssh/',
					at: [2, 39],
					message:
						'This writes `/home/app/.ssh/id_rsa` into the layer, where it stays. Mount it: `--mount=type=secret,id=<name>,target=/home/app/.ssh/id_rsa`.',
				},
			],
		},
		{
			name: 'private keys beside certificates, by the words of their names',
			text: 'FROM debian:12\nCOPY cert-key.pem tls/server.key privkey.pem deploy.pem /etc/tls/\n',
			findings: [
				{ text: 'cert-key.pem', at: [2, 6], message: copied('cert-key.pem') },
				{ text: 'tls/server.key', at: [2, 19], message: copied('tls/server.key') },
				{ text: 'privkey.pem', at: [2, 34], message: copied('privkey.pem') },
				{ text: 'deploy.pem', at: [2, 46], message: copied('deploy.pem') },
			],
		},
		{
			name: 'a settings file with a key in it',
			text: 'FROM a:1\nCOPY .aws/config /root/.aws/config\n',
			files: { '.aws/config': '[default]\naws_secret_access_key = canary\n' },
			findings: [{ text: '.aws/config', at: [2, 6], message: copied('.aws/config') }],
		},
		{
			name: 'knows the key that a variable names',
			text: 'FROM debian:12\nENV CA_KEY=tls/root.key\nRUN mv ${CA_KEY} /opt/\n',
			findings: [{ text: '/opt/', at: [3, 18], message: written('/opt/root.key') }],
		},
		{
			name: 'is not misled by a removal of something else, in quotes, in another folder or with braces of bash',
			text: [
				'FROM debian:12',
				'RUN echo "$K" > /a/id_rsa && rm -f "/a/id_*"',
				'RUN echo "$K" > /b/id_rsa && (cd /b) && rm -f id_rsa',
				'RUN echo "$K" > /c/id_rsa && rm -f /c/{id_rsa,id_dsa}',
				'RUN echo "$K" > /root/.ssh/id_rsa && rm -rf /root/*',
				'',
			].join('\n'),
			findings: [
				{ text: '/a/id_rsa', at: [2, 17], message: written('/a/id_rsa') },
				{ text: '/b/id_rsa', at: [3, 17], message: written('/b/id_rsa') },
				{ text: '/c/id_rsa', at: [4, 17], message: written('/c/id_rsa') },
				{ text: '/root/.ssh/id_rsa', at: [5, 17], message: written('/root/.ssh/id_rsa') },
			],
		},
		{
			name: 'knows keys and credential files by the name they are copied from',
			text: [
				'FROM debian:12 AS build',
				'COPY id_rsa /root/.ssh/',
				'copy --chmod=600 keys/deploy.key /etc/deploy',
				'ADD ["server.pem", "/etc/tls/"]',
				'COPY package.json .npmrc ./',
				'ONBUILD COPY .aws /root/.aws',
				'FROM scratch',
				'',
			].join('\n'),
			findings: [
				{ text: 'id_rsa', at: [2, 6], message: copied('id_rsa') },
				{ text: 'keys/deploy.key', at: [3, 18], message: copied('keys/deploy.key') },
				{ text: '"server.pem"', at: [4, 6], message: copied('server.pem') },
				{ text: '.npmrc', at: [5, 19], message: copied('.npmrc') },
				{ text: '.aws', at: [6, 14], message: copied('.aws') },
			],
		},
		{
			name: 'knows them by the name they are given in the image',
			text: 'FROM debian:12\nARG HOME=/root\nCOPY deploy ${HOME}/.ssh/id_ed25519\nCOPY config.json /root/.docker/config.json\nCOPY machine \\\n  # the user of the service\n  /root/.ssh/\n',
			findings: [
				{ text: '${HOME}/.ssh/id_ed25519', at: [3, 13], message: copied('/root/.ssh/id_ed25519') },
				{ text: '/root/.docker/config.json', at: [4, 18], message: copied('/root/.docker/config.json') },
				{ text: '/root/.ssh/', at: [7, 3], message: copied('/root/.ssh/machine') },
			],
		},
		{
			name: 'reads heredocs that are copied',
			text: 'FROM debian:12\nCOPY <<EOF /root/.netrc\nmachine example.com login a password canary-not-a-secret\nEOF\n',
			findings: [{ text: '/root/.netrc', at: [2, 12], message: copied('/root/.netrc') }],
		},
		{
			name: 'finds what a RUN writes: by redirection, tee and cp',
			text: [
				'FROM debian:12',
				'RUN mkdir -p /root/.ssh && echo "$KEY" > /root/.ssh/id_rsa && chmod 600 /root/.ssh/id_rsa',
				'RUN printf x | tee -a ~/.git-credentials >/dev/null',
				'RUN --mount=type=secret,id=key cp /run/secrets/key "$HOME/.netrc"',
				'RUN <<EOF',
				'echo x > /root/.pypirc',
				'EOF',
				'',
			].join('\n'),
			findings: [
				{ text: '/root/.ssh/id_rsa', at: [2, 42], message: written('/root/.ssh/id_rsa') },
				{ text: '~/.git-credentials', at: [3, 23], message: written('~/.git-credentials') },
				{ text: '"$HOME/.netrc"', at: [4, 52], message: written('~/.netrc') },
				{ text: '/root/.pypirc', at: [6, 10], message: written('/root/.pypirc') },
			],
		},
		{
			name: 'finds the key in a folder, where the build context is known',
			text: 'FROM debian:12\nCOPY . /srv\n',
			files: { 'server.js': '', 'deploy/id_ed25519': 'canary-not-a-secret' },
			findings: [{ text: '.', at: [2, 6], message: brought('deploy/id_ed25519') }],
		},
		{
			name: 'reads a settings file, where the build context is known',
			text: 'FROM node:24\nCOPY .npmrc ./\n',
			files: { '.npmrc': '//registry.example.com/:_authToken=canary-not-a-secret\n' },
			findings: [{ text: '.npmrc', at: [2, 6], message: copied('.npmrc') }],
		},
		{
			name: 'reads a folder by its name, with a BOM and CRLF',
			text: '\uFEFFFROM debian:12\r\nCOPY .ssh /root/.ssh\r\n',
			findings: [{ text: '.ssh', at: [2, 6], message: copied('.ssh') }],
		},
		{
			name: 'looks at copies between stages, with another escape character',
			text: '# escape=`\nFROM debian:12 AS a\nFROM debian:12\nCOPY --from=a `\n  /root/.ssh /root/.ssh\n',
			findings: [{ text: '/root/.ssh', at: [5, 3], message: copied('/root/.ssh') }],
		},
		{
			name: 'once, what several commands write together',
			text: [
				'FROM debian:12',
				'RUN { echo machine example.com; echo password "$P"; } > ~/.netrc && git pull',
				'RUN for host in a b; do echo "machine $host"; done >> /root/.netrc',
				'RUN (echo registry=https://r.example/; echo //r.example/:_authToken=canary) > .npmrc',
				'',
			].join('\n'),
			findings: [
				{ text: '~/.netrc', at: [2, 57], message: written('~/.netrc') },
				{ text: '/root/.netrc', at: [3, 55], message: written('/root/.netrc') },
				{ text: '.npmrc', at: [4, 79], message: written('.npmrc') },
			],
		},
	],
	passes: [
		{
			name: 'a certificate of another image under another name',
			text: 'FROM a:1\nCOPY --from=alpine:3.22 /etc/ssl/cert.pem /c.pem\nCOPY tls/fullchain.pem /etc/nginx/site.pem\n',
		},
		{
			name: 'folders that install makes, with a mode of their own',
			text: 'FROM a:1\nRUN install -d -m 700 /root/.ssh && install -m 700 -o app -d /home/app/.ssh /home/app/.aws\n',
		},
		{
			name: 'roots that makers of certificates publish',
			text: 'FROM a:1\nCOPY isrgrootx1.pem DigiCertGlobalRootG2.pem /srv/\n',
		},
		{
			name: 'a public key, and texts by their folder',
			text: 'FROM a:1\nCOPY pubkey.pem i18n/de.key /srv/\n',
		},
		{
			name: 'certificates, by the words of their names',
			text: 'FROM debian:12\nCOPY ca.pem cert.pem tls/server-cert.pem full_chain.crt /etc/tls/\nCOPY --from=certs /out/ca.pem /etc/ssl/\nCOPY rds-ca-bundle.pem /opt/\n',
		},
		{
			name: 'what goes where trust is told',
			text: 'FROM debian:12\nCOPY certs/*.pem /usr/local/share/ca-certificates/\nCOPY corp.pem /etc/ssl/certs/\nCOPY corp.key /etc/apt/trusted.gpg.d/\n',
		},
		{
			name: 'keys that packages are signed with, by name or by use, and texts to be translated',
			text: 'FROM debian:12\nCOPY release.key messages.key /opt/\nCOPY vendor.key /tmp/\nRUN apt-key add /tmp/vendor.key\nCOPY acme.key /tmp/\nRUN gpg --dearmor < /tmp/acme.key > /etc/apt/keyrings/acme.gpg\n',
		},
		{
			name: 'settings without a secret',
			text: 'FROM a:1\nCOPY .aws/config /root/.aws/config\nCOPY text.key /opt/\n',
			files: {
				'.aws/config': '[default]\nregion = eu-west-1\noutput = json\n',
				'text.key': 'title=Tides\nfooter=Sea\n',
			},
		},
		{
			name: 'is gone before the layer ends: by pattern, after `cd`, by variable, by `trap`',
			text: [
				'FROM debian:12',
				'ENV KEYS=/run/keys',
				'RUN echo "$K" > /root/.ssh/id_rsa && git clone x && rm -f /root/.ssh/id_*',
				'RUN echo "$K" > ~/.ssh/id_rsa && git clone x && cd ~/.ssh && rm -f id_*',
				'RUN echo "$K" > ~/.ssh/id_rsa && git clone x && rm -rf "$HOME"/.ssh',
				'RUN echo "$K" > $KEYS/a.key && make && rm -rf "${KEYS}"',
				'RUN trap \'rm -f /tmp/a.key\' EXIT; echo "$K" > /tmp/a.key; make',
				'RUN echo "$K" > /tmp/a.key; make; find /tmp -name "*.key" -delete',
				'WORKDIR /srv',
				'RUN echo "$K" > id_rsa && make && rm /srv/id_rsa',
				'',
			].join('\n'),
		},
		{
			name: 'knows the place of a mount that an ARG names',
			text: 'FROM debian:12\nARG D=/root/.ssh\nRUN --mount=type=tmpfs,target=${D} echo "$K" > /root/.ssh/id_rsa\n',
		},
		{
			name: 'public keys, known hosts and the configuration of ssh',
			text: 'FROM debian:12\nCOPY id_rsa.pub /root/.ssh/authorized_keys\nCOPY known_hosts /root/.ssh/\nCOPY ssh_config /root/.ssh/config\nRUN ssh-keyscan h >> ~/.ssh/known_hosts\n',
		},
		{
			name: 'secret and ssh mounts',
			text: 'FROM debian:12\nRUN --mount=type=secret,id=n,target=/root/.netrc --mount=type=ssh git pull && cat /root/.netrc\n',
		},
		{
			name: 'what a mount covers',
			text: 'FROM debian:12\nRUN --mount=type=tmpfs,target=/root/.ssh echo "$KEY" > /root/.ssh/id_rsa\n',
		},
		{
			name: 'a file removed again in the same RUN',
			text: 'FROM debian:12\nRUN echo "$KEY" > ~/.ssh/id_rsa && git pull && rm -rf /root/.ssh\n',
		},
		{
			name: 'what several commands write together, where none of it is secret, or all is removed again',
			text: [
				'FROM debian:12',
				'RUN { echo registry=https://r.example/; echo //r.example/:always-auth=true; } > .npmrc',
				'RUN { echo machine example.com; echo password "$P"; } > ~/.netrc; git pull; rm ~/.netrc',
				'',
			].join('\n'),
		},
		{
			name: 'names that only contain the words',
			text: 'FROM debian:12\nCOPY monkey.js keys.js pem.txt app.keystore /srv/\n',
		},
		{
			name: 'the signing key of a package repository',
			text: 'FROM debian:12\nADD https://example.com/release.key /etc/apt/release.key\nRUN curl -fsSL https://example.com/k | gpg --dearmor > /usr/share/keyrings/a.key\n',
		},
		{
			name: 'a file without a key below `.ssh`, where the build context shows it',
			text: 'FROM a:1\nCOPY app/notes.txt /root/.ssh/notes.txt\n',
			files: { 'app/notes.txt': 'notes\n' },
		},
		{
			name: 'a certificate, where the build context shows that it is one',
			text: 'FROM debian:12\nCOPY ca.pem /etc/ssl/\n',
			files: { 'ca.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n' },
		},
		{
			name: 'settings without a token, where the build context shows them',
			text: 'FROM node:24\nCOPY .npmrc ./\n',
			files: {
				'.npmrc':
					'# ours\nregistry=https://npm.example.com/\nsave-exact=true\n//npm.example.com/:_authToken=${NPM_TOKEN}\n',
			},
		},
		{
			name: 'a key that the ignore file keeps out',
			text: 'FROM debian:12\nCOPY . /srv\n',
			files: { '.dockerignore': '**/id_*\n', 'a/id_rsa': 'x', 'b.js': '' },
		},
		{ name: 'an unknown variable', text: 'FROM debian:12\nARG KEY\nCOPY $KEY /srv/\nRUN echo x > $KEY\n' },
	],
});

test('a file that may hold nothing secret is only mentioned', () => {
	const [finding] = lint(
		{ path: 'Dockerfile', text: 'FROM a:1\nCOPY .aws/config /root/.aws/config\n' },
		{ rules: [keyInImage] },
	);
	expect([finding?.rule, finding?.severity]).toEqual(['key-in-image', 'info']);
});

// What a stage leaves in a folder for keys decides whether a copy of the folder brings one.
const COPIED = 'FROM a:1\nCOPY --from=build /root/.ssh /root/.ssh\n';
const REPORTED = COPIED.replace('/root/.ssh', '«/root/.ssh»');
markedTest(keyInImage, [
	`FROM debian:12 AS build\nRUN mkdir -p /root/.ssh && ssh-keyscan example.com > /root/.ssh/known_hosts\n${COPIED}`,
	`FROM debian:12 AS build\nRUN mkdir ~/.ssh && echo "$KEY" > ~/.ssh/id_rsa && rm ~/.ssh/id_rsa\n${COPIED}`,
	`FROM debian:12 AS build\nCOPY deploy.pub known_hosts /root/.ssh/\n${COPIED}`,
	`FROM debian:12 AS build\nRUN --mount=type=tmpfs,target=/root/.ssh cp /k /root/.ssh/id_rsa\nRUN mkdir /root/.ssh\n${COPIED}`,
	`FROM debian:12 AS build\nRUN echo "$KEY" > «/root/.ssh/id_rsa»\nRUN rm -f /root/.ssh/id_*\n${COPIED}`,
	`FROM debian:12 AS build\nRUN echo "$KEY" > «~/.ssh/id_rsa»\n${REPORTED}`,
	`FROM debian:12 AS first\nRUN ssh-keygen -f «/root/.ssh/id_rsa»\nFROM first AS build\nRUN true\n${REPORTED}`,
	`FROM debian:12 AS build\nRUN ./fetch-keys --into /root/.ssh\n${REPORTED}`,
	{
		text: `FROM debian:12 AS build\nCOPY ssh_options /root/.ssh/options\n${COPIED}`,
		files: { ssh_options: 'StrictHostKeyChecking yes\n' },
	},
	`FROM debian:12 AS build\nCOPY options «/root/.ssh/options»\n${REPORTED}`,
	`FROM registry.example.com/with-keys:1 AS build\nRUN true\n${REPORTED}`,
]);

const CACHED = 'does not get into the image, but stays in the build cache';

describe('a stage that does not ship', () => {
	const KEY = 'COPY id_rsa /root/.ssh/id_rsa';
	test.each([
		[`FROM a AS b\n${KEY}\nFROM a\nCOPY --from=b /out /out`, true],
		[`FROM a AS b\n${KEY}\nFROM b AS c\nRUN make\nFROM a\nCOPY --from=c /out /out`, true],
		[`FROM a AS b\nRUN echo "$K" > /root/.ssh/id_rsa\nFROM a\nCOPY --from=b /out /out`, true],
		['FROM a AS b\nCOPY . /src\nFROM a\nCOPY --from=b /src/dist /srv', true],
		[`FROM a AS b\n${KEY}\nFROM a\nCOPY --from=b /root /root`, false],
		[`FROM a AS b\n${KEY}\nFROM b AS c\nRUN make\nFROM a\nCOPY --from=c / /`, false],
		[`FROM a AS b\n${KEY}\nFROM a\nCOPY --from=b $WHAT /x`, false],
		['FROM a AS b\nCOPY . /src\nFROM a\nCOPY --from=b /src /srv', false],
		['FROM a AS b\nCOPY . $DIR\nFROM a\nCOPY --from=b /src/dist /srv', false],
		[`FROM a AS b\n${KEY}\nFROM b\nRUN make`, false],
		// Nobody needs the stage: it may be a target of its own.
		[`FROM a AS b\n${KEY}\nFROM a\nRUN make`, false],
	])('%j: the key stays in the cache alone: %s', (text, isCached) => {
		const context = contextOf({ id_rsa: '', 'a.js': '' });
		const findings = lint({ path: 'Dockerfile', text: `${text}\n` }, { rules: [keyInImage], context });
		expect(findings.map(({ message }) => message.includes(CACHED))).toEqual([isCached]);
	});
});

test('names the folder, where nobody knows the files in it', () => {
	const text = 'FROM a\nCOPY keys/. /root/.ssh/\n';
	const findings = lint({ path: 'Dockerfile', text }, { rules: [keyInImage], context: contextOf({}) });
	expect(findings.map(({ message }) => message)).toEqual([copied('/root/.ssh/')]);
});

markedTest(keyInImage, [
	'FROM a\nCOPY «My-CERT-Key.pem» /a/\n',
	'FROM a\nCOPY My-CERT.pem Docker.key /a/\n',
	'FROM a\nCOPY Locales/de.key /a/\n',
]);
