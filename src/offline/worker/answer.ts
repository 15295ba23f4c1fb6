import { cacheName, currentOffer, rememberClient, root, versionOfClient, whileAllStay } from './versions.ts';

/**
 * The answer to a page's request. A page is opened from the current version, and all that it asks for comes from the
 * version that it was opened from; what is in no version comes from the network.
 */
export async function answer(event: FetchEvent): Promise<Response> {
	const { request } = event;
	const isPage = request.mode === 'navigate';
	const cache = await whileAllStay(async () => {
		const version = isPage ? (await currentOffer())?.version : await versionOfClient(event.clientId);
		if (version === undefined) return undefined;
		// A page, or a worker that a page starts, has a name of its own from now on.
		await rememberClient(event.resultingClientId, version);
		return caches.open(cacheName(version));
	});
	if (cache === undefined) return isPage ? fetch(request) : fromNetworkFirst(request);
	const address = addressOf(request);
	const found = await cache.match(address);
	if (found !== undefined) return found;
	if (!isPage) return fetch(request);
	if ((await cache.match(`${address}/`)) !== undefined)
		return Response.redirect(`${address}/${rest(request)}`);
	return fetch(request).catch(() => notFound(cache));
}

/** For pages that were opened before anything was kept here: they know the network's version. */
async function fromNetworkFirst(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const offer = await currentOffer();
		const kept = offer && (await (await caches.open(cacheName(offer.version))).match(addressOf(request)));
		if (kept) return kept;
		throw error;
	}
}

async function notFound(cache: Cache): Promise<Response> {
	const page = await cache.match(`${root}404.html`);
	return page === undefined
		? Response.error()
		: new Response(page.body, { status: 404, headers: page.headers });
}

/** Without what is asked of a page or keeps caches away, and as the list names it. */
function addressOf({ url }: Request): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname.replace(/\/index\.html$/, '/');
}

function rest({ url }: Request): string {
	return new URL(url).search;
}
