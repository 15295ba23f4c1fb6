import { root, runMain, runNode } from './steps.ts';

/** `npm run dev`: the site with reload; problems of the content are shown in the browser. */
await runMain(async () => {
	await runNode('node_modules/astro/bin/astro.mjs', ['dev', ...process.argv.slice(2)], {
		env: {
			ASTRO_TELEMETRY_DISABLED: '1',
			// What a build has compiled is there already.
			NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? `${root}.cache/node`,
		},
	});
});
