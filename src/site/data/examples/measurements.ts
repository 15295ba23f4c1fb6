import type { Evidence, Measurement } from '#examples/evidence/evidence.ts';
import type { Side } from '#examples/manifest.ts';

type Value = Measurement['value'];

/** A measured value in words: `61.4 MB`, `0.21 s`, `not found`. */
export function formatMeasurement({ value, unit }: Pick<Measurement, 'value' | 'unit'>): string {
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'string') return value;
	if (unit === 'bytes') return formatBytes(value);
	if (unit === 'seconds') return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`;
	if (unit === 'percent') return `${round(value)} %`;
	return groupDigits(value);
}

/** A number and its unit on one line. */
export function keepOnOneLine(words: string): string {
	return words.replaceAll(' ', '\u00a0');
}

/** Decimal units, as `docker image ls` prints them. */
export function formatBytes(bytes: number): string {
	const units = ['B', 'kB', 'MB', 'GB', 'TB'];
	let value = bytes;
	let at = 0;
	while (value >= 1000 && at < units.length - 1) {
		value /= 1000;
		at++;
	}
	return `${at === 0 ? value : round(value)} ${units[at]}`;
}

/** How many times the before is the after: `3.2 ×`. Nothing where a ratio says nothing. */
export function formatRatio(before: Value | undefined, after: Value | undefined): string | undefined {
	if (typeof before !== 'number' || typeof after !== 'number' || before <= 0 || after <= 0) return undefined;
	if (before === after) return undefined;
	return `${round(before / after)} ×`;
}

/** What was measured on a side, or `undefined`. */
export function findMeasurement(
	evidence: Evidence | undefined,
	side: Side,
	measure: string,
): Measurement | undefined {
	return evidence?.[side].measurements[measure];
}

/** Said at every number: the day, the engine, its platform, and whether the base image was a stand-in. */
export function formatOrigin({
	recorded,
	engine,
	bases,
}: Pick<Evidence, 'recorded' | 'engine' | 'bases'>): string {
	const standIn = bases.some(({ origin }) => origin === 'stand-in') ? ', base image: a stand-in' : '';
	return `Measured ${formatDay(recorded)}, Docker Engine ${engine.docker}, ${engine.platform}${standIn}`;
}

/** `24 November 2026`, without regard to where the build runs. */
export function formatDay(date: string): string {
	return DAY.format(new Date(date));
}

// Made once, which takes a hundred times as long as using it; scripts of pages that do not use it leave it out.
const DAY = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC',
});

function round(value: number): string {
	return value >= 100
		? groupDigits(Math.round(Number(value.toPrecision(3))))
		: String(Number(value.toPrecision(value < 10 ? 2 : 3)));
}

function groupDigits(value: number): string {
	return Number.isInteger(value) ? value.toLocaleString('en-GB').replace(/,/g, ' ') : String(value);
}
