import { secretInEnvironment } from '#core/rules/ambassadors/secret-in-environment.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';

ruleTest(secretInEnvironment, {
	reports: [
		{
			name: 'names the variable, and not its value',
			path,
			text: 'services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: tides\n',
			findings: [
				{
					text: 'tides',
					at: [4, 26],
					message:
						'`POSTGRES_PASSWORD` can be read in this file and by `docker inspect`. Take it from `secrets:`, or write `${POSTGRES_PASSWORD}`.',
				},
			],
		},
		{
			name: 'says of an address what in it is secret',
			path,
			text: 'services:\n  app:\n    environment:\n      DATABASE_URL: postgres://app:tide-7@db/app\n',
			findings: [
				{
					text: 'postgres://app:tide-7@',
					at: [4, 21],
					message:
						'The password in this address can be read in this file and by `docker inspect`. Write `${…}` in its place.',
				},
			],
		},
	],
	passes: [{ name: 'other settings', path, text: 'services: {a: {environment: {PORT: 80}}}\n' }],
});

const env = (entry: string) => `services: {a: {environment: {${entry}}}}\n`;

markedTest(
	secretInEnvironment,
	[
		env('MYSQL_ROOT_PASSWORD: «example»'),
		env('PGPASSWORD: "«hunter22»"'),
		env('API_KEY: «0a1b2c3d»'),
		env('AWS_SECRET_ACCESS_KEY: «abcd1234»'),
		env('SECRET_KEY_BASE: «abcdef»'),
		env('JWT_SECRET: «changeme»'),
		env('GITHUB_TOKEN: «abcdef123456»'),
		env('TOKEN_GITHUB: «abcdef123456»'),
		env('DB_PASSWORD_PROD: «hunter22»'),
		env('NEO4J_AUTH: «neo4j/hunter22»'),
		env('apiKey: «0a1b2c3d»'),
		env('PASSWORD: «pa$$word»'),
		'services:\n  a:\n    environment:\n      - DB_PASS=«hunter22»\n      - "DB_USER=tides"\n',
		'x-e: &e {ADMIN_PASSWORD: «hunter22»}\nservices: {a: {environment: {<<: *e, B: 1}}}\n',
		// Silent.
		env('DB_PASSWORD: "${DB_PASSWORD}"'),
		env('DB_PASSWORD: "${DB_PASSWORD:-hunter22}"'),
		env('DB_PASSWORD: $DB_PASSWORD'),
		'services: {a: {environment: ["JWT_SECRET=${JWT_SECRET:-tides}"]}}\n',
		env('SECRET_LOCAL_HOSTNAME: tides, JWT_SECRET_KEY: "%kernel.project_dir%/jwt.pem"'),
		env('DB_PASSWORD: ""'),
		env('DB_PASSWORD: '),
		'services: {a: {environment: [DB_PASSWORD]}}\n',
		env('DB_PASSWORD_FILE: /run/secrets/db'),
		env('MYSQL_ALLOW_EMPTY_PASSWORD: "yes"'),
		env('MYSQL_RANDOM_ROOT_PASSWORD: 1'),
		env('PASSWORD_MIN_LENGTH: twelve'),
		env('TOKEN_EXPIRY_HOURS: 24h, SECRET_NAME: db, TOKEN_URL: "http://auth/token"'),
		env('PROVIDERS_SECRET_CLASS: provider, PROVIDERS_SECRET_PARAM_SASL_MECHANISM: OAUTHBEARER'),
		env('SECRET_PARAM_BOOTSTRAP_SERVERS: "tides:9092", SECRET_PARAM_SECURITY_PROTOCOL: SASL_PLAINTEXT'),
		env('TOKEN_PROVIDER_SECRET: io.tides.config.FileProvider'),
		env('TELEMETRY_API_KEY: dummy'),
		env('PUBLIC_KEY: abcdef, STRIPE_PUBLISHABLE_TOKEN: pk'),
		env('SORT_KEY: id, PRIMARY_KEY: id, KEYBOARD: us'),
		env('SMTP_AUTH: login, AUTH: basic, POSTGRES_HOST_AUTH_METHOD: trust'),
		env('SSH_PRIVATE_KEY: /keys/id_ed25519'),
		env('ADD_KNOWN_SECRETS: "postgres[rules-engine],message-bus[device-rest,device-virtual]"'),
		env('COMPASS: north, BYPASS: all, AUTHOR: me'),
		'services: {a: {build: {args: {TOKEN: x}}, labels: {token: x}}}\n',
	],
	path,
);

/** Addresses: what is in them counts, whatever the variable is called. */
markedTest(
	secretInEnvironment,
	[
		'services:\n  a:\n    environment:\n      - BROKER=«amqp://tides:Ebb-91@»mq:5672/\n      - CACHE=«redis://:ebb@»cache\n',
		env('DATABASE_URL: "«postgres://app:low-tide-7@»${DB_HOST:-db}:5432/app"'),
		env('DATABASE_URL: "«postgres://postgres:postgres@»db/app"'),
		env('INDEX: "«https://0a1b2c3d4e5f@»packages.example.com/simple"'),
		// One finding where the name says secret too.
		env('SECRET_DSN: «postgres://app:low-tide-7@db/app»'),
		'services: {a: {command: [serve, --db, "«mysql://u:low-tide@»db"]}}\n',
		'services:\n  a:\n    entrypoint: sh -c "migrate -database «postgres://u:low-tide@»db/x up"\n',
		// Silent.
		env('DATABASE_URL: "postgres://app:${DB_PASSWORD}@db/app"'),
		env('DATABASE_URL: "postgres://app:${DB_PASSWORD:-low-tide}@db/app"'),
		env('DATABASE_URL: "postgres://app:$DB_PASSWORD@db/app", CACHE: "redis://cache:6379/0"'),
		env(
			'DATABASE_URL: "postgres://app@db/app", DOCS: "https://example.com/a@b", GIT: "ssh://git@example.com/x"',
		),
		env(
			'A: "postgres://app:xxxx@db", B: "postgres://app:<password>@db", C: "https://u:your-password@example.com"',
		),
		env(
			'SENTRY_DSN: "https://0a1b2c3d4e5f@sentry.example.com/4", S: "https://0a1b2c3d4e5f@o1.ingest.example.com/4507"',
		),
		env('INDEX: "«https://0a1b2c3d4e5f@»example.com/4/simple"'),
		env('API_KEY: your-api-key, TOKEN: fake, DB_PASSWORD: insert-password-here'),
		'services: {a: {command: [serve, --db, "mysql://u:${PW}@db"]}}\n',
	],
	path,
);
