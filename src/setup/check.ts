import { runMain, runNode, StepFailed, say } from './steps.ts';

const TYPESCRIPT = 'node_modules/typescript/bin/tsc';
const ASTRO = ['check', '--tsconfig', 'src/site/tsconfig.json', '--minimumFailingSeverity', 'error'];

const CHECKS: readonly (readonly [says: string, script: string, args: readonly string[]])[] = [
	['form and style', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings']],
	['the types of the core, with nothing of Node or the browser in reach', TYPESCRIPT, ['-p', 'src/core']],
	['the types of the rest', TYPESCRIPT, ['-p', 'src']],
	['the types of the service worker', TYPESCRIPT, ['-p', 'src/offline/worker']],
	['the types of what runs in the archive', TYPESCRIPT, ['-p', 'src/offline/page']],
	['the types of the tests', TYPESCRIPT, ['-p', 'tests']],
	['the types of the site', 'node_modules/astro/bin/astro.mjs', ASTRO],
	['that nothing is unused', 'node_modules/knip/bin/knip.js', ['--no-config-hints']],
];

/** `npm run check`: form, types, and nothing that is unused. Goes on after a failure, so that one run shows them all. */
export async function check(): Promise<void> {
	const failed: string[] = [];
	for (const [says, script, args] of CHECKS) {
		say(`Checking ${says} …`);
		if ((await runNode(script, args, { mayFail: true })) !== 0) failed.push(says);
	}
	if (failed.length > 0) throw new StepFailed(`checking ${failed.join(', ')}`, 1);
}

if (import.meta.main) await runMain(check);
