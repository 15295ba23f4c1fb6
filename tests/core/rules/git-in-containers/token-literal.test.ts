import { tokenLiteral } from '#core/rules/git-in-containers/token-literal.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

// Made here, put together so that no scanner takes this file for a leak.
const made = (start: string, length: number, letters = 'q7Zk2Vx9Tb4Nw6Rj1Hd8') =>
	start + letters.repeat(20).slice(0, length);
const aws = made('AKIA', 16, 'Q7ZK2VXJTB4NW6RH');
const github = made('ghp_', 36);
const gitlab = made('glpat-', 20);
const slack = `${made('xoxb-', 12, '481516234297')}-${made('', 24)}`;
const pem = `-----BEGIN RSA PRIVATE KEY-----\\n${made('MIIE', 60)}`;

ruleTest(tokenLiteral, {
	reports: [
		{
			name: 'names the service that a token is of, and a key',
			text: `FROM a:1\nENV KEYID=${aws}\nRUN echo "${pem}" > /k\n`,
			findings: [
				{
					text: aws,
					at: [2, 11],
					message: 'This AWS access key stands here for everyone to read. Revoke it, and pass a secret.',
				},
				{
					text: pem,
					at: [3, 11],
					message:
						'This private key stands here for everyone who can read the file. Replace it, and mount a secret.',
				},
			],
		},
	],
	passes: [{ name: 'other words', text: 'FROM a:1\nENV A=b\n' }],
});

markedTest(tokenLiteral, [
	`FROM a:1\nARG T=«${github}»\n`,
	`FROM a:1\nENV A=1 \\\n  T="«${gitlab}»"\n`,
	`FROM a:1\nRUN export GITHUB_TOKEN=«${github}» && make\n`,
	`FROM a:1\nRUN git clone https://«${github}»@github.com/a/b\n`,
	`FROM a:1\nLABEL key=«${slack}»\n`,
	`FROM a:1\nCMD ["app", "--token", "«${made('npm_', 36)}»"]\n`,
	`FROM a:1\nRUN <<EOF\necho «${made('hf_', 34)}»\nEOF\n`,
	`FROM a:1\nCOPY <<EOF /k\n«-----BEGIN OPENSSH PRIVATE KEY-----\n${made('b3Bl', 66)}»\nEOF\n`,
	`FROM a:1\nENV S=«${made('sk_live_', 24)}» G=«${made('AIza', 35)}»\n`,
	`FROM a:1\nENV A=«${made('sk-ant-', 40)}»\n`,
	`FROM a:1\nONBUILD ENV D=«${made('dckr_pat_', 27)}»\n`,
	`FROM a:1\nENV H=https://«hooks.slack.com/services/T${'1A2B3C4D'}/B${'5E6F7G8H'}/${made('', 24)}»\n`,
	// Silent.
	'FROM a:1\nENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n',
	`FROM a:1\nENV T=ghp_${'x'.repeat(36)}\n`,
	'FROM a:1\nENV T=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n',
	`FROM a:1\nENV T=AKIA${'X'.repeat(16)}\n`,
	'FROM a:1\nENV T=ghp_short\n',
	'FROM a:1\nRUN grep -q "BEGIN RSA PRIVATE KEY" /k\n',
	'FROM a:1\nRUN echo "-----BEGIN RSA PRIVATE KEY-----" > /k && cat body >> /k\n',
	`FROM a:1\nRUN echo "-----BEGIN CERTIFICATE-----\\n${made('MIIE', 60)}" > /c\n`,
	`FROM a:1\n# ENV T=${github}\nRUN make\n`,
	'FROM a:1\nRUN pip install scikit-learn sk-learn-contrib-with-a-long-name\n',
	`FROM a:1\nENV COMMIT=${made('', 40, '0a1b2c3d4e5f')} IMAGE=x${aws}\n`,
	'FROM a:1\nENV J=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijklmnop\n',
	'FROM a:1\nENV T=$GITHUB_TOKEN\n',
]);

markedTest(
	tokenLiteral,
	[
		`services:\n  a:\n    image: a:1\n    environment:\n      - T=«${github}»\n`,
		`services: {a: {image: "a:1", command: ["x", "«${gitlab}»"]}}\n`,
		`services:\n  a:\n    labels:\n      k: "«${aws}»" # for now\n`,
		`services:\n  a:\n    image: a:1 # ${github}\n`,
		`services:\n  a:\n    environment: {T: "\${T}"}\n`,
	],
	'compose.yaml',
);
