import { secretFileCopied } from '#core/rules/git-in-containers/secret-file-copied.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const secret = { '.env': 'PORT=80\nDB_PASSWORD=hunter22\n', 'a.js': '' };
const harmless = { '.env': 'PORT=80\nDB_PASSWORD=\nAPI_TOKEN=${TOKEN}\n', 'a.js': '' };

ruleTest(secretFileCopied, {
	reports: [
		{
			name: 'says which file is copied, or brought along',
			text: 'FROM a:1\nCOPY .env ./\nCOPY . .\n',
			files: secret,
			findings: [
				{
					text: '.env',
					at: [2, 6],
					message:
						'`.env` can be read by everyone who has the image. Give it to the container when it starts.',
				},
				{
					text: '.',
					at: [3, 6],
					message:
						'This brings `.env` into the image, for everyone to read. List it in `.dockerignore`, and give it at the start.',
				},
			],
		},
	],
	passes: [{ name: 'a folder without one', text: 'FROM a:1\nCOPY . .\n', files: { 'a.js': '' } }],
});

markedTest(secretFileCopied, [
	'FROM a:1\nCOPY «.env» .\n',
	'FROM a:1\nCOPY package.json «.env» ./\n',
	'FROM a:1\nADD «config/.env» /app/.env\n',
	'FROM a:1\nCOPY «.env*» ./\n',
	'FROM a:1\nCOPY [«".env"», "/app/"]\n',
	'FROM a:1\nCOPY «.kube/config» /root/.kube/config\n',
	'FROM a:1\nCOPY «secrets/credentials.json» /app/\n',
	'FROM a:1\nCOPY «.pgpass» /root/\n',
	'FROM a:1\nCOPY «certs/server.p12» «a.pfx» «keystore.jks» /certs/\n',
	'FROM a:1\nCOPY «*.p12» /certs/\n',
	'FROM a:1 AS b\nFROM a:1\nCOPY --from=b «/app/.env» /app/\n',
	'FROM a:1 AS b\nCOPY «.env» .\nFROM b\n',
	'FROM a:1\nONBUILD COPY «.env» .\n',
	{ text: 'FROM a:1\nCOPY «.» .\n', files: secret },
	{
		text: 'FROM a:1\nCOPY «.env.production» .\n',
		files: { '.env.production': 'export API_KEY="0a1b2c3d4e"\n' },
	},
	{ text: 'FROM a:1\nCOPY «.» .\n', files: { 'certs/a.jks': '' } },
	// Silent.
	'FROM a:1\nCOPY .env.example .env\n',
	'FROM a:1\nCOPY .env.sample .env.template .env.dist ./\n',
	'FROM a:1\nCOPY .env.production .\n',
	'FROM a:1\nCOPY environment .environment ./\n',
	'FROM a:1\nCOPY truststore.jks ca-certs.p12 cacerts.jks /certs/\n',
	'FROM a:1\nCOPY credentials.json.example /x\n',
	'FROM a:1\nCOPY . .\n',
	'FROM a:1 AS b\nCOPY .env .\nFROM a:1\nCOPY --from=b /app/dist /app\n',
	'FROM a:1\nRUN --mount=type=bind,source=.env,target=.env cat .env\n',
	'FROM a:1\nCOPY <<EOF .env\nA=1\nEOF\n',
	'FROM a:1\nARG F\nCOPY $F .\n',
	{ text: 'FROM a:1\nCOPY . .\n', files: harmless },
	{ text: 'FROM a:1\nCOPY .env .\n', files: harmless },
	{ text: 'FROM a:1\nCOPY . .\n', files: { ...secret, '.dockerignore': '.env\n' } },
	{ text: 'FROM a:1\nCOPY --exclude=.env . .\n', files: secret },
	{ text: 'FROM a:1\nCOPY . .\n', files: { '.env.example': 'DB_PASSWORD=hunter22\n' } },
	{ text: 'FROM a:1\nCOPY src .\n', files: { ...secret, 'src/a': '' } },
]);
