import { joinFilledLines, type Truth } from './truth.ts';

/** Ports, health checks and starts, in the last stage, in the one it starts from, or in another. */
export const HEALTH_CHECKS: Truth = {
	base: 'small',
	reads: [],
	isSo: ({ config }) =>
		!config['Healthcheck'] &&
		Boolean(config['ExposedPorts']) &&
		(isSet(config['Cmd']) || isSet(config['Entrypoint'])),
	generate(random) {
		const expose = () =>
			random.pick([
				'EXPOSE 8080',
				'expose 80/tcp 443',
				'ARG P=81\nEXPOSE $P',
				'EXPOSE 53/udp',
				'',
				'# EXPOSE 8080',
			]);
		const check = () =>
			random.pick([
				'',
				'',
				'',
				'HEALTHCHECK CMD ls',
				'HEALTHCHECK NONE',
				'healthcheck --interval=5s CMD ["ls"]',
				'ONBUILD HEALTHCHECK CMD ls',
			]);
		const start = () => random.pick(['CMD ["ls"]', 'CMD ls', 'ENTRYPOINT ["ls"]', 'CMD ["ls"]\nCMD []', '']);
		const kind = random.pick(['one', 'one', 'on top', 'beside']);
		if (kind === 'one') return joinFilledLines('FROM $BASE', expose(), check(), start());
		return joinFilledLines(
			'FROM $BASE AS first',
			expose(),
			check(),
			start(),
			kind === 'on top' ? 'FROM first' : 'FROM $BASE\nCOPY --from=first /bin/ls /ls',
			random.isOneIn(2) ? expose() : '',
			random.isOneIn(2) ? check() : '',
			random.pick([start(), 'CMD ["ls"]']),
		);
	},
};

/** Who is it that is started: the container says it itself. */
export const USERS: Truth = {
	base: 'debian',
	reads: ['output'],
	isSo: ({ output }) => output.trim() === '0',
	generate(random) {
		const user = () =>
			random.pick([
				'',
				'USER root',
				'USER 0',
				'USER 0:0',
				'USER root:root',
				'USER 1000',
				'USER nobody',
				'USER 1000:0',
				'ARG U=1000\nUSER $U',
				'ENV U=root\nUSER $U',
				'user 0',
			]);
		const start = random.pick([
			'CMD ["id", "-u"]',
			'CMD id -u',
			'ENTRYPOINT ["id"]\nCMD ["-u"]',
			'ENTRYPOINT ["setpriv", "--reuid=1000", "id", "-u"]',
			'CMD exec setpriv --reuid 1000 id -u',
			'CMD ["sh", "-c", "id -u"]',
		]);
		const kind = random.pick(['one', 'one', 'on top', 'beside']);
		if (kind === 'one') return joinFilledLines('FROM $BASE', user(), 'RUN true', user(), start);
		const next = kind === 'on top' ? 'FROM first' : 'FROM $BASE\nCOPY --from=first /etc/hostname /x';
		return joinFilledLines('FROM $BASE AS first', user(), next, user(), start);
	},
};

const CANARY = 'canary-not-a-secret-4c81';

/** A value under a name that says secret, or under another one: who has the image finds it, or does not. */
export const SECRETS: Truth = {
	base: 'small',
	reads: ['history'],
	isSo: ({ config, history }) => JSON.stringify(config).includes(CANARY) || history.includes(CANARY),
	generate(random) {
		const name = random.pick([
			'API_TOKEN',
			'DB_PASSWORD',
			'SECRET',
			'AUTH',
			'app_key',
			'MY_CREDENTIALS',
			'PWORD_OF_APP',
			'APIKEY',
		]);
		const harmless = random.pick([
			'PUBLIC_KEY',
			'TOKEN_FILE',
			'KEYBOARD',
			'PASSWORD_VERSION',
			'AUTHOR',
			'MONKEY',
		]);
		const line = random.pick([
			`ENV ${name}=${CANARY}`,
			`ENV ${name} ${CANARY}`,
			`ENV A=1 \\\n    ${name}="${CANARY}" B=2`,
			`ARG ${name}=${CANARY}`,
			`ARG ${name}=${CANARY}\nRUN echo "$${name}" > /dev/null`,
			`ARG VALUE=${CANARY}\nENV ${name}=$VALUE`,
			`env ${name}=${CANARY}\nENV ${name}=`,
			`ENV ${harmless}=tides`,
			`ARG ${harmless}=tides\nRUN echo "$${harmless}" > /dev/null`,
			`RUN --mount=type=secret,id=${name},required=false cat /run/secrets/${name} || true`,
			`RUN --mount=type=secret,id=${name},env=${name},required=false true`,
			`# ENV ${name}=${CANARY}`,
		]);
		const isBelow = random.isOneIn(4);
		return joinFilledLines(
			`FROM $BASE${isBelow ? ' AS first' : ''}`,
			line,
			isBelow ? 'FROM first' : '',
			'CMD ["ls"]',
		);
	},
};

function isSet(start: unknown): boolean {
	return Array.isArray(start) && start.length > 0;
}
