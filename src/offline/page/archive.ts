/**
 * Runs first on every page of the archive. A page on a disk may neither fetch nor import, so the files and modules that
 * scripts ask for come as classic scripts that hand them over, each loaded when it is first asked for.
 */
interface Archive {
	load(path: string): Promise<ArrayBuffer>;
	pagefind(): Promise<unknown>;
	/** Called by the scripts that carry files: the text, or the bytes in base 64. */
	take(path: string, content: { readonly text?: string; readonly base64?: string }): void;
	/** Called by the scripts that are modules: the modules they need first, and what they do. */
	define(file: string, needs: readonly string[], run: Run): void;
	import(file: string): Promise<Exports>;
}

type Exports = Record<string, unknown>;
type Run = (require: (name: string) => Exports, exports: Exports) => void;

interface Pagefind {
	createInstance(options: object): Engine;
}

interface Engine {
	init(): Promise<void>;
	options(options: object): Promise<void>;
	search(query: string): Promise<unknown>;
}

const root = new URL(document.documentElement.dataset['base'] ?? './', document.baseURI).href;
const asked = new Map<string, Promise<ArrayBuffer>>();
const taken = new Map<string, ArrayBuffer>();
const defined = new Map<string, { readonly needs: readonly string[]; readonly run: Run }>();
const done = new Map<string, Exports>();

const archive: Archive = {
	load(path) {
		const pendingFile =
			asked.get(path) ??
			loadScript(`_/files/${path}.js`).then(() => taken.get(path) ?? failMissingFile(path));
		asked.set(path, pendingFile);
		return pendingFile;
	},
	async pagefind() {
		const { createInstance } = (await archive.import('_/pagefind.js')) as unknown as Pagefind;
		const engine = createInstance({ basePath: `${root}pagefind/`, noWorker: true });
		await engine.init();
		// The instance was told above to do without a worker; it takes no such option later.
		const options = ({ noWorker: _, ...rest }: { noWorker?: boolean }) => engine.options(rest);
		return { ...engine, options };
	},
	define(file, needs, run) {
		defined.set(file, { needs, run });
	},
	async import(file) {
		await loadWithNeeds(file, new Set());
		return run(file);
	},
	take(path, { text, base64 }) {
		const bytes =
			base64 === undefined
				? new TextEncoder().encode(text)
				: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
		taken.set(path, bytes.buffer);
	},
};

Object.assign(globalThis, { drydockArchive: archive });

const fetchElsewhere = globalThis.fetch;
globalThis.fetch = async (input, init) => {
	const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
	const isOwn = url.href.startsWith(root);
	if (!isOwn) return fetchElsewhere(input, init);
	const path = decodeURIComponent(url.href.slice(root.length).replace(/[?#].*$/, ''));
	return new Response(await archive.load(path));
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

/** The same for a script that goes somewhere itself, in browsers that tell of it. */
globalThis.navigation?.addEventListener('navigate', (event) => {
	const wanted = withFile(event.destination.url);
	if (!event.cancelable || event.hashChange || wanted === event.destination.url) return;
	event.preventDefault();
	location.assign(wanted);
});

async function loadWithNeeds(file: string, seen: Set<string>): Promise<void> {
	if (seen.has(file)) return;
	seen.add(file);
	if (!defined.has(file)) await loadScript(file);
	await Promise.all(
		(defined.get(file)?.needs ?? failMissingFile(file)).map((need) => loadWithNeeds(need, seen)),
	);
}

/** What a module exports; it runs when it is first asked for. All that it needs is loaded. */
function run(file: string): Exports {
	const finishedExports = done.get(file);
	if (finishedExports !== undefined) return finishedExports;
	const exports: Exports = {};
	done.set(file, exports);
	const folder = file.replace(/[^/]*$/, '');
	defined.get(file)?.run((name) => run(name.replace('./', folder)), exports);
	return exports;
}

function withFile(address: string): string {
	if (!address.startsWith(root)) return address;
	const url = new URL(address);
	if (url.pathname.endsWith('/')) url.pathname += 'index.html';
	return url.href;
}

function loadScript(path: string): Promise<void> {
	return new Promise((loaded, failed) => {
		const script = document.createElement('script');
		script.src = root + path.split('/').map(encodeURIComponent).join('/');
		script.onload = () => loaded();
		script.onerror = () => failed(new Error(`${path} is missing from this archive. Unpack it again, whole.`));
		document.head.append(script);
	});
}

function failMissingFile(path: string): never {
	throw new Error(`${path} is not in this archive.`);
}
