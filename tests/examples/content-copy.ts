import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listBaseNames } from '#examples/base-names.ts';
import type { Evidence } from '#examples/evidence/evidence.ts';
import { buildEvidenceInputs } from '#examples/evidence/inputs-hash.ts';
import { computeSeal } from '#examples/evidence/seal.ts';
import { loadContent } from '#examples/load.ts';

/** What one case changes in the good content. Paths are relative to the content folder. */
export interface Change {
	/** Replaces a text that stands exactly once in the file. */
	readonly edit?: Readonly<Record<string, readonly [from: string, to: string]>>;
	readonly add?: Readonly<Record<string, string>>;
	/** Bytes, in base64. */
	readonly addBytes?: Readonly<Record<string, string>>;
	readonly copy?: Readonly<Record<string, string>>;
	readonly remove?: readonly string[];
	/** Link -> target. */
	readonly link?: Readonly<Record<string, string>>;
	/** What the engine is said to have measured; an empty record leaves the example without evidence. */
	readonly measured?: Readonly<Record<string, readonly [before: number, after: number]>>;
	/**
	 * What somebody writes into the record of `pinned` by hand, by the way to the value (`before/measurements/x`), and then
	 * seals anew, as everybody can. `null` takes the value away.
	 */
	readonly forged?: Readonly<Record<string, unknown>>;
	/** Made once the evidence is recorded. */
	readonly later?: Change;
}

const good = fileURLToPath(new URL('good', import.meta.url));
const MEASURED: NonNullable<Change['measured']> = { 'build.image-bytes': [2000, 1000] };

/** Puts the good content, changed, into `<folder>/content`, with evidence that fits it as a recording would. */
export function writeContent(folder: string, change: Change = {}): string {
	const content = join(folder, 'content');
	cpSync(good, content, { recursive: true });
	apply(content, change);
	record(folder, content, change.measured ?? MEASURED);
	if (change.forged !== undefined) forge(join(content, 'examples/pinned/evidence.json'), change.forged);
	apply(content, change.later ?? {});
	return content;
}

function apply(content: string, { copy, remove, edit, add, addBytes, link }: Change): void {
	for (const [to, from] of Object.entries(copy ?? {})) {
		cpSync(join(content, from), join(content, to), { recursive: true });
	}
	for (const path of remove ?? []) rmSync(join(content, path), { recursive: true });
	for (const [path, [from, to]] of Object.entries(edit ?? {})) {
		const text = readFileSync(join(content, path), 'utf8');
		const parts = text.split(from);
		if (parts.length !== 2) throw new Error(`${path}: «${from}» stands ${parts.length - 1} times in it.`);
		writeFileSync(join(content, path), parts.join(to));
	}
	for (const [path, text] of Object.entries(add ?? {})) write(join(content, path), text);
	for (const [path, bytes] of Object.entries(addBytes ?? {})) {
		write(join(content, path), Buffer.from(bytes, 'base64'));
	}
	for (const [path, target] of Object.entries(link ?? {})) symlinkSync(target, join(content, path));
}

function write(path: string, content: string | Uint8Array): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}

function forge(file: string, forged: NonNullable<Change['forged']>): void {
	const evidence = JSON.parse(readFileSync(file, 'utf8'));
	for (const [way, value] of Object.entries(forged)) {
		const steps = way.split('/');
		const last = steps.pop() ?? '';
		const holder = steps.reduce((inner, step) => inner[step], evidence);
		if (value === null) delete holder[last];
		else holder[last] = value;
	}
	writeFileSync(file, JSON.stringify({ ...evidence, seal: computeSeal(evidence) }, undefined, '\t'));
}

/** Stands in for the engine: the numbers are given, hash, results and seal are made as it makes them. */
function record(root: string, content: string, measured: NonNullable<Change['measured']>): void {
	if (Object.keys(measured).length === 0) return;
	for (const example of loadContent(content, root).examples.values()) {
		const side = (index: 0 | 1) => ({
			measurements: Object.fromEntries(
				Object.entries(measured).map(([name, values]) => [
					name,
					{ value: values[index], unit: 'bytes' as const },
				]),
			),
			layers: [],
			sessions: [],
			timelines: {},
		});
		const [before, after] = [side(0), side(1)];
		const claims = example.manifest.run.claims.flatMap((claim) => {
			const values = [before.measurements[claim.measure], after.measurements[claim.measure]] as const;
			if (!values[0] || !values[1]) return [];
			return [{ id: claim.id, before: values[0].value, after: values[1].value, holds: true as const }];
		});
		const evidence: Omit<Evidence, 'seal'> = {
			version: 1,
			example: example.id,
			recorded: '2026-11-24T00:00:00Z',
			inputs: buildEvidenceInputs(example.manifest.run, example.sides),
			engine: { docker: '28.5.2', buildkit: '0.25.0', buildx: '0.29.0', platform: 'linux/amd64', cpus: 2 },
			bases: listBaseNames(example).map((name) => ({
				name,
				origin: 'registry' as const,
				digest: name.split('@')[1] ?? `sha256:${'b'.repeat(64)}`,
			})),
			before,
			after,
			claims,
		};
		const file = join(example.folder, 'evidence.json');
		if (!existsSync(file)) {
			writeFileSync(
				file,
				`${JSON.stringify({ ...evidence, seal: computeSeal(evidence) }, undefined, '\t')}\n`,
			);
		}
	}
}
