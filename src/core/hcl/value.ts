/** A value of HCL; `undefined` where it cannot be known. */
export type HclValue = string | number | boolean | null | undefined | readonly HclValue[] | HclObject;

export interface HclObject {
	readonly [name: string]: HclValue;
}

export function isHclObject(value: HclValue): value is HclObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isHclList(value: HclValue): value is readonly HclValue[] {
	return Array.isArray(value);
}

/** Text for what HCL makes text of; `undefined` for everything else. */
export function toText(value: HclValue): string | undefined {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: undefined;
}

/** True where no part of it is unknown. */
export function isWhollyKnown(value: HclValue): boolean {
	if (value === undefined) return false;
	if (isHclList(value)) return value.every(isWhollyKnown);
	return isHclObject(value) ? Object.values(value).every(isWhollyKnown) : true;
}
