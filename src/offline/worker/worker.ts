import type { Ask, Told } from '../messages.ts';
import { answer } from './answer.ts';
import { bring, lookAtOffer } from './download.ts';
import { findClientVersion, findCurrentOffer, forgetAll, removeOldVersions, siteRoot } from './versions.ts';

declare const self: ServiceWorkerGlobalScope;

let bringing: Promise<void> | undefined;
let stopBringing = new AbortController();

// Nothing depends on which worker answers: versions are kept whole, and each page knows its own.
self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET' || !request.url.startsWith(siteRoot)) return;
	event.respondWith(answer(event));
	if (request.mode === 'navigate') event.waitUntil(lookForNewVersion());
});

self.addEventListener('message', (event) => {
	const { ask } = event.data as Ask;
	if (ask === 'bring') event.waitUntil(bringOnce(true));
	if (ask === 'forget') event.waitUntil(forget());
	if (ask === 'state') event.waitUntil(tellState());
});

/** After every page that was opened; where the connection is metered or slow, only once the reader has asked for it. */
async function lookForNewVersion(): Promise<void> {
	if ((await findCurrentOffer()) === undefined) return;
	await bringOnce(false);
	await removeOldVersions();
}

function bringOnce(isAsked: boolean): Promise<void> {
	bringing ??= bringOffered(isAsked).finally(() => {
		bringing = undefined;
	});
	return bringing;
}

/** Stops a download first: what it still brought would come after the removal. */
async function forget(): Promise<void> {
	stopBringing.abort();
	await bringing;
	stopBringing = new AbortController();
	await forgetAll();
	await tellState();
}

async function bringOffered(isAsked: boolean): Promise<void> {
	const [offer, installedOffer] = await Promise.all([lookAtOffer(), findCurrentOffer()]);
	if (offer === undefined)
		return isAsked ? tell({ tells: 'failure', failure: 'network', path: 'offline.json' }) : undefined;
	if (offer.version === installedOffer?.version) return tellState();
	if (!isAsked && isMeteredOrSlow()) return tell({ tells: 'offer', offer });
	let lastReportTime = 0;
	const report = (done: number, total: number) => {
		if (done < total && Date.now() - lastReportTime < 100) return;
		lastReportTime = Date.now();
		void tell({ tells: 'progress', done, total });
	};
	const failed = await bring(offer, report, stopBringing.signal);
	if (failed !== undefined) await tell({ tells: 'failure', ...failed });
	await tellState();
}

function isMeteredOrSlow(): boolean {
	const connection = (
		navigator as { connection?: { saveData?: boolean; effectiveType?: string; type?: string } }
	).connection;
	return (
		connection !== undefined &&
		(connection.saveData === true ||
			connection.type === 'cellular' ||
			!['4g', undefined].includes(connection.effectiveType))
	);
}

let telling: Promise<void> = Promise.resolve();

/**
 * Tells every open page what is kept here, and which version it was opened from itself. One telling follows the other:
 * the last that a page hears is what is so.
 */
function tellState(): Promise<void> {
	telling = telling.then(tellEveryPage, tellEveryPage);
	return telling;
}

async function tellEveryPage(): Promise<void> {
	const keptOffer = await findCurrentOffer();
	for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: 'window' }))
		client.postMessage({
			tells: 'state',
			installed: keptOffer,
			pageVersion: await findClientVersion(client.id),
		} satisfies Told);
}

async function tell(message: Told): Promise<void> {
	for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: 'window' }))
		client.postMessage(message);
}
