import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { forgetContent } from '../data/content.ts';
import { contentFolder } from '../settings.ts';

/**
 * Holds the build to the content's word: stops it with every problem at once, and in dev shows them in the browser until
 * they are mended. Editing a file of the content reloads the page.
 */
export function validate(): AstroIntegration {
	return {
		name: 'drydock-validate',
		hooks: {
			'astro:server:setup': ({ server }) => {
				const folder = fileURLToPath(contentFolder);
				server.watcher.add(folder);
				server.watcher.on('all', (_event, path) => {
					if (!path.startsWith(folder)) return;
					forgetContent();
					server.ws.send({ type: 'full-reload' });
				});
			},
		},
	};
}
