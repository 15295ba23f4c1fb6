import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { findDockerfileBreaches, resolveDockerfile } from '#examples/limits/build-limits.ts';
import { findComposeBreaches } from '#examples/limits/compose-limits.ts';
import { findSideBreaches, isFetchedByCompose } from '#examples/limits/example-limits.ts';
import type { InsideCheck } from '#examples/limits/limit.ts';
import {
	createBreach,
	describeLimitFix,
	isTrusted,
	type Limit,
	type TrustedLimit,
} from '#examples/limits/limit.ts';
import { toMapping } from '#examples/limits/plain.ts';
import { decodeUtf8 } from '#workspace/decode-utf8.ts';
import { EngineFailure } from '../failure.ts';
import { readFolder } from '../workspace.ts';

interface Found {
	readonly limit: Limit;
	readonly detail: string;
}

/**
 * Holds a project to the limits before anything of it is built or started: its files as they are now, and what Compose
 * makes of them. Looks again only where a file has changed since. Throws `EngineFailure` with all that is beyond.
 */
export function createLimitGuard(
	folder: string,
	allowed: ReadonlySet<TrustedLimit>,
	resolveConfig: () => Promise<unknown>,
): () => Promise<void> {
	let checked = '';
	return async () => {
		const files = await readFolder(folder);
		const hash = createHash('sha256');
		for (const { path, bytes } of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
		const now = hash.digest('hex');
		if (now === checked) return;
		// What is written is looked at first: resolving it may already read and fetch what it names.
		throwOnWrittenBreach(files, allowed);
		throwOnBreach(await findProjectBreaches(await resolveConfig(), folder), allowed);
		checked = now;
	};
}

/** Holds a folder to the limits as it is now: an experiment may have edited it. Throws `EngineFailure` with all that is beyond. */
export async function ensureFilesWithinLimits(
	folder: string,
	allowed: ReadonlySet<TrustedLimit>,
): Promise<void> {
	throwOnWrittenBreach(await readFolder(folder), allowed);
}

function throwOnWrittenBreach(
	files: Awaited<ReturnType<typeof readFolder>>,
	allowed: ReadonlySet<TrustedLimit>,
): void {
	const texts = files.map(({ path, bytes }) => ({ path, ...decodeText(bytes) }));
	const found = findSideBreaches(texts, '.');
	throwOnBreach(
		found.map(({ limit, problem }) => ({ limit, detail: problem.detail })),
		allowed,
	);
}

/** What a project asks for beyond the limits, once Compose has resolved it. `folder` is the only one it may use. */
export async function findProjectBreaches(config: unknown, folder: string): Promise<Found[]> {
	const isInside = createRealInsideCheck(folder);
	const breaches: Found[] = findComposeBreaches(config, isInside);
	for (const [name, service] of Object.entries(toMapping(toMapping(config)['services']))) {
		const build = toMapping(toMapping(service)['build']);
		const file = resolveDockerfile(build['context'], String(build['dockerfile'] ?? 'Dockerfile'));
		const text = await readFile(file, 'utf8').catch(() => '');
		for (const { limit, flag } of findDockerfileBreaches(text))
			breaches.push(createBreach(limit, ['services', name, 'build', 'RUN'], flag));
	}
	return breaches;
}

function decodeText(bytes: Uint8Array): { text?: string } {
	const { text } = decodeUtf8(bytes);
	return text === undefined ? {} : { text };
}

/** Links are followed to where they lead; what is not there yet is judged by its name. */
function createRealInsideCheck(folder: string): InsideCheck {
	const root = realpathSync(folder);
	return (path) => {
		if (isFetchedByCompose(path)) return false;
		const place = resolveReally(normalize(isAbsolute(path) ? path : join(root, path)));
		return place === root || place.startsWith(`${root}${sep}`);
	};
}

function resolveReally(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		const parent = dirname(path);
		return parent === path ? path : join(resolveReally(parent), relative(parent, path));
	}
}

function throwOnBreach(found: readonly Found[], allowed: ReadonlySet<TrustedLimit>): void {
	const refused = found.filter(({ limit }) => !isTrusted(limit) || !allowed.has(limit));
	const [first] = refused;
	if (first === undefined) return;
	throw new EngineFailure(
		'limit-exceeded',
		'The side asks for more than an example may have.',
		describeLimitFix(first.limit),
		[...new Set(refused.map(({ detail }) => detail))].join('\n'),
	);
}
