import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { copyOutsideContext } from '#core/rules/git-in-containers/copy-outside-context.ts';
import { secretMountCopied } from '#core/rules/git-in-containers/secret-mount-copied.ts';
import { tokenLiteral } from '#core/rules/git-in-containers/token-literal.ts';
import { folderWith } from '../../folder-with.ts';
import { hasEngine } from '../live-engine.ts';

const BASE = 'debian:bookworm-slim';
const IMAGE = 'drydock-witness:secret';
const SECRET = 'canary-not-a-secret-7d2e90b4';
const live = hasEngine('what is left of secrets, and what `COPY ../x` copies');

/** The settings, the history and the layers of the image that a folder builds, as text; `undefined` where the build fails. */
function build(folder: string): string | undefined {
	const args = [
		'build',
		'--no-cache',
		'--quiet',
		'--tag',
		IMAGE,
		'--secret',
		`id=k,src=${join(folder, 'k')}`,
	];
	if (spawnSync('docker', [...args, join(folder, 'context')]).status !== 0) return undefined;
	const script = `docker save ${IMAGE} | tar --extract --to-stdout --wildcards 'blobs/sha256/*'`;
	const { stdout } = spawnSync('sh', ['-c', script], { maxBuffer: 1 << 30 });
	spawnSync('docker', ['rmi', '--force', IMAGE]);
	return stdout.toString('latin1');
}

describe.skipIf(!live)('secret-mount-copied', () => {
	const mount = 'RUN --mount=type=secret,id=k';
	test.each([
		['error', `${mount} cp /run/secrets/k /root/k`],
		['error', `${mount} cp -r /run/secrets /root/`],
		['error', `${mount} cat /run/secrets/k > /root/k`],
		['error', `${mount} T=$(cat /run/secrets/k) && echo "token=$T" > /root/k`],
		['error', `${mount},env=K echo "$K" | tee /root/k`],
		['info', `${mount} ln -s /run/secrets/k /root/k && cat /root/k`],
		[undefined, `${mount} cat /run/secrets/k | sha256sum > /root/sum`],
		[undefined, `${mount} cp /run/secrets/k /root/k && cat /root/k && rm /root/k`],
		[undefined, `${mount} --mount=type=tmpfs,target=/t cp /run/secrets/k /t/k`],
	])('%s: %s', (severity, run) => {
		const text = `FROM ${BASE}\n${run}\n`;
		const [finding] = lint({ path: 'Dockerfile', text }, { rules: [secretMountCopied] });
		expect(finding?.severity).toBe(severity);
		const layers = build(folderWith({ k: SECRET, 'context/Dockerfile': text }));
		expect(layers?.includes(SECRET)).toBe(severity === 'error');
	});

	test('a mount cannot be moved: the build stops', () => {
		expect(
			build(
				folderWith({ k: SECRET, 'context/Dockerfile': `FROM ${BASE}\n${mount} mv /run/secrets/k /root/k\n` }),
			),
		).toBeUndefined();
	});
});

describe.skipIf(!live)('copy-outside-context', () => {
	const outside = 'from-above-the-context';
	const inside = 'from-within-the-context';
	test.each([
		['another file', 'COPY ../x.txt /x', { 'context/x.txt': inside }, inside],
		['another file', 'COPY a/../../x.txt /x', { 'context/x.txt': inside }, inside],
		['no file', 'COPY ../x.txt /x', {}, undefined],
	])('%s: %s', (_, copy, files, found) => {
		const text = `FROM ${BASE}\n${copy}\n`;
		expect(lint({ path: 'Dockerfile', text }, { rules: [copyOutsideContext] })).toHaveLength(1);
		const folder = folderWith({ k: '', 'x.txt': outside, 'context/Dockerfile': text, ...files });
		const layers = build(folder);
		expect(layers?.includes(outside) ?? false).toBe(false);
		expect(layers?.includes(inside)).toBe(found === undefined ? undefined : true);
	});
});

describe.skipIf(!live)('token-literal', () => {
	/** Of the form of GitHub's tokens, and none. */
	const token = ['ghp', 'Zq4vW8mT2kXr7nB5cJ1dQ9sL3fH6gY0pA1eR'].join('_');
	test.each([
		`ENV TIDES=${token}`,
		`ARG TIDES=${token}\nRUN true`,
		`LABEL tides="${token}"`,
		`RUN echo ${token} > /tmp/login && rm /tmp/login`,
		`COPY <<E /login\n${token}\nE`,
		`HEALTHCHECK CMD curl -H "Authorization: Bearer ${token}" https://tides.example/`,
	])('is in the image, whatever the instruction: %j', (line) => {
		const text = `FROM ${BASE}\n${line}\n`;
		expect(lint({ path: 'Dockerfile', text }, { rules: [tokenLiteral] })).toHaveLength(1);
		expect(build(folderWith({ k: '', 'context/Dockerfile': text }))?.includes(token)).toBe(true);
	});

	test('as a build secret it is not', () => {
		const text = `FROM ${BASE}\nRUN --mount=type=secret,id=k cat /run/secrets/k\n`;
		expect(lint({ path: 'Dockerfile', text }, { rules: [tokenLiteral] })).toEqual([]);
		expect(build(folderWith({ k: token, 'context/Dockerfile': text }))?.includes(token)).toBe(false);
	});
});
