import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { findRule } from '#core/rules/all-rules.ts';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { hasEngine } from '../live-engine.ts';

const FROM = 'FROM debian:bookworm-slim\n';
const FILE_BYTES = 4_000_000;

/** What an engine made of a Dockerfile. */
interface Outcome {
	readonly isBuilt: boolean;
	/** What its container printed. */
	readonly output: string;
	/** The bytes of its own layers. */
	readonly bytes: number;
	readonly log: string;
}

let folder = '';
const images: string[] = [];

/** A download that fails, a big file, and a script. */
const FILES: Readonly<Record<string, string | Buffer>> = {
	curl: '#!/bin/sh\nexit 22\n',
	'app/data.bin': randomBytes(FILE_BYTES),
	'show.sh': '#!/bin/sh\nexec id -u\n',
};

describe.skipIf(!hasEngine('what rules about images say'))('a real build decides whether it is so:', () => {
	beforeAll(async () => {
		const engine = await connectDocker();
		await createBases(engine, () => {}).provide('debian:bookworm-slim');
		await engine.cleanUp();
		folder = mkdtempSync(join(tmpdir(), 'drydock-witness-'));
		for (const [path, text] of Object.entries(FILES)) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text, { mode: 0o755 });
		}
	}, 600_000);

	afterAll(() => {
		for (const image of images) docker('image', 'rm', '--force', image);
		rmSync(folder, { recursive: true, force: true });
	});

	test.each([
		'RUN <<EOF\ncp /none /x\ntouch /y\nEOF\n',
		"RUN <<'EOF'\ncp /none /x\ntouch /y\nEOF\n",
		'RUN bash <<EOF\ncp /none /x\ntouch /y\nEOF\n',
		'RUN <<EOF\n#!/bin/bash\ncp /none /x\ntouch /y\nEOF\n',
		'RUN <<EOF\ncp /none /x; touch /y\nEOF\n',
		'RUN <<EOF\nset -e\ncp /none /x\ntouch /y\nEOF\n',
		'RUN bash -e <<EOF\ncp /none /x\ntouch /y\nEOF\n',
		'RUN <<EOF\n#!/bin/bash -e\ncp /none /x\ntouch /y\nEOF\n',
		'SHELL ["/bin/sh", "-ec"]\nRUN <<EOF\ncp /none /x\ntouch /y\nEOF\n',
		'RUN <<EOF\ncp /none /x &&\ntouch /y\nEOF\n',
	])('heredoc-goes-on: the build succeeds though a command failed: %j', (body) => {
		expect(build(FROM + body).isBuilt).toBe(reports('heredoc-goes-on', FROM + body));
	});

	test.each([
		'COPY app /srv/app\nRUN chown -R 1000 /srv/app\n',
		'COPY app /srv/app\nRUN chmod -R 700 /srv/app\n',
		'WORKDIR /srv\nCOPY . .\nRUN chown -R 1000:1000 .\n',
		'COPY app /srv/app\nRUN cd /srv && chown -R 1000 app\n',
		'COPY --chown=1000 app /srv/app\n',
		'COPY --chmod=755 app /srv/app\n',
		'COPY app /srv/app\nRUN chown 1000 /srv/app\n',
		'COPY app /srv/app\nRUN mkdir /data && chown -R 1000 /data\n',
	])('chown-doubles-files: the image carries the file twice: %j', (body) => {
		const { isBuilt, bytes } = build(FROM + body);
		expect(isBuilt).toBe(true);
		expect(bytes > 1.5 * FILE_BYTES).toBe(reports('chown-doubles-files', FROM + body));
	});

	test.each([
		'CMD ["id", "-u"]\n',
		'USER root\nCMD ["id", "-u"]\n',
		'USER 0:0\nENTRYPOINT ["id", "-u"]\n',
		'USER 1000\nUSER root\nCMD ["id", "-u"]\n',
		'COPY show.sh /show.sh\nENTRYPOINT ["/show.sh"]\n',
		'USER 1000\nCMD ["id", "-u"]\n',
		'USER nobody\nCMD ["id", "-u"]\n',
		'ENTRYPOINT ["setpriv", "--reuid=1000", "id", "-u"]\n',
	])('runs-as-root: what is started is root: %j', (body) => {
		expect(build(FROM + body, 'run').output.trim() === '0').toBe(reports('runs-as-root', FROM + body));
	});

	test.each([
		'CMD ["echo", "$HOME"]\n',
		`CMD ["echo", "at \${HOME}"]\n`,
		'ENTRYPOINT ["echo", "--home=$HOME"]\n',
		'ENTRYPOINT ["echo"]\nCMD ["$HOME"]\n',
		'CMD ["sh", "-c", "echo $HOME"]\n',
		'CMD echo $HOME\n',
		'ENTRYPOINT ["sh", "-c"]\nCMD ["echo $HOME"]\n',
		'CMD ["bash", "-c", "exec echo ${HOME}"]\n',
	])('variable-in-exec-form: the program gets the name: %j', (body) => {
		expect(build(FROM + body, 'run').output.includes('HOME')).toBe(
			reports('variable-in-exec-form', FROM + body),
		);
	});

	test.each([
		'SHELL ["/bin/bash", "-c"]\nRUN curl https://tides.example/list | sort > /list\n',
		'SHELL ["/bin/bash", "-c"]\nRUN curl https://tides.example/install.sh | sh\n',
		'RUN bash -c "curl https://tides.example/list | tee /list"\n',
		'SHELL ["/bin/bash", "-c"]\nRUN <<EOF\nset -e\ncurl https://tides.example/list | sort > /list\nEOF\n',
		'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl https://tides.example/list | sort > /list\n',
		'SHELL ["/bin/bash", "-c"]\nRUN set -o pipefail && curl https://tides.example/list | sort > /list\n',
		'SHELL ["/bin/bash", "-c"]\nRUN curl -o /list https://tides.example/list && sort /list\n',
	])('pipe-hides-failure: the build succeeds though the download failed: %j', (body) => {
		const text = `${FROM}COPY curl /usr/bin/curl\n${body}`;
		expect(build(text).isBuilt).toBe(reports('pipe-hides-failure', text));
	});

	test('pipe-hides-failure is silent where /bin/sh is dash, which refuses the option', () => {
		const { isBuilt, log } = build(`${FROM}RUN set -o pipefail && true\n`);
		expect([isBuilt, /Illegal option -o pipefail/.test(log)]).toEqual([false, true]);
	});

	test.each(['buidl', 'build1', 'bild'])(
		'similar-stage: `--from=%s` asks for an image of that name',
		(name) => {
			const text = `${FROM.replace('\n', ' AS build\n')}${FROM}COPY --from=${name} /etc/hostname /x\n`;
			const { isBuilt, log } = build(text);
			expect([isBuilt, log.includes(`docker.io/library/${name}`)]).toEqual([false, true]);
			expect(reports('similar-stage', text)).toBe(true);
		},
	);
});

function reports(rule: string, text: string): boolean {
	const known = findRule(rule);
	if (!known) throw new Error(`There is no rule \`${rule}\`.`);
	const context = {
		files: Object.keys(FILES).sort(),
		isIgnored: () => false,
		read: (path: string) => FILES[path]?.toString(),
		isRepository: false,
	};
	return (
		lint({ path: 'Dockerfile', text }, { rules: [known], settings: DEFAULT_SETTINGS, context }).length > 0
	);
}

function build(text: string, then?: 'run'): Outcome {
	const image = `drydock-witness/${randomBytes(4).toString('hex')}`;
	const built = docker('build', '--progress=plain', '--provenance=false', '-t', image, '-f', '-', folder, {
		input: text,
	});
	const isBuilt = built.status === 0;
	if (isBuilt) images.push(image);
	return {
		isBuilt,
		log: built.stderr + built.stdout,
		output: isBuilt && then ? docker('run', '--rm', image).stdout : '',
		bytes: isBuilt ? readSize(image) - readSize('debian:bookworm-slim') : 0,
	};
}

function readSize(image: string): number {
	return Number(docker('image', 'inspect', '--format', '{{.Size}}', image).stdout);
}

function docker(...given: (string | { readonly input: string })[]) {
	const args = given.filter((one) => typeof one === 'string');
	const options = given.find((one) => typeof one === 'object') ?? {};
	return spawnSync('docker', args, { encoding: 'utf8', timeout: 120_000, ...options });
}
