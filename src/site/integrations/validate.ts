import type { AstroIntegration } from 'astro';
import { formatProblems } from '#core/report/problems.ts';
import { forgetContent } from '../data/content/shared-content.ts';
import { contentPlace } from '../settings.ts';

interface ErrorOverlay {
	readonly type: 'error';
	readonly err: { readonly message: string; readonly stack: string };
}

/** The part of Vite's server that is used here. */
interface DevServer {
	readonly watcher: {
		add(path: string): unknown;
		on(event: 'all', listener: (event: string, path: string) => void): unknown;
	};
	/** Where pages are made, by name. */
	readonly environments: Readonly<
		Record<string, { readonly hot: { send(event: string, data: object): void } }>
	>;
	readonly ws: {
		on(event: 'connection', listener: () => void): void;
		send(message: { readonly type: 'full-reload' } | ErrorOverlay): void;
	};
}

const projectContent = `${process.cwd()}/content`;
const folders = [contentPlace.folder, ...(contentPlace.base === undefined ? [] : [contentPlace.base])];

/** The most problems shown over a page; mending those brings up the rest. */
const MOST_SHOWN = 8;

/** Milliseconds without an edit after which everything is held to its word; the page has been reloaded by then. */
const CHECK_AFTER = 800;

/**
 * Holds the build to the content's word: stops it with every problem at once, and in dev shows them over the page until
 * they are mended. Editing a file of the content reloads the page.
 */
export function validate(): AstroIntegration {
	return {
		name: 'drydock-validate',
		hooks: {
			'astro:build:start': () => {
				// `npm run build` has done so already, and printed what it found.
				if (process.env['DRYDOCK_VALIDATED'] === undefined) return stopOnProblems();
				return undefined;
			},
			'astro:server:setup': ({ server }) => showProblems(server),
		},
	};
}

async function stopOnProblems(): Promise<void> {
	const { problems } = await check(false);
	if (problems.length > 0) throw new Error(`The content has problems.\n\n${formatProblems(problems)}`);
}

function showProblems({ watcher, ws, environments }: DevServer): void {
	let overlay: ErrorOverlay | undefined;
	let isChecked = false;
	const showOverlay = async () => {
		if (!isChecked) overlay = await makeErrorOverlay();
		isChecked = true;
		if (overlay) ws.send(overlay);
	};
	// The page listens a moment after it has connected; the first one is shown before anything is held to its word.
	ws.on('connection', () => setTimeout(showOverlay, 150));
	for (const folder of folders) watcher.add(folder);
	let reloading: NodeJS.Timeout | undefined;
	let checking: NodeJS.Timeout | undefined;
	watcher.on('all', (_event, path) => {
		if (!folders.some((folder) => path.startsWith(`${folder}/`))) return;
		forgetContent();
		// Astro keeps the addresses of each route; a page that is new or has another name is none of them.
		for (const { hot } of Object.values(environments)) hot.send('astro:content-changed', {});
		// An editor writes a file in several steps; one reload is enough. The page comes first, what is wrong with it after.
		clearTimeout(reloading);
		clearTimeout(checking);
		reloading = setTimeout(() => {
			overlay = undefined;
			ws.send({ type: 'full-reload' });
		}, 60);
		checking = setTimeout(() => {
			isChecked = false;
			showOverlay();
		}, CHECK_AFTER);
	});
}

async function makeErrorOverlay(): Promise<ErrorOverlay | undefined> {
	const { problems } = await check(true);
	if (problems.length === 0) return undefined;
	const more = problems.length > MOST_SHOWN ? `\n… and ${problems.length - MOST_SHOWN} more.` : '';
	const title =
		problems.length === 1 ? 'The content has a problem.' : `The content has ${problems.length} problems.`;
	return {
		type: 'error',
		err: { message: `${title}\n\n${formatProblems(problems.slice(0, MOST_SHOWN))}${more}`, stack: '' },
	};
}

/** What reads and checks content is loaded with it: the dev server listens before. */
async function check(isDraft: boolean) {
	const [{ validateLoaded }, { getSiteContent }] = await Promise.all([
		import('#examples/validate.ts'),
		import('../data/content/content.ts'),
	]);
	return validateLoaded(getSiteContent(), {
		isDraft,
		publicFolder: `${process.cwd()}/public`,
		project: contentPlace.folder === projectContent ? process.cwd() : undefined,
	});
}
