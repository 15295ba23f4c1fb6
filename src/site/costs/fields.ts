import { type CostInputs, NEW_IN_A_PUSH } from './model.ts';

/** A number that a reader may change: how it is asked for, and how it becomes part of the calculation. */
export interface Field {
	/** In the address, and the name of the control. */
	readonly name: string;
	readonly input: keyof CostInputs;
	readonly label: string;
	readonly unit: string;
	/** What one of the unit is in the calculation: bytes per megabyte. */
	readonly scale: number;
	readonly min: number;
	readonly max: number;
	readonly step: number | 'any';
	/** Shown and meant where nothing is written. */
	readonly empty?: string;
	/** What can be chosen, by number from 0 on. */
	readonly choices?: readonly string[];
}

export const FIELDS: readonly Field[] = [
	{
		name: 'pushes',
		input: 'pushesPerWeek',
		label: 'Pushes of all images',
		unit: 'a week',
		scale: 1,
		min: 0,
		max: 1e5,
		step: 1,
	},
	{ name: 'images', input: 'images', label: 'Images', unit: '', scale: 1, min: 1, max: 1e4, step: 1 },
	{ name: 'platforms', input: 'platforms', label: 'Platforms', unit: '', scale: 1, min: 1, max: 20, step: 1 },
	{
		name: 'base',
		input: 'baseBytes',
		label: 'Base image',
		unit: 'MB',
		scale: 1e6,
		min: 0,
		max: 1e6,
		step: 'any',
	},
	{
		name: 'dependencies',
		input: 'dependencyBytes',
		label: 'Dependencies',
		unit: 'MB',
		scale: 1e6,
		min: 0,
		max: 1e6,
		step: 'any',
	},
	{
		name: 'application',
		input: 'applicationBytes',
		label: 'Application',
		unit: 'MB',
		scale: 1e6,
		min: 0,
		max: 1e6,
		step: 'any',
	},
	{
		name: 'new',
		input: 'newInPush',
		label: 'New in a push',
		unit: '',
		scale: 1,
		min: 0,
		max: 2,
		step: 1,
		choices: ['everything, base included', 'dependencies and application', 'application only'],
	},
	{
		name: 'base-updates',
		input: 'baseUpdatesPerYear',
		label: 'Updates of the base',
		unit: 'a year',
		scale: 1,
		min: 0,
		max: 5000,
		step: 1,
	},
	{
		name: 'dependency-updates',
		input: 'dependencyUpdatesPerYear',
		label: 'Updates of dependencies',
		unit: 'a year and image',
		scale: 1,
		min: 0,
		max: 5000,
		step: 1,
	},
	{
		name: 'kept',
		input: 'weeksKept',
		label: 'Kept for',
		unit: 'weeks',
		scale: 1,
		min: 0,
		max: 520,
		step: 1,
		empty: 'ever',
	},
	{
		name: 'weeks',
		input: 'weeks',
		label: 'Look ahead',
		unit: 'weeks',
		scale: 1,
		min: 1,
		max: 520,
		step: 1,
	},
	{
		name: 'price',
		input: 'dollarsPerGbMonth',
		label: 'Storage',
		unit: '$ a GB and month',
		scale: 1,
		min: 0,
		max: 100,
		step: 'any',
	},
	{
		name: 'fee',
		input: 'feeDollars',
		label: 'Fee',
		unit: '$ a month',
		scale: 1,
		min: 0,
		max: 1e6,
		step: 'any',
	},
	{
		name: 'included',
		input: 'includedBytes',
		label: 'Stored for the fee',
		unit: 'GB',
		scale: 1e9,
		min: 0,
		max: 1e6,
		step: 'any',
	},
	{
		name: 'plan',
		input: 'flatDollars',
		label: 'Hosted plan',
		unit: '$ a month',
		scale: 1,
		min: 0,
		max: 1e6,
		step: 'any',
	},
];

/** What a control shows for a value: `513`, or nothing for what has no end. */
export function formatFieldValue({ input, scale }: Field, inputs: CostInputs): string {
	const value = inputs[input] / scale;
	return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '';
}

/** The value of a text, held between the field's ends; `undefined` for one that is no number. */
export function parseFieldValue({ scale, min, max, step, empty }: Field, text: string): number | undefined {
	if (text.trim() === '') return empty === undefined ? undefined : Number.POSITIVE_INFINITY;
	const value = Number(text.replace(',', '.'));
	if (!Number.isFinite(value)) return undefined;
	const held = Math.min(Math.max(value, min), max);
	return (step === 1 ? Math.round(held) : held) * scale;
}

/** `#costs:pushes=30;base=130;…`, to be linked to. */
export function formatCostsHash(inputs: CostInputs): string {
	return `#costs:${FIELDS.map((field) => `${field.name}=${formatFieldValue(field, inputs)}`).join(';')}`;
}

/** The inputs that such an address names; what is missing or no number is as in `otherwise`. */
export function readCostsHash(hash: string, otherwise: CostInputs): CostInputs | undefined {
	const text = /^#costs:(.*)$/.exec(hash)?.[1];
	if (text === undefined) return undefined;
	const given = new Map(
		text.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
	);
	const inputs: Record<keyof CostInputs, number> = { ...otherwise };
	for (const field of FIELDS) {
		const written = given.get(field.name);
		const value = written === undefined ? undefined : parseFieldValue(field, written);
		if (value !== undefined) inputs[field.input] = value;
	}
	return { ...inputs, ...readEarlierSize(given.get('size')) };
}

/** Earlier addresses have one size for all that a push stores. */
function readEarlierSize(text: string | undefined): Partial<CostInputs> {
	const size = text ? Number(text) : Number.NaN;
	if (!Number.isFinite(size) || size < 0) return {};
	const applicationBytes = Math.min(size, 1e6) * 1e6;
	return { baseBytes: 0, dependencyBytes: 0, applicationBytes, newInPush: NEW_IN_A_PUSH.everything };
}
