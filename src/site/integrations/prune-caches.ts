import type { AstroIntegration } from 'astro';
import { listCaches } from '../caches.ts';

/** After a build, removes from its caches what has not been used for long. */
export function pruneCaches(): AstroIntegration {
	return {
		name: 'drydock-prune-caches',
		hooks: {
			'astro:build:done': () => {
				for (const cache of listCaches()) cache.prune();
			},
		},
	};
}
