/** A mapping read from YAML or JSON; empty for anything else. */
export type Plain = Readonly<Record<string, unknown>>;

export function toMapping(value: unknown): Plain {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};
}

export function toList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A list as it is, a single value as a list of one, nothing as an empty list. */
export function toItems(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

export function isYes(value: unknown): boolean {
	return value === true || (typeof value === 'string' && /^(true|yes|on|1)$/i.test(value));
}

/** True where anything is given: not nothing, and no empty list, mapping or text. */
export function isGiven(value: unknown): boolean {
	if (value === undefined || value === null || value === false || value === '') return false;
	return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Mappings with what `<<` merges into them, at every level; own keys win. */
export function resolveMerges(value: unknown): unknown {
	return resolve(value, new Map());
}

function resolve(value: unknown, done: Map<object, unknown>): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const earlier = done.get(value);
	if (earlier !== undefined) return earlier;
	if (Array.isArray(value)) {
		const list: unknown[] = [];
		done.set(value, list);
		for (const item of value) list.push(resolve(item, done));
		return list;
	}
	const mapping: Record<string, unknown> = {};
	done.set(value, mapping);
	const { '<<': merged, ...own } = value as Record<string, unknown>;
	for (const one of toItems(merged).toReversed()) Object.assign(mapping, resolve(one, done));
	for (const [key, item] of Object.entries(own)) mapping[key] = resolve(item, done);
	return mapping;
}
