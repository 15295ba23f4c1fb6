import type { RebuildStep } from '#core/rebuild/model.ts';
import type { LoadedExample } from '#examples/content.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { predictEdit, readSideInput } from '#examples/rebuilds.ts';
import { findMeasurement, formatMeasurement } from './measurements.ts';

/** What an edit of one of these files runs again on either side; they all do the same. */
export interface EditedFiles {
	readonly paths: readonly string[];
	readonly sides: readonly EditedSide[];
}

export interface EditedSide {
	readonly side: Side;
	readonly steps: readonly RebuildStep[];
	/** How long a build after such an edit took, where that was measured. */
	readonly seconds?: string;
}

/** The files of an example that can be edited, in groups of those that do the same, with what each runs again. */
export function listRebuilds(example: LoadedExample): EditedFiles[] {
	const measured = listMeasuredEdits(example);
	const groups = new Map<string, { paths: string[]; sides: EditedSide[] }>();
	for (const path of listEditable(example, measured)) {
		const sides = SIDES.flatMap((side) => predictSide(example, side, path, measured.get(path)));
		const key = JSON.stringify(sides.map(({ steps }) => steps.map(({ verdict }) => verdict)));
		const group = groups.get(key);
		if (group) group.paths.push(path);
		else groups.set(key, { paths: [path], sides });
	}
	return [...groups.values()];
}

/** Files whose edit was measured first, then all others that both sides have. */
function listEditable({ sides }: LoadedExample, measured: ReadonlyMap<string, string>): string[] {
	const [before, after] = SIDES.map((side) => sides[side].files.map(({ path }) => path));
	const both = (before ?? []).filter(
		(path) => after?.includes(path) && !/(?:^|\/)(?:Dockerfile|\..*)$/.test(path),
	);
	return [...both.filter((path) => measured.has(path)), ...both.filter((path) => !measured.has(path))];
}

/** By its file, the experiment that edits nothing else and builds again. */
function listMeasuredEdits({ manifest }: LoadedExample): Map<string, string> {
	return new Map(
		manifest.run.experiments.flatMap(({ name, do: kind, with: wishes }) => {
			const edits: unknown = kind === 'rebuild' ? wishes['edits'] : undefined;
			const [only, another]: unknown[] = Array.isArray(edits) ? edits : [];
			const isOne = typeof only === 'object' && only !== null && 'file' in only && another === undefined;
			return isOne && typeof only.file === 'string' ? [[only.file, name] as const] : [];
		}),
	);
}

function predictSide(
	{ sides, evidence }: LoadedExample,
	side: Side,
	path: string,
	experiment: string | undefined,
): EditedSide[] {
	const input = readSideInput(sides[side]);
	if (!input) return [];
	const measured =
		experiment === undefined ? undefined : findMeasurement(evidence, side, `${experiment}.seconds`);
	const steps = predictEdit(input, path);
	return [measured ? { side, steps, seconds: formatMeasurement(measured) } : { side, steps }];
}

/** `3 of 4 steps run again`. */
export function describeAgain(steps: readonly RebuildStep[]): string {
	const again = steps.filter(({ verdict }) => verdict === 'again').length;
	return `${again} of ${steps.length} steps ${again === 1 ? 'runs' : 'run'} again`;
}
