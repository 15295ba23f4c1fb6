import { buildSite } from './build.ts';
import { runMain, runNode } from './steps.ts';

/** `npm start`: build, then serve the result at http://127.0.0.1:4321/ (further arguments go to `drydock serve`). */
await runMain(async () => {
	// Addresses on the pages, such as the one to give to `docker build`, work as pasted where the pages are served.
	process.env['SITE'] ||= 'http://127.0.0.1:4321/';
	await buildSite();
	await runNode('src/cli/main.ts', ['serve', 'dist', ...process.argv.slice(2)]);
});
