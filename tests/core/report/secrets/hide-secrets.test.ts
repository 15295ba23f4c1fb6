import { describe, expect, test } from 'vitest';
import { hideSecrets } from '#core/report/secrets/redact.ts';

type Shown = readonly [text: string, shown: string];

/** Everything but the secret stays, and stays where it is; a reference to a secret is none. */
function testShown(name: string, cases: readonly Shown[]): void {
	describe(name, () => {
		test.each(cases)('%j is shown as %j', (text, shown) => {
			expect(hideSecrets(text, [])).toBe(shown);
		});
	});
}

testShown('addresses', [
	['git clone https://me:canary@h/x https://h/y', 'git clone https://•••••••••@h/x https://h/y'],
	[
		'https://canary@h https://git@h https://anonymous@h https://user@h https://$TOKEN@h https://${TOKEN}@h https://me:$TOKEN@h',
		'https://••••••@h https://git@h https://anonymous@h https://user@h https://$TOKEN@h https://${TOKEN}@h https://me:$TOKEN@h',
	],
	['https://me:@h/x https://@h/x', 'https://me:@h/x https://@h/x'],
	['https://me:can/ary@h/x', 'https://••••••••••@h/x'],
	['https://me:can@ary@h/x', 'https://••••••••••@h/x'],
	[
		'https://h:80/a@b https://h.example/a@b https://h:x/a@b',
		'https://h:80/a@b https://h.example/a@b https://•••••@b',
	],
	['https://can/ary@h https://h/x@v1', 'https://•••••••@h https://h/x@v1'],
	['https://me:canary@h/https://you:other@h', 'https://•••••••••@h/https://•••••••••@h'],
	['"https://me:canary@h" <https://me:canary@h>', '"https://•••••••••@h" <https://•••••••••@h>'],
]);

testShown('the values of names that say secret', [
	['ENV DB_PASSWORD=canary PORT=80', 'ENV DB_PASSWORD=•••••• PORT=80'],
	['ENV DB_PASSWORD=canary one two', 'ENV DB_PASSWORD=•••••• ••• •••'],
	['LABEL A=x api-token=canary one B=y two', 'LABEL A=x api-token=•••••• ••• B=y two'],
	['ONBUILD env DB_PASSWORD=canary \\\n  one', 'ONBUILD env DB_PASSWORD=•••••• \\\n  •••'],
	[
		'ENV DB_PASSWORD=can\\\n# a remark\n\t# another\nary B=1',
		'ENV DB_PASSWORD=•••\\\n• • ••••••\n\t• •••••••\n••• B=1',
	],
	[
		'ENV DB_PASSWORD canary\\\n# a remark\none\nENV B=1',
		'ENV DB_PASSWORD ••••••\\\n• • ••••••\n•••\nENV B=1',
	],
	['ENV DB_PASSWORD=canary \\\n# a remark\n one B=1', 'ENV DB_PASSWORD=•••••• \\\n• • ••••••\n ••• B=1'],
	['ENV A=canary one DB_PASSWORD=$X two', 'ENV A=canary one DB_PASSWORD=$X two'],
	['ARG DB_PASSWORD=canary ONE', 'ARG DB_PASSWORD=•••••• ONE'],
	['ENV DB_PASSWORD canary one two', 'ENV DB_PASSWORD •••••• ••• •••'],
	['ONBUILD ENV DB_PASSWORD canary', 'ONBUILD ENV DB_PASSWORD ••••••'],
	['ENV A_TOKEN="can ary" B=1', 'ENV A_TOKEN="••• •••" B=1'],
	["ENV A_TOKEN='can ary' B=1", "ENV A_TOKEN='••• •••' B=1"],
	['ENV A_TOKEN="canary\nENV B=1', 'ENV A_TOKEN="••••••\nENV B=1'],
	['ENV A_TOKEN=can\\ ary B=1', 'ENV A_TOKEN=•••\\ ••• B=1'],
	['ENV A_TOKEN=can\\\nary B=1', 'ENV A_TOKEN=•••\\\n••• B=1'],
	['ENV A_TOKEN=can\\  \nary B=1', 'ENV A_TOKEN=•••\\  \n••• B=1'],
	[
		'token => canary; token := canary; x["token"] = canary; y',
		'token => ••••••; token := ••••••; x["token"] = ••••••; y',
	],
	['app --token canary --port 80', 'app --token •••••• --port 80'],
	['app --token "canary" --port 80', 'app --token "••••••" --port 80'],
	['app --token --port 80', 'app --token --port 80'],
	['app -password canary', 'app -password ••••••'],
	['set password canary', 'set password ••••••'],
	['set redis password canary', 'set redis password ••••••'],
	['machine h login me password canary', 'machine h login me password ••••••'],
	['the password is canary', 'the password is canary'],
	['the password: canary', 'the password: ••••••'],
	['["app", "token", "other"]', '["app", "token", "other"]'],
	['PASSWORD "canary" x', 'PASSWORD "••••••" x'],
	["ALTER USER me WITH PASSWORD 'canary';", "ALTER USER me WITH PASSWORD '••••••';"],
	['{"token": ["a"], "port": 80}', '{"token": ["a"], "port": 80}'],
	['token: "canary" # why', 'token: "••••••" # why'],
	['# don\'t\ntoken: "canary" # why', '# don\'t\ntoken: "••••••" # why'],
	['ENV A_TOKEN=canary` B=1', 'ENV A_TOKEN=••••••• B=1'],
	['token: "canary"\nport: 80', 'token: "••••••"\nport: 80'],
	['token: |\n  can\n  ary\nport: 80', 'token: |\n  •••\n  •••\nport: 80'],
	['token: >-\n  can\n\n  ary\nport: 80', 'token: >-\n  •••\n\n  •••\nport: 80'],
	['token:\n  canary\nport: 80', 'token:\n  ••••••\nport: 80'],
	['token:\n  name: canary\nport: 80', 'token:\n  name: canary\nport: 80'],
	['token:\n  - canary\nport: 80', 'token:\n  - canary\nport: 80'],
	['secrets:\n  - canary\n  - b', 'secrets:\n  - canary\n  - b'],
	['token: &x canary', 'token: &x ••••••'],
	['token: *x', 'token: *x'],
	['curl -H "Authorization: Bearer canary" https://h', 'curl -H "Authorization: •••••• ••••••" https://h'],
	['"X-Api-Key: canary" x', '"X-Api-Key: ••••••" x'],
	[
		'PASSWORD_FILE=/run/secrets/x KEY_PATH=./x TOKEN_DIR=~/x SECRET_FILE=canary',
		'PASSWORD_FILE=/run/secrets/x KEY_PATH=./x TOKEN_DIR=~/x SECRET_FILE=••••••',
	],
	[
		'TOKEN=$TOKEN SECRET=${SECRET} PASS=$(cat x) TOKEN=true PASSWORD=none PASSWORD=1',
		'TOKEN=$TOKEN SECRET=${SECRET} PASS=$(cat x) TOKEN=true PASSWORD=none PASSWORD=1',
	],
	[
		'PUBLIC_KEY=abc PWD=/x OLDPWD=/y detokenize=abc TOKENIZER=abc key=abc MY_KEY=canary sshKey=canary auth=canary',
		'PUBLIC_KEY=abc PWD=/x OLDPWD=/y detokenize=abc TOKENIZER=abc key=abc MY_KEY=•••••• sshKey=•••••• auth=••••••',
	],
	['token: &x canary\ny: *x', 'token: &x ••••••\ny: *x'],
	['token: &x\n  canary', 'token: &x\n  ••••••'],
	['token: &x\n  name: canary', 'token: &x\n  name: canary'],
	['token: &x "canary"', 'token: &x "••••••"'],
	['token: &x [a]', 'token: &x [a]'],
	['ENV A_TOKEN=can\\ \nary B=1', 'ENV A_TOKEN=•••\\ \n••• B=1'],
	['ENV A_TOKEN=can\\\\ B=1', 'ENV A_TOKEN=•••\\\\ B=1'],
	['ENV A_TOKEN="can\\  \n  ary" B=1', 'ENV A_TOKEN="•••\\  \n  •••" B=1'],
	['ENV A_TOKEN=\\\ncanary B=1', 'ENV A_TOKEN=\\\n•••••• B=1'],
]);

testShown('what commands write and are given', [
	['RUN echo canary > /root/.ssh/id_rsa', 'RUN echo •••••• > /root/.ssh/id_rsa'],
	['RUN printf canary | tee -a /app/server.key', 'RUN printf •••••• | tee -a /app/server.key'],
	['RUN echo canary > /etc/motd', 'RUN echo canary > /etc/motd'],
	['RUN echo $KEY > /root/.ssh/id_rsa', 'RUN echo $KEY > /root/.ssh/id_rsa'],
	[
		'RUN cat <<EOF > /root/.netrc\ncan\nary\nEOF\nRUN b',
		'RUN cat <<EOF > /root/.netrc\n•••\n•••\nEOF\nRUN b',
	],
	['RUN cat <<EOF > /root/.netrc\ncan\nary', 'RUN cat <<EOF > /root/.netrc\n•••\n•••'],
	['COPY <<EOF /root/.ssh/id_rsa\ncanary\nEOF\nRUN b', 'COPY <<EOF /root/.ssh/id_rsa\n••••••\nEOF\nRUN b'],
	['COPY <<-"EOF" /etc/motd\ncanary\n\tEOF\nRUN b', 'COPY <<-"EOF" /etc/motd\ncanary\n\tEOF\nRUN b'],
	['RUN echo root:canary | chpasswd', 'RUN echo ••••••••••• | chpasswd'],
	['curl -u me:canary https://h', 'curl -u me:•••••• https://h'],
	['curl -u me:$PW https://h', 'curl -u me:$PW https://h'],
	['curl --user=me:canary h', 'curl --user=me:•••••• h'],
	['ls -u me:other', 'ls -u me:other'],
	['docker login -p canary r', 'docker login -p •••••• r'],
	['mkdir -p other', 'mkdir -p other'],
	['mysql -uroot -pcanary', 'mysql -uroot -p••••••'],
	['mysql -p$PW', 'mysql -p$PW'],
	['openssl -passin pass:canary x', 'openssl -passin pass:•••••• x'],
	["IDENTIFIED BY 'canary'", "IDENTIFIED BY '••••••'"],
	['identified with x by canary', 'identified with x by ••••••'],
]);

testShown('tokens and keys that are known by their form', [
	['ghp_abcdefghijklmnopqrstuvwxyz0123456789 x', '•••••••••••••••••••••••••••••••••••••••• x'],
	['xghp_abcdefghijklmnopqrstuvwxyz0123456789', 'xghp_abcdefghijklmnopqrstuvwxyz0123456789'],
	[
		'-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----\nx',
		'-----BEGIN RSA PRIVATE KEY-----\n••••••\n-----END RSA PRIVATE KEY-----\nx',
	],
	[
		'-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\nx',
		'-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\nx',
	],
	[
		'-----BEGIN PRIVATE KEY-----\ncan\n-----END PRIVATE KEY-----\nx\n-----BEGIN PRIVATE KEY-----\nary\n-----END PRIVATE KEY-----',
		'-----BEGIN PRIVATE KEY-----\n•••\n-----END PRIVATE KEY-----\nx\n-----BEGIN PRIVATE KEY-----\n•••\n-----END PRIVATE KEY-----',
	],
	['-----BEGIN PRIVATE KEY-----\ncanary', '-----BEGIN PRIVATE KEY-----\n••••••'],
	[
		'-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\ncanary\n-----END EC PRIVATE KEY-----\nx',
		'-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n••••••\n-----END EC PRIVATE KEY-----\nx',
	],
]);

testShown('what is said again elsewhere', [
	['ENV TOKEN=canary-9\nRUN x canary-9 y', 'ENV TOKEN=••••••••\nRUN x •••••••• y'],
	['ENV PASSWORD=postgres\nFROM postgres', 'ENV PASSWORD=••••••••\nFROM postgres'],
	['ENV TOKEN=abc\nRUN abc', 'ENV TOKEN=•••\nRUN abc'],
	['ENV A_TOKEN=/a/b/c\nRUN cat /a/b/c', 'ENV A_TOKEN=••••••\nRUN cat /a/b/c'],
	['ENV TOKEN=a$b!\nRUN a$b!', 'ENV TOKEN=••••\nRUN ••••'],
	['ENV TOKEN=canary-9\nRUN canary-9canary-9 canary-7', 'ENV TOKEN=••••••••\nRUN •••••••••••••••• canary-7'],
	['ENV TOKEN="one-two three-four"\nRUN three-four', 'ENV TOKEN="••••••• ••••••••••"\nRUN ••••••••••'],
	['ENV TOKEN=abcdefghijk\nRUN abcdefghijk', 'ENV TOKEN=•••••••••••\nRUN abcdefghijk'],
	['ENV TOKEN=abcdefghijkl\nRUN abcdefghijkl', 'ENV TOKEN=••••••••••••\nRUN ••••••••••••'],
]);

test.each([
	['token: |\n  canary\nport: 80', 'token: |\n  ••••••\nport: 80'],
	['ENV DB_PASSWORD canary one\nRUN a', 'ENV DB_PASSWORD •••••• •••\nRUN a'],
	['ENV A_TOKEN=canary B=1', 'ENV A_TOKEN=•••••• B=1'],
	['RUN cat <<EOF > /root/.netrc\ncanary\nEOF\nRUN b', 'RUN cat <<EOF > /root/.netrc\n••••••\nEOF\nRUN b'],
])('far down in a long file %j is shown as %j', (text, shown) => {
	const above = '# a\n'.repeat(20_000);
	expect(hideSecrets(above + text, [])).toBe(above + shown);
});
