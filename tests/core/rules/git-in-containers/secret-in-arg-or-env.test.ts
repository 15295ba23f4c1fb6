import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { secretInArgOrEnv } from '#core/rules/git-in-containers/secret-in-arg-or-env.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const arg = (name: string) =>
	`\`ARG ${name}\` stays in the history of the image. Pass it with \`RUN --mount=type=secret\`.`;
const env = (name: string) =>
	`\`ENV ${name}\` can be read by everyone who has the image. Use a secret mount, or set it at the start.`;

ruleTest(secretInArgOrEnv, {
	reports: [
		{
			name: 'judges the words of a name, in either case',
			text: 'FROM a:1\nARG GITHUB_TOKEN\nARG key=1\nENV KEYS=1 apikey=2 X_pword_y=1 AUTHOR=2 DB_AUTH=x\n',
			findings: [
				{ text: 'GITHUB_TOKEN', at: [2, 5], message: arg('GITHUB_TOKEN'), severity: 'warning' },
				{ text: 'key', at: [3, 5], message: arg('key') },
				{ text: 'apikey', at: [4, 12], message: env('apikey') },
				{ text: 'X_pword_y', at: [4, 21], message: env('X_pword_y') },
				{ text: 'DB_AUTH', at: [4, 42], message: env('DB_AUTH') },
			],
		},
		{
			name: 'points at each pair, on whatever line it stands',
			text: 'FROM a:1\nENV A=1 \\\n  # the database\n  DB_PASSWORD=canary \\\n  B_SECRET=2\n',
			findings: [
				{ text: 'DB_PASSWORD', at: [4, 3], message: env('DB_PASSWORD') },
				{ text: 'B_SECRET', at: [5, 3], message: env('B_SECRET') },
			],
		},
		{
			name: 'looks before the first FROM, where BuildKit does not',
			text: '# syntax=docker/dockerfile:1\nARG NPM_TOKEN=x\nFROM a:1\n',
			findings: [{ text: 'NPM_TOKEN', at: [2, 5], message: arg('NPM_TOKEN') }],
		},
		{
			name: 'begins where the instruction does when the keyword itself is broken over lines, as BuildKit counts',
			text: '# escape=`\nFROM a:1\nEN`\nV ACCESS_TOKEN=y\n',
			findings: [{ text: 'EN`\nV ACCESS_TOKEN', at: [3, 1], message: env('ACCESS_TOKEN') }],
		},
		{
			name: 'warns only where the file does not hold the secret itself',
			text: 'FROM a:1\nARG TOKEN\nENV A_TOKEN=$TOKEN B_TOKEN="" C_TOKEN=a-${TOKEN} D_TOKEN=${OF_BASE}\n',
			findings: [
				{ text: 'TOKEN', at: [2, 5], message: arg('TOKEN'), severity: 'warning' },
				{ text: 'A_TOKEN', at: [3, 5], message: env('A_TOKEN'), severity: 'warning' },
				{ text: 'B_TOKEN', at: [3, 20], message: env('B_TOKEN'), severity: 'warning' },
				{ text: 'C_TOKEN', at: [3, 31], message: env('C_TOKEN'), severity: 'warning' },
				{ text: 'D_TOKEN', at: [3, 50], message: env('D_TOKEN'), severity: 'warning' },
			],
		},
		{
			name: 'is an error where the text comes by way of a default',
			text: 'FROM a:1\nARG X=canary\nARG Y\nENV A_TOKEN=$X B_TOKEN=${Y:-canary}\n',
			findings: [
				{ text: 'A_TOKEN', at: [4, 5], message: env('A_TOKEN') },
				{ text: 'B_TOKEN', at: [4, 16], message: env('B_TOKEN') },
			],
		},
		{
			name: 'reads the legacy form, lower case, every stage, CRLF and a BOM',
			text: '\uFEFFfrom a:1 as one\r\nenv SECRET_KEY some value\r\nfrom b:1\r\narg TOKEN\r\n',
			findings: [
				{ text: 'SECRET_KEY', at: [2, 5], message: env('SECRET_KEY') },
				{ text: 'TOKEN', at: [4, 5], message: arg('TOKEN'), severity: 'warning' },
			],
		},
		{
			name: 'reads the text that an ONBUILD holds, which stands in the image; a name alone is judged in the next build',
			text: 'FROM a:1\nONBUILD ENV API_TOKEN=canary\nONBUILD ARG DB_PASSWORD\nonbuild arg DB_SECRET=canary\n',
			findings: [
				{ text: 'API_TOKEN', at: [2, 13], message: env('API_TOKEN') },
				{ text: 'DB_SECRET', at: [4, 13], message: arg('DB_SECRET') },
			],
		},
		{
			name: 'keeps the other secrets of a file in which one is skipped above its instruction',
			text: 'FROM a:1\n# check=skip=SecretsUsedInArgOrEnv\nARG A_TOKEN\nARG B_TOKEN\n',
			findings: [{ text: 'B_TOKEN', at: [4, 5], message: arg('B_TOKEN'), severity: 'warning' }],
		},
	],
	passes: [
		{ name: 'names that say public', text: 'FROM a:1\nARG PUBLIC_KEY\nENV KEY_PUBLIC=x TOKEN_public_ID=1\n' },
		{
			name: 'names that only contain the words',
			text: 'FROM a:1\nARG KEYBOARD\nENV AUTHOR=x TOKENIZER=y my-token=1 PASSWORDS=2\n',
		},
		{
			name: 'names that say file, whatever they hold',
			text: 'ARG TOKEN_FILE=/run/secrets/token\nFROM a:1\nENV POSTGRES_PASSWORD_FILE=/run/secrets/db FILE_KEY=x\nENV TOKEN_FILE hunter2\nARG SECRET_file_ID\n',
		},
		{
			name: 'names that say version',
			text: 'FROM a:1\nARG KEY_VERSION=1\nENV VERSION_TOKEN=x Auth_Version_Name=2\n',
		},
		{
			name: "BuildKit's own word to skip the check",
			text: '# check=skip=SecretsUsedInArgOrEnv\nFROM a:1\nARG TOKEN\n',
		},
		{
			name: 'labels that hold none, and secret mounts',
			text: 'FROM a:1\nARG T\nLABEL token= key=a org.example.token=$T token_url=https://example.com password=<none>\nRUN --mount=type=secret,id=TOKEN,env=TOKEN true\n',
		},
		{ name: 'what a heredoc says', text: 'FROM a:1\nRUN <<EOF\nENV TOKEN=x\nEOF\n' },
	],
});

markedTest(secretInArgOrEnv, [
	'FROM a:1\nLABEL version=1 «db_password»=tide-7 \\\n  «com.example.api-token»="0a1b2c3d"\n',
	'FROM a:1\nARG T=tide-7\nONBUILD LABEL «deploy.secret»=${T}\n',
	'FROM a:1\nLABEL traefik.password=xxxx maintainer=tides key=auth\n',
]);

test('a secret in a label stays out of the message', () => {
	const text = 'FROM a:1\nLABEL db_password=tide-7\n';
	const [finding] = lint({ path: 'Dockerfile', text }, { rules: [secretInArgOrEnv] });
	expect(finding?.message).toBe(
		'`LABEL db_password` can be read by everyone who has the image. Leave it out, and change the secret.',
	);
	expect(finding?.secrets).toEqual([{ start: 27, end: 33 }]);
});

test.each([
	['ARG API_TOKEN=false', 'warning'],
	['ENV AUTH_TOKEN=none', 'warning'],
	['ENV API_KEY=your-api-key', 'warning'],
	['ENV API_KEY=0a1b2c3d', 'error'],
])('%s weighs %s: only what is a value is one', (line, severity) => {
	const findings = lint({ path: 'Dockerfile', text: `FROM a\n${line}\n` }, { rules: [secretInArgOrEnv] });
	expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});
