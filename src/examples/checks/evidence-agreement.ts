import { omitUndefined } from '#core/omit-undefined.ts';
import type { Problem } from '#core/problem.ts';
import { escapeControlCharacters } from '#core/report/visible-text.ts';
import { createPathProblem } from '#workspace/typed/source-text.ts';
import { listBaseNames } from '../base-names.ts';
import type { LoadedExample } from '../content.ts';
import type { Evidence, Measurement, SideEvidence } from '../evidence/evidence.ts';
import { buildEvidenceInputs } from '../evidence/inputs-hash.ts';
import { SIDES } from '../manifest.ts';
import { computeMedian } from '../median.ts';
import { EXPERIMENT_KINDS, SERVICE_KINDS } from '../run-kinds.ts';

/** Clocks of two machines may differ by so much. */
const CLOCK_DIFFERENCE = 10 * 60 * 1000;

/** Drydock was begun then: nothing can have been recorded before. */
const FIRST_DAY = Date.parse('2026-11-24T00:00:00Z');

const LONGEST_OUTPUT = 100_000;

/**
 * What evidence says of itself fits together, and fits its example: values and runs, files and hashes, bases, sessions,
 * layers, dates. Whoever writes a false number must at least write all the others that follow from it.
 */
export function checkEvidenceAgreement(example: LoadedExample, evidence: Evidence, now: Date): Problem[] {
	const contradictions = [
		...checkDate(evidence, now),
		...checkEngine(evidence),
		...checkInputs(example, evidence),
		...checkBases(example, evidence),
		...checkSharedMeasures(evidence),
		...checkClaimResults(evidence),
		...SIDES.flatMap((side) =>
			[
				...checkMeasurements(example, evidence[side]),
				...checkLayers(example, evidence[side]),
				...checkSessions(example, evidence[side]),
				...checkTimelines(example, evidence[side]),
			].map((text) => `${side}: ${text}`),
		),
	];
	if (contradictions.length === 0) return [];
	const lines = contradictions.map((line) => escapeControlCharacters(line));
	return [
		createPathProblem(`${example.path}/evidence.json`, {
			code: 'evidence-contradicts-itself',
			detail: 'The evidence does not agree with itself, so no engine has written it like this.',
			below: lines.join('\n'),
			fix: `Run \`npm run --silent drydock -- verify ${example.id} --record\`. Only the engine writes this file.`,
		}),
	];
}

function checkDate({ recorded }: Evidence, now: Date): string[] {
	const at = Date.parse(recorded);
	if (at > now.getTime() + CLOCK_DIFFERENCE) return [`recorded ${recorded}, which lies ahead`];
	return at < FIRST_DAY ? [`recorded ${recorded}, before there was Drydock`] : [];
}

const VERSION = /^(of Docker Engine )?v?\d+(\.\d+)*([-+~.][\w.+~-]*)?$/;

/** Whether it was this engine a build cannot know; that these are versions and a platform it can. */
function checkEngine({ engine }: Evidence): string[] {
	const { platform, cpus, docker, buildkit, buildx, compose } = engine;
	const versions = omitUndefined({ docker, buildkit, buildx, compose });
	return [
		...Object.entries(versions)
			.filter(([, version]) => !VERSION.test(version))
			.map(([name, version]) => `engine.${name} is \`${version}\`, which is no version`),
		...(/^(linux|windows)\/[a-z0-9]+(\/v\d+)?$/.test(platform)
			? []
			: [`engine.platform is \`${platform}\`, which is no platform`]),
		...(cpus >= 1 ? [] : [`engine.cpus is ${cpus}`]),
	];
}

/** The hash is that of these inputs, or the evidence is stale; the list beside it must be theirs too. */
function checkInputs({ manifest, sides }: LoadedExample, { inputs }: Evidence): string[] {
	const { files } = buildEvidenceInputs(manifest.run, sides);
	const paths = [...new Set([...Object.keys(files), ...Object.keys(inputs.files)])].sort();
	return paths
		.filter((path) => files[path] !== inputs.files[path])
		.map((path) => `inputs.files says of ${path} what is not so`);
}

function checkBases(example: LoadedExample, { bases }: Evidence): string[] {
	const expected = new Set([
		...listBaseNames(example),
		...listKinds(example).flatMap((kind) => kind.bases ?? []),
	]);
	const names = bases.map(({ name }) => name);
	return [
		...[...expected].filter((name) => !names.includes(name)).map((name) => `bases leaves out ${name}`),
		...names
			.filter((name) => !expected.has(name))
			.map((name) => `bases has ${name}, which nothing starts from`),
		...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `bases has ${name} twice`),
		...bases.flatMap(checkOrigin),
	];
}

function checkOrigin({ name, origin, digest, madeOf }: Evidence['bases'][number]): string[] {
	if (origin === 'stand-in') return madeOf === undefined ? [`${name} is a stand-in of nothing`] : [];
	const pinned = name.split('@')[1];
	return [
		...(madeOf === undefined ? [] : [`${name} is from a registry, and made here as well`]),
		...(pinned === undefined || pinned === digest ? [] : [`${name} has the digest ${digest}`]),
	];
}

function listKinds({ manifest }: LoadedExample) {
	const services = Object.keys(manifest.run.setup).map((name) => SERVICE_KINDS[name]);
	const experiments = manifest.run.experiments.map(({ name, do: kind }) => EXPERIMENT_KINDS[kind ?? name]);
	return [...services, ...experiments].filter((kind) => kind !== undefined);
}

function checkSharedMeasures({ before, after }: Evidence): string[] {
	return Object.entries(before.measurements).flatMap(([name, { unit, runs }]) => {
		const other = after.measurements[name];
		if (other === undefined) return [];
		return [
			...(other.unit === unit ? [] : [`${name} is in ${unit} before and in ${other.unit} after`]),
			...(other.runs?.length === runs?.length
				? []
				: [`${name} has ${runs?.length ?? 0} runs before and ${other.runs?.length ?? 0} after`]),
		];
	});
}

function checkClaimResults({ claims }: Evidence): string[] {
	const ids = claims.map(({ id }) => id);
	return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `claims has ${id} twice`);
}

function checkMeasurements({ manifest }: LoadedExample, { measurements }: SideEvidence): string[] {
	const names = new Set(manifest.run.experiments.map(({ name }) => name));
	return Object.entries(measurements).flatMap(([name, measurement]) => [
		...(names.has(name.split('.', 1)[0] ?? '') ? [] : [`${name} is of no experiment that is run`]),
		...checkValue(measurement).map((text) => `${name} ${text}`),
	]);
}

function checkValue({ value, unit, runs }: Measurement): string[] {
	const type = unit === 'text' ? 'string' : unit === 'boolean' ? 'boolean' : 'number';
	if (typeof value !== type) return [`is \`${String(value)}\`, but its unit is ${unit}`];
	if (typeof value !== 'number') return runs === undefined ? [] : ['has runs, but is no number'];
	const odd = [value, ...(runs ?? [])].find((one) => one < 0 || (unit === 'percent' && one > 100));
	if (odd !== undefined) return [`has ${odd} ${unit}`];
	const broken = (runs ?? [value]).find((one) => !Number.isInteger(one));
	if (broken !== undefined && unit !== 'seconds' && unit !== 'percent')
		return [`is ${broken}, but ${unit} come whole`];
	if (runs === undefined) return [];
	const median = computeMedian(runs);
	return runs.length > 0 && Math.abs(median - value) <= 1e-9 * Math.max(1, Math.abs(median))
		? []
		: [`is ${value}, but the median of its runs is ${median}`];
}

/** The layers are those of the image that `build` measures. */
function checkLayers(example: LoadedExample, { layers, measurements }: SideEvidence): string[] {
	const countBytes = (some: SideEvidence['layers']) => some.reduce((sum, { bytes }) => sum + bytes, 0);
	const expected: readonly (readonly [string, number])[] = [
		['build.image-bytes', countBytes(layers)],
		['build.own-bytes', countBytes(layers.filter(({ fromBase }) => !fromBase))],
		['build.layers', layers.length],
	];
	if (layers.length === 0) return [];
	if (!listKinds(example).some(({ hasLayers }) => hasLayers))
		return ['layers are there of no image that is measured'];
	return expected.flatMap(([name, value]) => {
		const recorded = measurements[name]?.value;
		return recorded === undefined || recorded === value
			? []
			: [`${name} is ${String(recorded)}, but the layers give ${value}`];
	});
}

function checkSessions(example: LoadedExample, { sessions }: SideEvidence): string[] {
	const expectedIds = new Set(listSessionIds(example));
	const ids = sessions.map(({ id }) => id);
	return [
		...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the session ${id} is there twice`),
		...ids
			.filter((id) => !expectedIds.has(id))
			.map((id) => `the session ${id} is of no experiment that is run`),
		...sessions.flatMap(({ id, command, output, exitCode }) => [
			...(/^(docker|git) \S/.test(command)
				? []
				: [`the session ${id} is of no command that the engine runs`]),
			...(exitCode >= 0 && exitCode <= 255 ? [] : [`the session ${id} ends with ${exitCode}`]),
			...(output.length <= LONGEST_OUTPUT ? [] : [`the session ${id} is longer than any that is kept`]),
		]),
	];
}

function listSessionIds({ manifest }: LoadedExample): string[] {
	return manifest.run.experiments.flatMap(({ name, do: kind, with: settings }) => {
		const { sessions = [], sessionSetting = '' } = EXPERIMENT_KINDS[kind ?? name] ?? {};
		const places = [settings, settings['before'], settings['after']];
		const chosen = places.map((place) => Object(place ?? {})[sessionSetting]);
		return [...sessions, ...chosen.filter((id) => typeof id === 'string')];
	});
}

function checkTimelines(example: LoadedExample, { timelines }: SideEvidence): string[] {
	const known = new Set(listKinds(example).flatMap((kind) => kind.timelines ?? []));
	return Object.entries(timelines).flatMap(([id, events]) => {
		if (!known.has(id)) return [`the time line ${id} is of no experiment that is run`];
		const isInOrder = events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0));
		return isInOrder ? [] : [`the events of the time line ${id} are not in order`];
	});
}
