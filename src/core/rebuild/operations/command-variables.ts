import { isHidden } from './hidden-text.ts';

/** The variables that a command gets, as one text. */
export function writeVariables(variables: ReadonlyMap<string, string>): string {
	return JSON.stringify([...variables]);
}

export function readVariables(text: string | undefined): Map<string, string> {
	const pairs: unknown = JSON.parse(text ?? '[]');
	return new Map(Array.isArray(pairs) ? pairs : []);
}

/** True where they are the same if the image sets the variables in their values to the right text. */
export function mayBeSameVariables(first: string | undefined, other: string | undefined): boolean {
	const [pairs, others] = [[...readVariables(first)], [...readVariables(other)]];
	return (
		pairs.length === others.length &&
		pairs.every(([name, value], index) => {
			const [otherName, otherValue = ''] = others[index] ?? [];
			return name === otherName && (value === otherValue || isHidden(value) !== isHidden(otherValue));
		})
	);
}
