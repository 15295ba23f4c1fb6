import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { tlsUnverified } from '#core/rules/git-in-containers/tls-unverified.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(tlsUnverified, {
	reports: [
		{
			name: 'says whether it is the other side or the package that is not checked',
			text: 'FROM a:1\nRUN curl -k https://example.com/a -o a\nRUN apk add --allow-untrusted a.apk\n',
			findings: [
				{
					text: '-k',
					at: [2, 10],
					message: '`curl -k` believes whoever answers. Install the CA instead.',
				},
				{
					text: '--allow-untrusted',
					at: [3, 13],
					message:
						'`apk --allow-untrusted` installs packages whatever their signature. Install the key of their repository instead.',
				},
			],
		},
	],
	passes: [{ name: 'a checked download', text: 'FROM a:1\nRUN curl -fsSL https://example.com/a -o a\n' }],
});

const run = (command: string) => `FROM a:1\nRUN ${command}\n`;

markedTest(tlsUnverified, [
	run('curl «--insecure» https://example.com/a'),
	run('curl «-fsSLk» https://example.com/a -o a'),
	run('curl «-sko» a https://example.com/a'),
	run('apt-get update && sudo curl «-k» "$URL" | sh'),
	run('wget «--no-check-certificate» https://example.com/a'),
	run('git -c «http.sslVerify=false» clone https://example.com/a'),
	run('git config --global «http.sslVerify false»'),
	run('git config --global «http.https://example.com/.sslverify 0»'),
	run('«GIT_SSL_NO_VERIFY=1» git clone https://example.com/a'),
	run('export «GIT_SSL_NO_VERIFY=true» && make'),
	run('npm config set «strict-ssl false»'),
	run('npm set «strict-ssl=false»'),
	run('yarn config set «strict-ssl false»'),
	run('npm ci «--strict-ssl=false»'),
	run('pip install «--trusted-host pypi.org» a'),
	run('pip install «--trusted-host=pypi.org» a'),
	run('python3 -m pip install «--trusted-host pypi.org» a'),
	run('apt-get install -y «--allow-unauthenticated» a'),
	run('echo "deb «[trusted=yes]» https://example.com/ a main" > /etc/apt/sources.list.d/a.list'),
	run('yum install -y «--nogpgcheck» a'),
	run('zypper «--no-gpg-checks» install a'),
	run('dnf install -y «--setopt=sslverify=false» a'),
	run('echo "«sslverify=false»" >> /etc/yum.conf'),
	run('helm repo add a https://example.com «--insecure-skip-tls-verify»'),
	'FROM a:1\nENV «NODE_TLS_REJECT_UNAUTHORIZED=0»\n',
	'FROM a:1\nENV «NODE_TLS_REJECT_UNAUTHORIZED="0"» A=1\n',
	'FROM a:1\nENV «GIT_SSL_NO_VERIFY true»\n',
	'FROM a:1\nARG «GIT_SSL_NO_VERIFY=1»\n',
	'FROM a:1\nRUN <<EOF\ncurl «-k» https://example.com/a\nEOF\n',
	'FROM a:1\nRUN ["curl", «"-k"», "https://example.com/a"]\n',
	// Silent.
	run('curl -k https://localhost:8443/health'),
	run('wget --no-check-certificate http${GEN_CERT:+s}://localhost:8888/api'),
	run('curl --insecure https://127.0.0.1/ && wget --no-check-certificate https://[::1]/'),
	run('curl -fsSL https://example.com/k -o k'),
	run('curl -o -k https://example.com/'),
	run('curl -H -k https://example.com/'),
	run('curl -okay https://example.com/'),
	run('tar -k x && sed -k y && gzip -k a'),
	run('wget --no-verbose https://example.com/a'),
	run('git config --global http.sslVerify true'),
	run('git config --global http.sslCAInfo /ca.pem'),
	run('npm config set strict-ssl true'),
	run('pip install --trusted-host localhost a'),
	run('echo "deb [trusted=yes] file:/repo ./" > /etc/apt/sources.list.d/a.list'),
	run('echo "deb [signed-by=/k.gpg] https://example.com/ a main" > /etc/apt/sources.list.d/a.list'),
	run('echo "curl -k is bad"'),
	run('apt-get install -y curl k'),
	'FROM a:1\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\n',
	'FROM a:1\nARG GIT_SSL_NO_VERIFY\n',
	'FROM a:1\nENV GIT_SSL_NO_VERIFY=$SKIP\n',
	'FROM a:1\nHEALTHCHECK CMD curl -fk https://localhost/ || exit 1\n',
	'FROM a:1\n# curl -k\nRUN make\n',
]);

markedTest(
	tlsUnverified,
	[
		'services:\n  a:\n    image: a:1\n    environment:\n      «NODE_TLS_REJECT_UNAUTHORIZED: 0»\n',
		'services: {a: {image: "a:1", environment: ["«GIT_SSL_NO_VERIFY=1»"]}}\n',
		'services:\n  a: {image: "a:1", command: "curl «-k» https://example.com"}\n',
		'services:\n  a: {image: "a:1", command: "curl -k https://localhost", environment: {NODE_TLS_REJECT_UNAUTHORIZED: "1"}}\n',
	],
	'compose.yaml',
);

markedTest(tlsUnverified, [
	'FROM a\nCMD echo "sslverify=0" >> /etc/yum.conf\n',
	'FROM a\nRUN apk add x && echo "«sslverify=0»" >> /etc/yum.conf\n',
	'FROM a\nRUN export «NODE_TLS_REJECT_UNAUTHORIZED=0»\n',
	'FROM a\nRUN export NODE_TLS_REJECT_UNAUTHORIZED=1\n',
	'FROM a\nRUN apt-get -o Acquire::Retries=3 update\n',
	'FROM a\nRUN curl -H -k https://example.com\n',
	'FROM a\nRUN curl --fail «-k» https://example.com\n',
	'FROM a\nRUN curl «-k» https://localhost https://example.com\n',
	'FROM a\nRUN curl -k https://localhost https://127.0.0.1\n',
	'FROM a\nRUN echo config set strict-ssl false\n',
	'FROM a\nRUN npm config set «strict-ssl false»\n',
	'FROM a\nRUN git -c a=b -c «http.sslVerify=false» clone x\n',
	'FROM a\nRUN git clone http.sslVerify=false\n',
	'FROM a\nRUN npm -c http.sslVerify=false\n',
	'FROM a\nRUN cat <<E > /etc/yum.conf\n[main]\n# sslverify=0\nE\n',
	'FROM a\nRUN cat <<E > /etc/yum.conf\n# main\n«sslverify=0»\nE\n',
]);

test.each([
	['apt-get --allow-unauthenticated', 'apt-get install --allow-unauthenticated a'],
	[
		'apt-get -o APT::Get::AllowUnauthenticated=true',
		'apt-get -o APT::Get::AllowUnauthenticated=true install a',
	],
	['yum --nogpgcheck', 'yum install --nogpgcheck a'],
	['zypper --no-gpg-checks', 'zypper --no-gpg-checks install a'],
])('%s is about signatures', (words, command) => {
	const findings = lint({ path: 'Dockerfile', text: run(command) }, { rules: [tlsUnverified] });
	expect(findings.map(({ message }) => message)).toEqual([
		`\`${words}\` installs packages whatever their signature. Install the key of their repository instead.`,
	]);
});
