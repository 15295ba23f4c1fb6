import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const silence = new URL('../../src/bench/mutants/silence.ts', import.meta.url).href;

/** How a process ends that does this, and that may use a second of processor time in silence. */
function run(work: string) {
	const script = `import { endWhenSilent, readProcessorSeconds } from '${silence}'; const hear = endWhenSilent(1); ${work}`;
	return spawnSync(process.execPath, ['--input-type=module', '--eval', script]).signal ?? 'as it likes';
}

test('a process that works without end is ended', () => {
	expect(run('for (;;);')).toBe('SIGKILL');
});

test('a process that waits without being heard is left alone', () => {
	expect(run('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);')).toBe('as it likes');
});

test('a process that is heard may work on', () => {
	expect(run('while (readProcessorSeconds() < 2) hear();')).toBe('as it likes');
});
