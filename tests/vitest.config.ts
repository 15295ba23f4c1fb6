import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `--mode live` runs the tests against a real Docker Engine, one file at a time; every other mode runs all the rest. */
export default defineConfig(({ mode }) => {
	const live = mode === 'live';
	return {
		test: {
			root: fileURLToPath(new URL('..', import.meta.url)),
			include: [live ? 'tests/**/*.live.test.ts' : 'tests/**/*.test.ts'],
			exclude: [...(live ? [] : ['tests/**/*.live.test.ts']), 'node_modules/**'],
			fileParallelism: !live,
			// Modules are loaded once for all files of a worker: no test changes what another one imports.
			isolate: live,
			testTimeout: live ? 600_000 : 30_000,
			hookTimeout: live ? 600_000 : 30_000,
		},
	};
});
