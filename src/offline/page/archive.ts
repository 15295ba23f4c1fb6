/**
 * Runs first on every page of the archive. A page on a disk may not fetch, so the files that scripts ask for come as
 * scripts that hand them over, each loaded when it is first asked for.
 */
interface Archive {
	load(path: string): Promise<ArrayBuffer>;
	pagefind(): Promise<unknown>;
	/** Called by the scripts that carry files: the text, or the bytes in base 64. */
	take(path: string, content: { readonly text?: string; readonly base64?: string }): void;
}

/** What the packed engine puts on the page. */
interface WithEngine {
	drydockArchive?: Archive;
	drydockPagefind?: { createInstance(options: object): Engine };
}

interface Engine {
	init(): Promise<void>;
	options(options: object): Promise<void>;
	search(query: string): Promise<unknown>;
}

const page: WithEngine = globalThis as WithEngine;
const up = document.documentElement.dataset['base'] ?? './';
const root = new URL(up, document.baseURI).href;
const asked = new Map<string, Promise<ArrayBuffer>>();
const taken = new Map<string, ArrayBuffer>();

page.drydockArchive = {
	load(path) {
		const known =
			asked.get(path) ?? loadScript(`_/files/${path}.js`).then(() => taken.get(path) ?? missing(path));
		asked.set(path, known);
		return known;
	},
	async pagefind() {
		await loadScript('_/pagefind.js');
		const engine = page.drydockPagefind?.createInstance({ basePath: `${root}pagefind/`, noWorker: true });
		if (engine === undefined) return missing('pagefind.js');
		await engine.init();
		// The instance was told above to do without a worker; it takes no such option later.
		const options = ({ noWorker: _, ...rest }: { noWorker?: boolean }) => engine.options(rest);
		return { ...engine, options };
	},
	take(path, { text, base64 }) {
		const bytes =
			base64 === undefined
				? new TextEncoder().encode(text)
				: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
		taken.set(path, bytes.buffer);
	},
};

const fetchElsewhere = globalThis.fetch;
globalThis.fetch = async (input, init) => {
	const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
	const isOwn = url.href.startsWith(root) && page.drydockArchive !== undefined;
	if (!isOwn) return fetchElsewhere(input, init);
	const path = decodeURIComponent(url.href.slice(root.length).replace(/[?#].*$/, ''));
	return new Response(await page.drydockArchive?.load(path));
};

/** On a disk a folder shows its list of files, so links that scripts make get the file's name. */
new MutationObserver((changes) => {
	for (const { target } of changes)
		if (target instanceof Element)
			for (const link of target.querySelectorAll<HTMLAnchorElement>(
				'a[href$="/"], a[href*="/#"], a[href*="/?"]',
			))
				if (withFile(link.href) !== link.href) link.href = withFile(link.href);
}).observe(document.documentElement, { childList: true, subtree: true });

/** The same for a script that goes somewhere itself. */
navigation?.addEventListener('navigate', (event) => {
	const wanted = withFile(event.destination.url);
	if (!event.cancelable || event.hashChange || wanted === event.destination.url) return;
	event.preventDefault();
	location.assign(wanted);
});

function withFile(address: string): string {
	if (!address.startsWith(root)) return address;
	const url = new URL(address);
	if (url.pathname.endsWith('/')) url.pathname += 'index.html';
	return url.href;
}

function loadScript(path: string): Promise<void> {
	return new Promise((done, failed) => {
		const script = document.createElement('script');
		script.src = root + path.split('/').map(encodeURIComponent).join('/');
		script.onload = () => done();
		script.onerror = () => failed(new Error(`${path} is missing from this archive. Unpack it again, whole.`));
		document.head.append(script);
	});
}

function missing(path: string): never {
	throw new Error(`${path} is not in this archive.`);
}
