import { type HclValue, isHclList, isHclObject, isWhollyKnown, toText } from './value.ts';

/**
 * Calls one of the functions that Bake has for every file. Only those that build names, paths and lists are here: any
 * other, and one that is given what it does not take, answers that its value is not known.
 */
export function callFunction(name: string, args: readonly HclValue[]): HclValue {
	if (name === 'coalesce') return callCoalesce(args);
	if (!args.every(isWhollyKnown)) return undefined;
	const texts = args.map(toText);
	if (texts.every((text) => text !== undefined)) {
		const value = callWithTexts(name, texts);
		if (value !== undefined) return value;
	}
	return callWithValues(name, args);
}

/** The first value that is there; one that is not known may be it. */
function callCoalesce(args: readonly HclValue[]): HclValue {
	return args.find((arg) => arg !== null);
}

function callWithTexts(name: string, args: readonly string[]): HclValue {
	const [first = '', second = '', third = ''] = args;
	if (args.length === 0) return undefined;
	switch (name) {
		case 'lower':
			return first.toLowerCase();
		case 'upper':
			return first.toUpperCase();
		case 'title':
			return first.replace(/(^|\s)\S/g, (letter) => letter.toUpperCase());
		case 'trimspace':
			return first.trim();
		case 'chomp':
			return first.replace(/(\r?\n)+$/, '');
		case 'trimprefix':
			return first.startsWith(second) ? first.slice(second.length) : first;
		case 'trimsuffix':
			return second !== '' && first.endsWith(second) ? first.slice(0, -second.length) : first;
		case 'replace':
			return args.length === 3 ? first.replaceAll(second, () => third) : undefined;
		case 'split':
			return second.split(first);
		case 'strlen':
			return [...first].length;
		case 'sanitize':
			return first.replace(/[^a-zA-Z0-9_-]/g, '_');
		case 'basename':
			return first.replace(/\/+$/, '').replace(/^.*\//, '');
		case 'format':
			return formatText(first, args.slice(1));
		default:
			return undefined;
	}
}

/** `%s`, `%d`, `%v` and `%%`; anything finer is not known. */
function formatText(form: string, values: readonly string[]): HclValue {
	let index = 0;
	let isKnown = true;
	const text = form.replace(/%(.)/g, (_, letter: string) => {
		if (letter === '%') return '%';
		const value = values[index++];
		if (!'sdv'.includes(letter) || value === undefined) isKnown = false;
		return value ?? '';
	});
	return isKnown && index === values.length ? text : undefined;
}

function callWithValues(name: string, args: readonly HclValue[]): HclValue {
	const [first, second, third] = args;
	switch (name) {
		case 'equal':
			return isText(first) && isText(second) && typeof first === typeof second ? first === second : undefined;
		case 'notequal':
			return isText(first) && isText(second) && typeof first === typeof second ? first !== second : undefined;
		case 'and':
			return args.every((arg) => typeof arg === 'boolean') ? args.every(Boolean) : undefined;
		case 'or':
			return args.every((arg) => typeof arg === 'boolean') ? args.some(Boolean) : undefined;
		case 'not':
			return typeof first === 'boolean' ? !first : undefined;
		case 'add':
			return typeof first === 'number' && typeof second === 'number' ? first + second : undefined;
		case 'subtract':
			return typeof first === 'number' && typeof second === 'number' ? first - second : undefined;
		case 'join':
			return isHclList(second) && second.every(isText) ? second.map(toText).join(toText(first)) : undefined;
		case 'concat':
			return args.every(isHclList) ? args.flat() : undefined;
		case 'merge':
			return args.every(isHclObject) ? Object.assign({}, ...args) : undefined;
		case 'length':
			return isHclList(first) ? first.length : isHclObject(first) ? Object.keys(first).length : undefined;
		case 'contains':
			return isHclList(first) && first.every(isText) && isText(second) ? first.includes(second) : undefined;
		case 'lookup':
			return isHclObject(first) ? (first[toText(second) ?? ''] ?? third) : undefined;
		case 'keys':
			return isHclObject(first) ? Object.keys(first).sort() : undefined;
		case 'element':
			return isHclList(first) && typeof second === 'number' && first.length > 0
				? first[second % first.length]
				: undefined;
		case 'compact':
			return isHclList(first) ? first.filter((item) => item !== '' && item !== null) : undefined;
		case 'flatten':
			return isHclList(first) ? flattenList(first) : undefined;
		default:
			return undefined;
	}
}

function isText(value: HclValue): value is string | number | boolean {
	return toText(value) !== undefined;
}

function flattenList(list: readonly HclValue[]): HclValue[] {
	return list.flatMap((item) => (isHclList(item) ? flattenList(item) : [item]));
}
