import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { syntax } from '#core/lint/syntax.ts';
import { folderWith } from '../../folder-with.ts';
import { hasEngine } from '../live-engine.ts';
import { generateComposeFiles, WRITTEN_COMPOSE_FILES } from './compose-files.ts';

const live = hasEngine('which compose files Compose refuses');

/** What Compose says, `undefined` where it takes the file. */
function readRefusal(text: string): string | undefined {
	const call = ['compose', '--project-name', 'drydock-witness', 'config', '--quiet'];
	const { status, stderr } = spawnSync('docker', call, {
		cwd: folderWith({ 'compose.yaml': text }),
		encoding: 'utf8',
		timeout: 60_000,
	});
	return status === 0 ? undefined : stderr.trim().split('\n').at(-1);
}

/** Nothing else lies beside the file. */
const context = { files: ['compose.yaml'], isIgnored: () => false, read: () => undefined };

/** Every file of which the two think differently. */
function listDifferences(files: readonly string[]) {
	return files.flatMap((text) => {
		const engine = readRefusal(text);
		const [ours] = lint({ path: 'compose.yaml', text }, { rules: [syntax], context });
		return (engine === undefined) === (ours === undefined) ? [] : [{ text, engine, ours: ours?.message }];
	});
}

describe.skipIf(!live)('Compose and the linter refuse the same files', () => {
	test('for every key of the specification, with values of every kind', { timeout: 600_000 }, () => {
		const files = generateComposeFiles();
		expect(files.length).toBeGreaterThan(200);
		expect(listDifferences(files)).toEqual([]);
	});

	test('that somebody may write', { timeout: 300_000 }, () => {
		expect(WRITTEN_COMPOSE_FILES.length).toBeGreaterThan(150);
		expect(listDifferences(WRITTEN_COMPOSE_FILES)).toEqual([]);
	});
});
