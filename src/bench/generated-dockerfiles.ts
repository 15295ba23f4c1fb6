/** Numbers that look random and are the same on every run. */
function createNumberSource(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const STEPS: readonly ((pick: (below: number) => number) => string)[] = [
	(pick) => `ENV APP_HOME=/srv/app${pick(90)} \\\n    NODE_ENV=production PORT=80${pick(90)}`,
	(pick) => `ARG VERSION${pick(20)}=1.${pick(9)}.${pick(40)}`,
	(pick) =>
		`RUN apt-get update && apt-get install -y --no-install-recommends \\\n    curl=7.${pick(90)}.* \\\n    # pinned, see the wiki\n    ca-certificates gnupg libpq5 \\\n  && rm -rf /var/lib/apt/lists/*`,
	() => 'RUN apt-get update\nRUN apt-get install -y git build-essential',
	(pick) => `COPY --chown=app:app package.json package-lock.json ./pkg${pick(50)}/\nRUN npm ci --omit=dev`,
	(pick) => `COPY src/ /srv/app/src${pick(50)}/`,
	(pick) => `RUN set -eux; if [ -n "$VERSION${pick(20)}" ]; then echo "$VERSION"; else exit 1; fi`,
	(pick) =>
		`RUN --mount=type=cache,target=/root/.npm,id=npm${pick(9)} npm install && npm run build -- --flag=${pick(99)}`,
	(pick) => `RUN <<EOF\nset -e\nmkdir -p /data/${pick(99)}\nprintf '%s\\n' "a b" > /data/file\nEOF`,
	(pick) => `LABEL org.opencontainers.image.title="service ${pick(99)}" maintainer='team@example.com'`,
	() => '# What follows changes often, so it comes last.\n',
	(pick) =>
		`RUN curl -fsSL https://example.com/tool-${pick(99)}.tar.gz | tar -xz -C /usr/local && chmod +x /usr/local/bin/*`,
	(pick) => `WORKDIR /srv/app${pick(30)}\nUSER app`,
	() => 'RUN git clone https://github.com/example/thing.git /opt/thing && cd /opt/thing && make install',
	(pick) => `EXPOSE ${8000 + pick(999)}/tcp\nVOLUME ["/data", "/cache"]`,
];

/** A Dockerfile of about this many steps, in one to three stages. */
function generateDockerfile(seed: number, steps: number): string {
	const pick = createNumberSource(seed);
	const stages = 1 + (seed % 3);
	const blocks: string[] = ['# syntax=docker/dockerfile:1'];
	for (let stage = 0; stage < stages; stage++) {
		const name = stage === stages - 1 ? '' : ` AS stage${stage}`;
		blocks.push(`FROM node:24.${pick(9)}-bookworm-slim${name}`);
		for (let step = 0; step < steps / stages; step++) blocks.push(STEPS[pick(STEPS.length)]?.(pick) ?? '');
		if (stage > 0) blocks.push(`COPY --from=stage${stage - 1} /srv/app /srv/app`);
	}
	blocks.push(
		'HEALTHCHECK --interval=30s CMD curl -f http://localhost:8080/health || exit 1',
		'CMD ["node", "server.js"]',
	);
	return `${blocks.join('\n\n')}\n`;
}

/** Many files of the sizes that real repositories have: most short, a few long; about 1.4 KB on average. */
export function generateRealisticDockerfiles(amount: number): string[] {
	const pick = createNumberSource(7);
	return Array.from({ length: amount }, (_, index) => {
		const kind = pick(20);
		const steps =
			kind < 8 ? 3 + pick(5) : kind < 16 ? 8 + pick(8) : kind < 19 ? 18 + pick(15) : 50 + pick(40);
		return generateDockerfile(index + 1, steps);
	});
}

/** One file of at least this many bytes. */
export function generateSizedDockerfile(bytes: number): string {
	const dockerfile = generateDockerfile(2, 30);
	const body = dockerfile.slice(dockerfile.indexOf('RUN'));
	return `FROM debian:12.8\n${body.repeat(Math.ceil(bytes / body.length)).replaceAll(/^FROM .*$/gm, 'FROM debian:12.8')}`;
}
