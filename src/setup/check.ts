import { main, runNode, say } from './steps.ts';

/** `npm run check`: form, types, and nothing that is unused. */
export async function check(): Promise<void> {
	say('Checking form and style …');
	await runNode('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings']);
	say('Checking types …');
	for (const project of ['src/core', 'src', 'tests'])
		await runNode('node_modules/typescript/bin/tsc', ['-p', project]);
	await runNode('node_modules/astro/bin/astro.mjs', [
		'check',
		'--tsconfig',
		'src/site/tsconfig.json',
		'--minimumFailingSeverity',
		'error',
	]);
	say('Looking for files, exports and packages that nothing uses …');
	await runNode('node_modules/knip/bin/knip.js', []);
}

if (import.meta.main) await main(check);
