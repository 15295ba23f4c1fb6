import { secretInArgOrEnv } from '#core/rules/git-in-containers/secret-in-arg-or-env.ts';
import { ruleTest } from '../rule-test.ts';

const arg = (name: string) =>
	`\`ARG ${name}\` puts a secret into the history of the image and into its build record. Pass it with \`RUN --mount=type=secret\`.`;
const env = (name: string) =>
	`\`ENV ${name}\` puts a secret into the image, where everyone who pulls it can read it. Mount it in the build with \`RUN --mount=type=secret\`, or give it to the container when it starts.`;

ruleTest(secretInArgOrEnv, {
	reports: [
		{
			name: 'judges the words of a name, in either case',
			text: 'FROM a:1\nARG GITHUB_TOKEN\nARG key=1\nENV KEYS=1 apikey=2 X_pword_y=1 AUTHOR=2 DB_AUTH=x\n',
			findings: [
				{ text: 'GITHUB_TOKEN', at: [2, 5], message: arg('GITHUB_TOKEN') },
				{ text: 'key', at: [3, 5], message: arg('key') },
				{ text: 'apikey', at: [4, 12], message: env('apikey') },
				{ text: 'X_pword_y', at: [4, 21], message: env('X_pword_y') },
				{ text: 'DB_AUTH', at: [4, 42], message: env('DB_AUTH') },
			],
		},
		{
			name: 'reports a pair further down at the first line, as BuildKit does',
			text: 'FROM a:1\nENV A=1 \\\n  # the database\n  DB_PASSWORD=canary \\\n  B_SECRET=2\n',
			findings: [
				{ text: 'ENV', at: [2, 1], message: env('DB_PASSWORD') },
				{ text: 'ENV', at: [2, 1], message: env('B_SECRET') },
			],
		},
		{
			name: 'looks before the first FROM, where BuildKit does not',
			text: '# syntax=docker/dockerfile:1\nARG NPM_TOKEN=x\nFROM a:1\n',
			findings: [{ text: 'NPM_TOKEN', at: [2, 5], message: arg('NPM_TOKEN') }],
		},
		{
			name: 'reports a name that says file and holds no path',
			text: 'FROM a:1\nENV POSTGRES_PASSWORD_FILE=hunter2\nARG TOKEN_FILE\n',
			findings: [
				{ text: 'POSTGRES_PASSWORD_FILE', at: [2, 5], message: env('POSTGRES_PASSWORD_FILE') },
				{ text: 'TOKEN_FILE', at: [3, 5], message: arg('TOKEN_FILE') },
			],
		},
		{
			name: 'reads the legacy form, lower case, every stage, CRLF and a BOM',
			text: '\uFEFFfrom a:1 as one\r\nenv SECRET_KEY some value\r\nfrom b:1\r\narg TOKEN\r\n',
			findings: [
				{ text: 'SECRET_KEY', at: [2, 5], message: env('SECRET_KEY') },
				{ text: 'TOKEN', at: [4, 5], message: arg('TOKEN') },
			],
		},
		{
			name: 'keeps the other secrets of a file in which one is skipped above its instruction',
			text: 'FROM a:1\n# check=skip=SecretsUsedInArgOrEnv\nARG A_TOKEN\nARG B_TOKEN\n',
			findings: [{ text: 'B_TOKEN', at: [4, 5], message: arg('B_TOKEN') }],
		},
	],
	passes: [
		{ name: 'names that say public', text: 'FROM a:1\nARG PUBLIC_KEY\nENV KEY_PUBLIC=x TOKEN_public_ID=1\n' },
		{
			name: 'names that only contain the words',
			text: 'FROM a:1\nARG KEYBOARD\nENV AUTHOR=x TOKENIZER=y my-token=1 PASSWORDS=2\n',
		},
		{
			name: 'a path to a secret in a stage, although BuildKit reports it',
			text: 'FROM a:1\nENV POSTGRES_PASSWORD_FILE=/run/secrets/db\nENV TOKEN_FILE "/run/secrets/token"\n',
		},
		{
			name: 'a path to a secret before the first FROM',
			text: 'ARG TOKEN_FILE=/run/secrets/token\nFROM a:1\n',
		},
		{
			name: 'what ONBUILD keeps for the next build, as BuildKit does',
			text: 'FROM a:1\nONBUILD ENV DB_PASSWORD=x\n',
		},
		{
			name: "BuildKit's own word to skip the check",
			text: '# check=skip=SecretsUsedInArgOrEnv\nFROM a:1\nARG TOKEN\n',
		},
		{
			name: 'labels and secret mounts',
			text: 'FROM a:1\nLABEL TOKEN=x\nRUN --mount=type=secret,id=TOKEN,env=TOKEN true\n',
		},
		{ name: 'what a heredoc says', text: 'FROM a:1\nRUN <<EOF\nENV TOKEN=x\nEOF\n' },
	],
});
