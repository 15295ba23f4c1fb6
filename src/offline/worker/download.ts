import type { Failure, Offer } from '../messages.ts';
import {
	type FileList,
	findCurrentOffer,
	makeCacheName,
	makeCurrent,
	removeOldVersions,
	siteRoot,
} from './versions.ts';

const AT_ONCE = 6;

class Failed extends Error {
	readonly failure: Failure;
	readonly path: string;
	constructor(failure: Failure, path: string) {
		super(`${failure}: ${path}`);
		this.failure = failure;
		this.path = path;
	}
}

/** What the server offers now; `undefined` without a network or where nothing is offered. */
export async function lookAtOffer(): Promise<Offer | undefined> {
	try {
		const answer = await fetch(`${siteRoot}offline.json`, { cache: 'no-cache' });
		return answer.ok ? ((await answer.json()) as Offer) : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Brings a version here, whole: every file is fetched, or taken from the version before where it has not changed, and
 * is kept only when its content has the hash that the list names. Only then pages are opened from it. Once `signal` says
 * so, nothing more is kept and there is no failure to tell.
 */
export async function bring(
	offer: Offer,
	report: (done: number, total: number) => void,
	signal: AbortSignal,
): Promise<{ readonly failure: Failure; readonly path: string } | undefined> {
	const name = makeCacheName(offer.version);
	try {
		const list = await fetchFileList(offer, signal);
		const before = await readPreviousHashes();
		const cache = await caches.open(name);
		const waiting = [...list.files];
		let done = 0;
		let hasFailed = false;
		const fetchWaitingFiles = async () => {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
				await keep(cache, next, before, signal);
				// Files under way when another fails still arrive, and are no news.
				if (!hasFailed) report(++done, list.files.length);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, fetchWaitingFiles)).catch((error: unknown) => {
			// One that fails stops the others.
			hasFailed = true;
			waiting.length = 0;
			throw error;
		});
		signal.throwIfAborted();
		await cache.put(`${siteRoot}offline-files.json`, new Response(JSON.stringify(list)));
		await makeCurrent(offer);
		await removeOldVersions();
		return undefined;
	} catch (error) {
		if (signal.aborted) return undefined;
		const { failure, path } = error instanceof Failed ? error : new Failed('full', '');
		// What has arrived is right and is used by the next attempt, except where it fills the disk.
		if (failure === 'full') await caches.delete(name);
		return { failure, path };
	}
}

async function fetchFileList({ version }: Offer, signal: AbortSignal): Promise<FileList> {
	const bytes = await fetchVerifiedFile('offline-files.json', version, signal);
	return JSON.parse(new TextDecoder().decode(await bytes.arrayBuffer())) as FileList;
}

async function readPreviousHashes(): Promise<
	{ readonly cache: Cache; readonly hashes: Map<string, string> } | undefined
> {
	const offer = await findCurrentOffer();
	if (offer === undefined) return undefined;
	const cache = await caches.open(makeCacheName(offer.version));
	const list = (await (await cache.match(`${siteRoot}offline-files.json`))?.json()) as FileList | undefined;
	return { cache, hashes: new Map(list?.files.map(([path, hash]) => [path, hash])) };
}

async function keep(
	cache: Cache,
	[path, hash]: FileList['files'][number],
	before: Awaited<ReturnType<typeof readPreviousHashes>>,
	signal: AbortSignal,
): Promise<void> {
	const address = siteRoot + path;
	if ((await cache.match(address)) !== undefined) return;
	const old = before?.hashes.get(path) === hash ? await before.cache.match(address) : undefined;
	const isSame = old !== undefined && (await hashContent(await old.clone().arrayBuffer())) === hash;
	await cache.put(address, isSame ? old : await fetchVerifiedFile(path, hash, signal));
}

/** A file whose content is the one meant. What caches on the way hold may be older: the second attempt passes them by. */
async function fetchVerifiedFile(path: string, hash: string, signal: AbortSignal): Promise<Response> {
	for (const cache of ['no-cache', 'reload'] as const) {
		const answer = await fetch(siteRoot + path, { cache, signal }).catch(() => undefined);
		// A download that breaks off is noticed only while it is read.
		// Some hosts answer this one page with its own status.
		const isThere = answer?.ok || path === '404.html';
		const bytes = isThere ? await answer?.arrayBuffer().catch(() => undefined) : undefined;
		if (answer === undefined || bytes === undefined) throw new Failed('network', path);
		if ((await hashContent(bytes)) === hash) return new Response(bytes, { headers: filterHeaders(answer) });
	}
	throw new Failed('changed', path);
}

function filterHeaders(answer: Response): Headers {
	const headers = new Headers(answer.headers);
	// These speak of the bytes on the wire.
	for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'vary'])
		headers.delete(name);
	return headers;
}

async function hashContent(bytes: ArrayBuffer): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return btoa(String.fromCharCode(...digest))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}
