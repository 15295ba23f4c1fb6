import type { Offer } from '../messages.ts';

/** `offline-files.json`: every file of a version by its path, with its SHA-256. */
export interface FileList {
	readonly files: readonly (readonly [path: string, hash: string])[];
}

declare const self: ServiceWorkerGlobalScope;

/** Below this address everything is ours: `https://host/kb/`. */
export const siteRoot = self.registration.scope;

// One host may serve several knowledge bases below sub-paths; they share one store.
const PREFIX = `drydock ${new URL(siteRoot).pathname} `;
const STATE = `${PREFIX}state`;

/** The cache that holds one version. */
export function makeCacheName(version: string): string {
	return `${PREFIX}${version}`;
}

/** The version that pages are opened from; `undefined` until one is there whole. */
export async function findCurrentOffer(): Promise<Offer | undefined> {
	const answer = await caches.match(`${siteRoot}current`, { cacheName: STATE });
	const offer = answer && ((await answer.json()) as Offer);
	// A browser short of space may have thrown away what the note speaks of.
	return offer && (await caches.has(makeCacheName(offer.version))) ? offer : undefined;
}

/** From now on pages are opened from this version. */
export async function makeCurrent(offer: Offer): Promise<void> {
	await (await caches.open(STATE)).put(`${siteRoot}current`, new Response(JSON.stringify(offer)));
}

/** Pages by name, for the time that this worker runs; where the disk is full nothing else is known of them. */
const clients = new Map<string, string>();

/** The version that an open page came from: all it asks for comes from there, whatever arrives meanwhile. */
export async function findClientVersion(client: string): Promise<string | undefined> {
	if (client === '') return undefined;
	const noted = await caches.match(makeClientAddress(client), { cacheName: STATE });
	return clients.get(client) ?? (await noted?.text());
}

export async function rememberClient(client: string, version: string): Promise<void> {
	if (client === '') return;
	clients.set(client, version);
	const note = new Response(version, { headers: { date: new Date().toUTCString() } });
	await (await caches.open(STATE)).put(makeClientAddress(client), note).catch(() => undefined);
}

/** Does `work` while no version is removed. */
export function runWhileLocked<T>(work: () => Promise<T>): Promise<T> {
	return navigator.locks.request(PREFIX, { mode: 'shared' }, work) as Promise<T>;
}

/** Removes versions that no open page came from, and what is known of pages that are closed. */
export async function removeOldVersions(): Promise<void> {
	await navigator.locks.request(PREFIX, removeUnused);
}

async function removeUnused(): Promise<void> {
	if (!(await caches.has(STATE))) return;
	const state = await caches.open(STATE);
	const usedCacheNames = new Set([STATE, makeCacheName((await findCurrentOffer())?.version ?? '')]);
	const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'all' });
	const names = new Set(open.map(({ id }) => id));
	for (const { url } of await state.keys()) {
		const client = /\/client\/([^/]+)$/.exec(url)?.[1];
		const note = client === undefined ? undefined : await state.match(url);
		if (client === undefined || note === undefined) continue;
		if (names.has(client) || isYoung(note)) usedCacheNames.add(makeCacheName(await note.text()));
		else {
			clients.delete(client);
			await state.delete(url);
		}
	}
	for (const version of clients.values()) usedCacheNames.add(makeCacheName(version));
	for (const name of await caches.keys())
		if (name.startsWith(PREFIX) && !usedCacheNames.has(name)) await caches.delete(name);
}

/** A page that is just being opened is not among the open ones yet. */
function isYoung(note: Response): boolean {
	return Date.now() - Date.parse(note.headers.get('date') ?? '') < 60_000;
}

/** Removes everything that this site keeps on this machine. */
export async function forgetAll(): Promise<void> {
	for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

const makeClientAddress = (client: string) => `${siteRoot}client/${client}`;
