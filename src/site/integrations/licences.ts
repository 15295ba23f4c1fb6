import { cpSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { LICENCES, listPackages, readOwnLicence, writeLicences } from '#workspace/licences.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/** Copied whole into every site, so that no module names it: what searches the full text. */
const COPIED = [`${project}node_modules/pagefind/package.json`];

/** Puts the licence of everything that a page loads beside the pages: packages in its scripts, the font, our own. */
export function publishLicences(): AstroIntegration {
	const modules = new Set(COPIED);
	const collect = {
		name: 'drydock-shipped-modules',
		generateBundle: (_options: unknown, files: Readonly<Record<string, object>>) => {
			for (const file of Object.values(files))
				if ('modules' in file) for (const module of Object.keys(Object(file.modules))) modules.add(module);
		},
	};
	// Written with the scripts, so that they are there as well where those are taken from an earlier build.
	const publish = {
		name: 'drydock-licences-of-modules',
		writeBundle: ({ dir }: { readonly dir?: string | undefined }) => {
			if (dir !== undefined) writeLicences(dir, listPackages(project, modules));
		},
	};
	const isForBrowsers = ({ name }: { readonly name: string }) => name === 'client';
	return {
		name: 'drydock-licences',
		hooks: {
			'astro:config:setup': ({ updateConfig }) => {
				const plugins = [collect, publish].map((plugin) => ({
					...plugin,
					applyToEnvironment: isForBrowsers,
				}));
				updateConfig({ vite: { plugins, worker: { plugins: () => [collect] } } });
			},
			'astro:build:done': ({ dir }) => {
				const site = fileURLToPath(dir);
				cpSync(`${project}src/site/fonts/LICENSE.txt`, `${site}${LICENCES}/source-serif-4.txt`);
				const { licence, notice } = readOwnLicence(project);
				writeFileSync(`${site}LICENSE.txt`, licence);
				writeFileSync(`${site}NOTICE.txt`, notice);
			},
		},
	};
}
