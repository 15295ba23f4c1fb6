import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { formatProblems } from '#core/report/problems.ts';
import { validateContent } from '#examples/validate.ts';
import { forgetContent } from '../data/content.ts';
import { contentFolder } from '../settings.ts';

/** The part of Vite's server that is used here. */
interface DevServer {
	readonly watcher: {
		add(path: string): unknown;
		on(event: 'all', listener: (event: string, path: string) => void): unknown;
	};
	readonly ws: {
		on(event: 'connection', listener: () => void): void;
		send(message: { type: 'full-reload' } | { type: 'error'; err: { message: string; stack: string } }): void;
	};
}

const folder = fileURLToPath(contentFolder).replace(/[/\\]$/, '');
const projectContent = `${process.cwd()}/content`;

/** The most problems shown over a page; mending those brings up the rest. */
const MOST_SHOWN = 8;

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
				if (process.env['DRYDOCK_VALIDATED'] === undefined) stopOnProblems();
			},
			'astro:server:setup': ({ server }) => showProblems(server),
		},
	};
}

function stopOnProblems(): void {
	const { problems } = check(false);
	if (problems.length > 0) throw new Error(`The content has problems.\n\n${formatProblems(problems)}`);
}

function showProblems({ watcher, ws }: DevServer): void {
	let overlay = makeErrorOverlay();
	// The page listens a moment after it has connected.
	ws.on('connection', () => setTimeout(() => overlay && ws.send(overlay), 150));
	watcher.add(folder);
	let waiting: NodeJS.Timeout | undefined;
	watcher.on('all', (_event, path) => {
		if (!path.startsWith(folder)) return;
		forgetContent();
		// An editor writes a file in several steps; one reload is enough.
		clearTimeout(waiting);
		waiting = setTimeout(() => {
			overlay = makeErrorOverlay();
			ws.send({ type: 'full-reload' });
		}, 60);
	});
}

function makeErrorOverlay(): { type: 'error'; err: { message: string; stack: string } } | undefined {
	const { problems } = check(true);
	if (problems.length === 0) return undefined;
	const more = problems.length > MOST_SHOWN ? `\n… and ${problems.length - MOST_SHOWN} more.` : '';
	const title =
		problems.length === 1 ? 'The content has a problem.' : `The content has ${problems.length} problems.`;
	return {
		type: 'error',
		err: { message: `${title}\n\n${formatProblems(problems.slice(0, MOST_SHOWN))}${more}`, stack: '' },
	};
}

function check(isDraft: boolean) {
	return validateContent(folder, {
		isDraft,
		publicFolder: `${process.cwd()}/public`,
		...(folder === projectContent ? { project: process.cwd() } : {}),
	});
}
