import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { formatGithubReport, formatGithubSummary } from '#core/report/github.ts';
import { formatGitlabReport } from '#core/report/gitlab.ts';
import { formatJsonReport } from '#core/report/json.ts';
import { formatRdjsonReport } from '#core/report/rdjson.ts';
import { formatSarifReport } from '#core/report/sarif.ts';
import { redactFiles } from '#core/report/secrets/redact.ts';
import { formatTextReport } from '#core/report/text.ts';
import { rules } from '#core/rules/all-rules.ts';
import { lintedFile } from '../sample.ts';

const SEED = Number(process.env.SEED ?? 20_261_128);

/** Where a secret stands in a Dockerfile, whether or not Docker reads the line. `S` is the secret. */
const DOCKERFILE_LINES: readonly string[] = [
	'ENV DB_PASSWORD=S',
	'ENV DB_PASSWORD S',
	'ENV A=1 \\\n  NPM_TOKEN=S \\\n  C=$NPM_TOKEN',
	'ENV A_TOKEN="S',
	"ENV A_TOKEN='S\nENV B=1",
	'ENV A_TOKEN="x S y"',
	'ARG API_KEY=S\nRUN curl -H "x: $API_KEY" https://h/x',
	'ARG awsSecretAccessKey="S"',
	'ARG TOKEN=S\nSTOPSIGNAL $TOKEN',
	'STOPSIGNAL TOKEN=S',
	'STOPSIGNAL https://u:S@h',
	'LABEL password=S',
	'ARG SECRET=S\nEXPOSE $SECRET',
	'ARG SECRET=S\nCOPY --chmod=$SECRET a b',
	'ARG SECRET=S\nVOLUME ${SECRET:?S}',
	'COPY --from=https://u:S@h/x /a /b',
	'COPY --from=https://S@h/x /a /b',
	'COPY https://u:S@h/x /b',
	'ADD https://u:S@h/x.git?tag=a#b /b',
	'ADD git@h:x.git?token=S /b',
	'RUN git clone https://u:S@github.com/x/y',
	'RUN git clone "https://S@github.com/x/y" && npm install',
	'RUN --mount=type=bind,from=https://u:S@h/x,target=/x true',
	'RUN --mount=type=secret,token=S true',
	'RUN echo "S" > /root/.ssh/id_rsa',
	"RUN mkdir -p ~/.ssh && printf '%s' 'S' >> ~/.ssh/id_ed25519",
	'RUN echo S | base64 -d | tee /app/server.key',
	'RUN cat <<EOF > /root/.netrc\nmachine h login me password S\nEOF',
	'RUN cat <<EOF > /root/.pgpass\nh:5432:db:me:S\nEOF',
	'COPY <<EOF /root/.ssh/id_rsa\nS\nEOF',
	'COPY <<"EOF" /root/.npmrc\n//registry.npmjs.org/:_authToken=S\nEOF',
	'RUN npm config set //registry.npmjs.org/:_authToken S',
	'RUN curl -u me:S https://h/x | sh',
	'RUN curl -H "Authorization: Bearer S" https://h/x | sh',
	"RUN wget --header='X-Api-Key: S' http://h/x.tar && tar xf x.tar",
	'RUN docker login -u me -p S r.example.com',
	'RUN echo S | docker login --password-stdin r.example.com',
	'RUN echo root:S | chpasswd',
	'RUN mysql -uroot -pS -e "select 1"',
	'RUN export TOKEN=S; apt-get install -y git',
	'RUN psql -c "ALTER USER me WITH PASSWORD \'S\'"',
	'RUN mysql -e "CREATE USER a IDENTIFIED BY \'S\'"',
	'CMD ["app", "--password", "S"]',
	'CMD app --api-key=S --x',
	'ENTRYPOINT app --token S && sleep 5',
	'HEALTHCHECK --interval=1x CMD curl -u a:S http://10.0.0.1/',
	'HEALTHCHECK CMD curl http://a:S@10.0.0.1/',
	'# token: S\nUNKNOWN password=S',
	'PASSWORD=S',
	'RUN openssl rsa -passin pass:S -in a.pem',
	'ENV TOKEN=S`\n B=1',
	'ONBUILD ENV DB_PASSWORD S',
	'RUN echo "-----BEGIN OPENSSH PRIVATE KEY-----\\nS\\n-----END OPENSSH PRIVATE KEY-----" > /x',
	'ENV CERT="-----BEGIN RSA PRIVATE KEY-----\\\nS',
];

const HEADS: readonly string[] = [
	'FROM debian:12\n',
	'FROM debian\n',
	'FROM https://u:S@r.example.com/x\n',
	'FROM --platform=S/https://u:S@h debian:12\n',
	'ARG REGISTRY_TOKEN=S\nFROM --platform=$REGISTRY_TOKEN debian:12\n',
	'ARG TOKEN=S\nFROM $TOKEN/x:@\n',
	'# syntax=https://u:S@h/x\nFROM debian:12\n',
	'# check=token=S\nFROM debian:12\n',
	'# escape=`\nFROM debian:12\n',
	'FROM debian:12 AS Build\nMAINTAINER a\nWORKDIR x\n',
];

const COMPOSE_ENTRIES: readonly string[] = [
	'environment: { URL: "postgres://u:S@10.0.0.5/db" }',
	'environment:\n      URL: postgres://u:S@10.0.0.5/db',
	'environment:\n      - URL=amqp://u:S@10.0.0.5:5672',
	'environment:\n      DB_PASSWORD: S\n      DB_HOST: 10.0.0.5',
	'environment: ["API_TOKEN=S", "DB=10.0.0.5"]',
	'environment:\n      DB_PASSWORD: |\n        S\n      DB_HOST: 10.0.0.5',
	'environment:\n      DB_PASSWORD:\n        S\n    links: [db]',
	'environment:\n      DB_PASSWORD: "S',
	'command: app --password S --db 10.0.0.5',
	'command: ["app", "--token", "S", "--db", "10.0.0.5"]',
	'command: sh -c "sleep 5; TOKEN=S app"',
	'command: redis-server --requirepass S --bind 10.0.0.5',
	'labels: { "traefik.auth.password": S }\n    links: [db]',
	'extra_hosts: ["db:10.0.0.5", "token=S"]',
];

const secrets = fc
	.tuple(
		fc.constantFrom('canary', 'Qx7', 'zz-', 'k9_'),
		fc.string({ unit: fc.constantFrom(...'abcXYZ0189+/=_-.!%'), minLength: 6, maxLength: 24 }),
		fc.constantFrom('Zq', '42', 'x_x'),
	)
	.map((parts) => parts.join(''));

function reports(path: string, text: string): string {
	const files = [lintedFile(path, text, lint({ path, text }))];
	const fixed = files.map((file) => ({ ...file, findings: [], fixed: file.findings }));
	return [
		formatTextReport(files),
		formatTextReport(fixed),
		formatJsonReport(files),
		formatSarifReport(files, '1', {}),
		formatGithubReport(files),
		formatGithubSummary(files),
		formatGitlabReport(files),
		formatRdjsonReport(files),
	].join('\n');
}

/** A secret in one piece, or as JSON and workflow commands spell it. */
function expectHidden(path: string, template: string, secret: string): void {
	// In the place of a user a slash ends the host, so no token has one there.
	const text = template
		.replace(/(?<=:\/\/)S(?=@)/g, () => secret.replaceAll('/', '.'))
		.replace(/\bS\b/g, () => secret);
	const printed = reports(path, text);
	for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll('%', '%25')])
		expect(
			printed.includes(spelling),
			`${JSON.stringify(text)} shows ${spelling}:\n${printed
				.split('\n')
				.filter((line) => line.includes(spelling))
				.join('\n')}`,
		).toBe(false);
}

describe('a secret that is planted in a file appears in no format', () => {
	test.each(DOCKERFILE_LINES)('of a Dockerfile: %j', (line) => {
		fc.assert(
			fc.property(secrets, fc.constantFrom(...HEADS), (secret, head) => {
				expectHidden(
					'Dockerfile',
					`${head}${line}\nRUN apt-get update\nRUN apt-get install -y git\nCMD node x\n`,
					secret,
				);
			}),
			{ seed: SEED, numRuns: 40 },
		);
	});

	test.each(COMPOSE_ENTRIES)('of a compose file: %j', (entry) => {
		fc.assert(
			fc.property(secrets, (secret) => {
				expectHidden(
					'compose.yaml',
					`services:\n  a:\n    image: a\n    network_mode: bridge\n    ${entry}\n`,
					secret,
				);
			}),
			{ seed: SEED, numRuns: 40 },
		);
	});

	test('of several lines together, cut off anywhere', () => {
		const lines = fc.array(fc.constantFrom(...DOCKERFILE_LINES), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(secrets, fc.constantFrom(...HEADS), lines, fc.nat(20), (secret, head, chosen, cut) => {
				const template = `${head}${chosen.join('\n')}\nCMD a b\n`;
				expectHidden('Dockerfile', template.slice(0, template.length - cut), secret);
			}),
			{ seed: SEED, numRuns: 400 },
		);
	});
});

describe('what is no secret stays readable', () => {
	test('the messages of the rules', () => {
		const messages = rules.flatMap((rule) => Object.values(rule.messages));
		const text = 'FROM a\n';
		const span = { start: 0, end: 1 };
		const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
		const findings = messages.map((message) => ({
			rule: 'x',
			severity: 'info' as const,
			message,
			span,
			range,
		}));
		expect(
			redactFiles([lintedFile('Dockerfile', text, findings)])[0]?.findings.map(({ message }) => message),
		).toEqual(messages);
	});

	test.each([
		'FROM registry.example.com:5000/app:1.2@sha256:0123456789abcdef',
		'RUN --mount=type=secret,id=npm-token,env=NPM_TOKEN npm ci',
		'RUN --mount=type=ssh git clone git@github.com:a/b.git',
		'RUN git clone ssh://git@github.com/a/b.git && curl https://h/x@v1/y',
		'ARG NPM_TOKEN',
		'ENV NPM_TOKEN=$NPM_TOKEN PATH=/opt/bin:$PATH PWD=/x',
		'ENV POSTGRES_PASSWORD_FILE=/run/secrets/db PUBLIC_KEY=abc',
		'RUN echo hello > /etc/motd && chmod 600 /root/.ssh/known_hosts',
		'COPY --chown=1000:1000 a b',
		'# drydock ignore=key-in-image the key is public',
		'RUN apt-key adv --keyserver hkp://keys.example.org --recv-keys ABCDEF',
		'USER 1000:1000',
	])('%j', (line) => {
		const text = `FROM a\n${line}\n`;
		expect(
			redactFiles([
				lintedFile('Dockerfile', text, lint({ path: 'Dockerfile', text: `${text}WORKDIR x\n` })),
			])[0]?.text,
		).toBe(text);
	});
});
