import {
	findClientVersion,
	findCurrentOffer,
	makeCacheName,
	rememberClient,
	runWhileLocked,
	siteRoot,
} from './versions.ts';

/**
 * The answer to a page's request. A page is opened from the current version, and all that it asks for comes from the
 * version that it was opened from; what is in no version comes from the network.
 */
export async function answer(event: FetchEvent): Promise<Response> {
	const { request } = event;
	const isPage = request.mode === 'navigate';
	const cache = await runWhileLocked(async () => {
		const version = isPage ? (await findCurrentOffer())?.version : await findClientVersion(event.clientId);
		if (version === undefined) return undefined;
		// A page, or a worker that a page starts, has a name of its own from now on.
		await rememberClient(event.resultingClientId, version);
		return caches.open(makeCacheName(version));
	});
	if (cache === undefined) return isPage ? fetch(request) : fromNetworkFirst(request);
	const address = getCacheAddress(request);
	const cachedResponse = await cache.match(address);
	if (cachedResponse !== undefined) return cachedResponse;
	if (!isPage) return fetch(request);
	if ((await cache.match(`${address}/`)) !== undefined)
		return Response.redirect(`${address}/${getQueryString(request)}`);
	return fetch(request).catch(() => answerNotFound(cache));
}

/** For pages that were opened before anything was kept here: they know the network's version. */
async function fromNetworkFirst(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const offer = await findCurrentOffer();
		const offlineResponse =
			offer && (await (await caches.open(makeCacheName(offer.version))).match(getCacheAddress(request)));
		if (offlineResponse) return offlineResponse;
		throw error;
	}
}

async function answerNotFound(cache: Cache): Promise<Response> {
	const page = await cache.match(`${siteRoot}404.html`);
	return page === undefined
		? Response.error()
		: new Response(page.body, { status: 404, headers: page.headers });
}

/** Without what is asked of a page or keeps caches away, and as the list names it. */
function getCacheAddress({ url }: Request): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname.replace(/\/index\.html$/, '/');
}

function getQueryString({ url }: Request): string {
	return new URL(url).search;
}
