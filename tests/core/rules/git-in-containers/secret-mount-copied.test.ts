import { secretMountCopied } from '#core/rules/git-in-containers/secret-mount-copied.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const M = 'FROM a:1\nRUN --mount=type=secret,id=k ';
const E = 'FROM a:1\nRUN --mount=type=secret,id=k,env=K ';

ruleTest(secretMountCopied, {
	reports: [
		{
			name: 'says what each way leaves behind',
			text: [
				'FROM a:1',
				'RUN --mount=type=secret,id=k cp /run/secrets/k /root/k',
				'RUN --mount=type=secret,id=k mv /run/secrets/k /root/k',
				'RUN --mount=type=secret,id=k ln -s /run/secrets/k /root/l',
				'RUN --mount=type=secret,id=k,env=K npm config set //r/:_authToken $K',
				'RUN --mount=type=secret,id=k,env=K git clone https://x:$K@example.com/a.git',
				'',
			].join('\n'),
			findings: [
				{
					text: '/root/k',
					at: [2, 48],
					message: 'This writes the secret `k` into the layer. Read it where it is mounted.',
				},
				{
					text: '/root/k',
					at: [3, 48],
					message: 'A mount cannot be moved. Read the secret `k` where it is mounted.',
				},
				{
					text: '/root/l',
					at: [4, 51],
					message: 'This link stays and leads nowhere: `k` is mounted in this step only.',
					severity: 'info',
				},
				{
					text: 'npm config set //r/:_authToken $K',
					at: [5, 36],
					message:
						'`npm config set` writes the secret `k` into a file of the layer. Mount that file as a secret instead.',
				},
				{
					text: 'https://x:$K@example.com/a.git',
					at: [6, 46],
					message:
						'`.git/config` keeps this address, and the secret `k` with it. Use a credential helper, or remove `.git`.',
				},
			],
		},
		{
			name: 'weighs less in a stage that is not shipped',
			text: 'FROM a:1 AS b\nRUN --mount=type=secret,id=k cp /run/secrets/k /k\nFROM a:1\n',
			findings: [
				{
					text: '/k',
					at: [2, 48],
					message:
						'This writes the secret `k` into a layer of this stage, and of every cache that is exported.',
					severity: 'warning',
				},
			],
		},
	],
	passes: [{ name: 'a secret that is read', text: `${M}cat /run/secrets/k | tool login\n` }],
});

markedTest(secretMountCopied, [
	`${M}cp /run/secrets/k «/etc/k»\n`,
	`${M}cp /run/secrets/k «/etc/»\n`,
	`${M}cp -r /run/secrets «/etc/»\n`,
	`FROM a:1\nWORKDIR /app\nRUN --mount=type=secret,id=k,target=/app/k cp -r . «/srv»\n`,
	`${M}install -m 600 /run/secrets/k «/etc/k»\n`,
	`${M}cat /run/secrets/k > «/etc/k»\n`,
	`${M}cat < /run/secrets/k > «/etc/k»\n`,
	`${M}base64 -d /run/secrets/k > «/etc/k»\n`,
	`${M}cat /run/secrets/k | base64 -d | tee «/etc/k»\n`,
	`${M}echo "token=$(cat /run/secrets/k)" >> «/etc/k»\n`,
	`${M}T=$(cat /run/secrets/k) && echo "$T" > «/etc/k»\n`,
	`${M}export T="$(cat /run/secrets/k)"; printf '%s' "\${T}" > «/etc/k»\n`,
	`${M}sed -i "s/T/$(cat /run/secrets/k)/" «/etc/k»\n`,
	`${M}dd if=/run/secrets/k «of=/etc/k»\n`,
	`${M}ln -s /run/secrets/k «/root/.npmrc»\n`,
	`${M}mkdir -p /x && cd /x && cp /run/secrets/k «k» && cat k\n`,
	`${M}cp /run/secrets/k «/tmp/k» && use /tmp/k\n`,
	`${M}cp /run/secrets/k «/etc/apt/auth.conf» && apt-get update\n`,
	`${M}<<EOF\ncp /run/secrets/k «/etc/k»\nEOF\n`,
	`${E}echo "//r/:_authToken=$K" > «.npmrc» && npm ci\n`,
	`${E}«git config --global url."https://$K@example.com/".insteadOf https://example.com/» && go build\n`,
	`${E}«composer config -g github-oauth.github.com "$K"» && composer install\n`,
	`${E}git clone «https://$K@example.com/a.git» /a\n`,
	'FROM a:1\nRUN --mount=type=secret,id=k,target=/root/k cp /root/k «/etc/k»\n',
	'FROM a:1\nWORKDIR /w\nRUN --mount=type=secret,id=k,target=k cp k «k2»\n',
	'FROM a:1\nRUN --mount=type=ssh ln -s "$SSH_AUTH_SOCK" «/root/agent»\n',
	`${M}sed --in-place "s/T/$(cat /run/secrets/k)/" «/etc/k»\n`,
	`${M}install -m 600 /run/secrets/k «/etc/k»\n`,
	`${M}cp /run/secrets/k «/etc/k» && rm /etc/other\n`,
	`${M}rm -f /etc/k && cp /run/secrets/k «/etc/k»\n`,
	`${E}git clone «https://$K@example.com/a.git» /a && rm -rf /b\n`,
	`${E}cd /a && git remote -v && git clone «https://$K@example.com/a.git»\n`,
	// Silent.
	`${M}cat /run/secrets/k\n`,
	`${M}sed "s/T/$(cat /run/secrets/k)/" /etc/k\n`,
	`${E}git clone https://$K@example.com/a.git /a && cd /a && git remote set-url origin https://example.com/a.git\n`,
	`${E}git clone https://$K@example.com/a.git /a && cd /a && git remote remove origin\n`,
	`${M}cat /run/secrets/k > /dev/null\n`,
	`${M}cp /run/secrets/k /etc/k && use /etc/k && rm /etc/k\n`,
	`${M}cp /run/secrets/k /tmp/x/k && use && rm -rf /tmp/x\n`,
	`${M}cp /etc/a /etc/b\n`,
	`${M}cp /run/secrets/k /usr/local/share/ca-certificates/own.crt && update-ca-certificates\n`,
	`${M}curl -H "Authorization: $(cat /run/secrets/k)" https://example.com/a -o a.tgz\n`,
	`${M}curl -u "$(cat /run/secrets/k)" https://example.com/a > a.tgz\n`,
	`${M}sha256sum /run/secrets/k > /etc/sum\n`,
	`${M}ssh-keygen -y -f /run/secrets/k > /etc/k.pub\n`,
	`${M}T=$(cat /run/secrets/k) npm ci\n`,
	`${M}ln -s /run/secrets/k /root/.npmrc && npm ci && rm /root/.npmrc\n`,
	`${M}--mount=type=tmpfs,target=/t cp /run/secrets/k /t/k && use /t/k\n`,
	`${M}echo 'cat /run/secrets/k' > /etc/script\n`,
	`${M}echo /run/secrets/k > /etc/path\n`,
	`${E}tool --token "$K"\n`,
	`${E}git -c http.extraHeader="Authorization: $K" clone https://example.com/a.git\n`,
	`${E}git clone https://$K@example.com/a.git /a && rm -rf /a/.git\n`,
	`${E}git config --global url."https://$K@e.com/".insteadOf https://e.com/ && go build && rm ~/.gitconfig\n`,
	`${E}npm config set //r/:_authToken $K && npm ci && npm config delete //r/:_authToken\n`,
	'FROM a:1\nRUN --mount=type=ssh git clone git@example.com:a/b.git\n',
	'FROM a:1\nRUN --mount=type=ssh ssh-add -L > /root/.ssh/authorized_keys\n',
	'FROM a:1\nRUN --mount=type=bind,target=/src cp /src/k /k\n',
	'FROM a:1\nRUN cp /run/secrets/k /k\n',
]);
