import type { Problem } from '#core/problem.ts';
import type { Evidence, Measurement, Session, SideEvidence } from '#examples/evidence/evidence.ts';
import type { Example } from '#examples/example.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import type { Measure } from './experiments/experiment.ts';
import { formatExampleFolder, type Plan } from './plan.ts';
import type { ExampleRun } from './run-example.ts';

/** Two machines may differ in speed by so much, and a short time by so many seconds. */
const TIME_FACTOR = 8;
const TIME_SLACK = 3;
/** One run alone can meet a pause of the engine: builds of a second have taken half a minute. */
const SLACK_OF_ONE_RUN = 40;

/** What stands on a base image that is not the very one of the record may differ by this share. */
const OTHER_BASE_SHARE = 0.3;

/** What a run gave against what the evidence says. Empty: the same, within what each measure allows. */
export function compareEvidence(
	recorded: Evidence,
	run: ExampleRun,
	plan: Pick<Plan, 'experiments'>,
): string[] {
	const hasSameBases = isSame(recorded.bases.map(formatBase).sort(), run.bases.map(formatBase).sort());
	const names = isSame(
		recorded.bases.map(({ name }) => name).sort(),
		run.bases.map(({ name }) => name).sort(),
	);
	return [
		...(names ? [] : ['bases: the run starts from other images than the evidence says']),
		...compareStandIns(recorded.bases, run.bases),
		...SIDES.flatMap((side) => compareSides(side, recorded[side], run[side], plan, hasSameBases)),
	];
}

export function createDifferenceProblem(example: Example, differences: readonly string[]): Problem {
	return {
		code: 'evidence-differs',
		path: `${formatExampleFolder(example)}/evidence.json`,
		detail: 'The run does not give what the evidence says.',
		frame: differences.join('\n'),
		fix: `Find out what has changed. Where the new values are right, run \`npm run --silent drydock -- verify ${example.id} --record\`.`,
	};
}

function formatBase({ name, digest }: Evidence['bases'][number]): string {
	return `${name}@${digest}`;
}

/** Made here both times, they are made of the same; only which authorities a machine trusts is its own. */
function compareStandIns(recorded: Evidence['bases'], fresh: ExampleRun['bases']): string[] {
	const readRecipe = (madeOf: string) =>
		madeOf.replace(/, and \d+ certificate authorities of the machine/, '');
	return recorded.flatMap(({ name, madeOf }) => {
		const now = fresh.find((base) => base.name === name)?.madeOf;
		if (madeOf === undefined || now === undefined || readRecipe(madeOf) === readRecipe(now)) return [];
		return [`bases: ${name} is made of something else than the evidence says`];
	});
}

function compareSides(
	side: Side,
	recorded: SideEvidence,
	fresh: SideEvidence,
	{ experiments }: Pick<Plan, 'experiments'>,
	hasSameBases: boolean,
): string[] {
	const findMeasure = (name: string): Measure | undefined => {
		const [experiment, key = ''] = name.split('.');
		return experiments.find((planned) => planned.name === experiment)?.experiment.measures[key];
	};
	const names = [
		...new Set([...Object.keys(recorded.measurements), ...Object.keys(fresh.measurements)]),
	].sort();
	const values = names.flatMap((name) => {
		const [old, now] = [recorded.measurements[name], fresh.measurements[name]];
		if (old === undefined) return [];
		if (now === undefined) return [`${name}: not given by the run`];
		return isWithin(old, now, findMeasure(name), hasSameBases)
			? []
			: [`${name}: recorded ${formatValue(old)}, now ${formatValue(now)}`];
	});
	return [
		...values,
		...compareLayers(recorded.layers, fresh.layers),
		...compareSessions(recorded.sessions, fresh.sessions),
	].map((text) => `${side}: ${text}`);
}

/** The steps that made the image, apart from those of its base. */
function compareLayers(recorded: SideEvidence['layers'], fresh: SideEvidence['layers']): string[] {
	const [old, now] = [recorded, fresh].map((layers) =>
		layers.filter(({ fromBase }) => !fromBase).map(({ createdBy }) => maskIds(createdBy)),
	) as [string[], string[]];
	return isSame(old, now) ? [] : ['layers: other steps have made them than the evidence says'];
}

function isWithin(
	old: Measurement,
	now: Measurement,
	measure: Measure | undefined,
	hasSameBases: boolean,
): boolean {
	if (old.unit !== now.unit) return false;
	if (old.value === now.value || measure?.varies === 'freely') return true;
	if (typeof old.value === 'string' && typeof now.value === 'string')
		return maskIds(old.value) === maskIds(now.value);
	if (typeof old.value !== 'number' || typeof now.value !== 'number') return false;
	const [small, large] = [old.value, now.value].sort((a, b) => a - b) as [number, number];
	if (measure?.isTime === true || old.unit === 'seconds')
		return large <= small * TIME_FACTOR || large - small <= getTimeSlack(old, now);
	const stated = typeof measure?.varies === 'number' ? measure.varies : 0;
	const share = hasSameBases || measure?.isOfBase !== true ? stated : Math.max(stated, OTHER_BASE_SHARE);
	return large - small <= Math.abs(large) * share;
}

function getTimeSlack(...times: readonly Measurement[]): number {
	return times.some(({ runs }) => runs?.length === 1) ? SLACK_OF_ONE_RUN : TIME_SLACK;
}

function formatValue({ value, unit }: Measurement): string {
	const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value);
	return unit === 'bytes' || unit === 'seconds' ? `${text} ${unit}` : text;
}

/** Commands and exit codes are the same; of what was printed, at least half the lines are there again. */
function compareSessions(recorded: readonly Session[], fresh: readonly Session[]): string[] {
	const ids = [...new Set([...recorded, ...fresh].map(({ id }) => id))];
	return ids.flatMap((id) => {
		const [old, now] = [recorded, fresh].map((sessions) => sessions.find((session) => session.id === id));
		if (old === undefined || now === undefined)
			return [`session ${id}: ${old === undefined ? 'not in the evidence' : 'not given by the run'}`];
		if (maskIds(old.command) !== maskIds(now.command)) return [`session ${id}: another command`];
		if (old.exitCode !== now.exitCode)
			return [`session ${id}: recorded exit code ${old.exitCode}, now ${now.exitCode}`];
		const lines = new Set(maskIds(now.output).split('\n'));
		const oldLines = maskIds(old.output).split('\n');
		const found = oldLines.filter((line) => lines.has(line)).length;
		return found * 2 >= oldLines.length ? [] : [`session ${id}: printed something else`];
	});
}

/** Ids, hashes, times and sizes are others in each run. */
function maskIds(text: string): string {
	return text
		.replace(/\b[0-9a-f]{7,64}\b/g, '…')
		.replace(/\d+/g, '0')
		.replace(/[ \t]+/g, ' ');
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((item, at) => item === b[at]);
}
