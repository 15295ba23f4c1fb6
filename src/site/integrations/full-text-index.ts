import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Indexes the built pages for full-text search; pages without `data-pagefind-body` are left out. */
export function indexFullText(): AstroIntegration {
	return {
		name: 'drydock-search-index',
		hooks: {
			'astro:build:done': async ({ dir, logger }) => {
				const { close, createIndex } = await import('pagefind');
				const folder = fileURLToPath(dir);
				try {
					const { index, errors } = await createIndex({
						excludeSelectors: ['.no', '.mark', '.anchor', '.copy', '.tabs', '.switch'],
					});
					if (index === undefined)
						throw new Error(`The search index could not be started: ${errors.join('; ')}`);
					const added = await index.addDirectory({ path: folder });
					const written = await index.writeFiles({ outputPath: `${folder}pagefind` });
					const failures = [...added.errors, ...written.errors];
					if (failures.length > 0) throw new Error(`The search index is not whole: ${failures.join('; ')}`);
					logger.info(`${added.page_count} pages can be searched.`);
				} finally {
					await close();
				}
			},
		},
	};
}
