import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Evidence, evidenceSchema } from '#examples/evidence/evidence.ts';
import { buildEvidenceInputs } from '#examples/evidence/inputs-hash.ts';
import { computeSeal } from '#examples/evidence/seal.ts';
import type { Example } from '#examples/example.ts';
import type { EngineFacts } from './engine.ts';
import { EngineFailure } from './failure.ts';
import type { ExampleRun } from './run-example.ts';

/** The evidence that a run gives. Only for runs whose claims all hold. */
export function buildEvidence(
	example: Example,
	run: ExampleRun,
	engine: EngineFacts,
	recorded: Date,
): Evidence {
	const { manifest, sides } = example;
	const unsealed: Omit<Evidence, 'seal'> = {
		version: 1,
		example: example.id,
		recorded: recorded.toISOString(),
		inputs: buildEvidenceInputs(manifest.run, sides),
		engine,
		bases: [...run.bases],
		before: run.before,
		after: run.after,
		claims: run.claims.map(({ claim: { id, measure } }) => ({
			id,
			before: getMeasuredValue(run.before, measure),
			after: getMeasuredValue(run.after, measure),
			holds: true,
		})),
	};
	return evidenceSchema.parse({ ...unsealed, seal: computeSeal(unsealed) });
}

/** Writes `evidence.json` whole or not at all: sorted keys, tabs, so that two runs can be compared line by line. */
export async function writeEvidence(folder: string, evidence: Evidence): Promise<void> {
	const file = join(folder, 'evidence.json');
	const draft = `${file}.${process.pid}.tmp`;
	try {
		await writeFile(draft, `${JSON.stringify(sortKeys(evidence), null, '\t')}\n`);
		await rename(draft, file);
	} catch (error) {
		await rm(draft, { force: true });
		throw createWriteFailure(file, error);
	}
}

function createWriteFailure(file: string, error: unknown): EngineFailure {
	const reason = error instanceof Error ? error.message : String(error);
	const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
	return new EngineFailure(
		isFull ? 'disk-full' : 'evidence-not-written',
		isFull ? 'The disk that the evidence is written to is full.' : 'The evidence could not be written.',
		`${isFull ? 'Free some space' : `Make ${file} writable`}, then run the command again. The evidence that was there is as it was.`,
		reason,
	);
}

function getMeasuredValue({ measurements }: Evidence['before'], measure: string): number | string | boolean {
	const measurement = measurements[measure];
	if (measurement === undefined) throw new Error(`a claim that holds has no measurement: ${measure}`);
	return measurement.value;
}

function sortKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, item]) => [key, sortKeys(item)]),
	);
}
