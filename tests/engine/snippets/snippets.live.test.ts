import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import type { Engine } from '#engine/engine.ts';
import { hasEngine, objectsOfRun } from '../live-engine.ts';
import { EXCUSED } from './excused.ts';
import { type Outside, openOutside } from './outside.ts';
import { listRightSnippets } from './right-snippets.ts';
import { findRunner } from './runners.ts';

/** As many as the machine of CI has processors. */
vi.setConfig({ maxConcurrency: 2 });

describe.skipIf(!hasEngine('right snippets, built and started'))('what a page shows as right works', () => {
	let engine: Engine;
	let outside: Outside;
	beforeAll(async () => {
		engine = await connectDocker();
		outside = await openOutside(engine);
	});
	afterAll(async () => {
		expect(await engine.cleanUp()).toEqual([]);
		expect(objectsOfRun(engine.runId)).toEqual([]);
	});

	const toRun = listRightSnippets().filter(({ id }) => EXCUSED[id] === undefined);
	test.concurrent.each(toRun)('$id', async (snippet) => {
		const runSnippet = findRunner(snippet);
		if (!runSnippet) throw new Error(`Nothing runs \`${snippet.main}\`: say in excused.ts why.`);
		await runSnippet(snippet, outside);
	});
});
