import type { Text } from '../compose/model.ts';
import { evaluate, type HclScope } from '../hcl/evaluate.ts';
import type { HclBody, HclExpression } from '../hcl/model.ts';
import { toText } from '../hcl/value.ts';
import type { Span } from '../source/position.ts';
import type { InlineDockerfile } from './model.ts';

/** The attribute of a target that is a Dockerfile. */
export const INLINE = 'dockerfile-inline';

/** A Bake file as it stands on the disk. */
export interface BakeSource {
	readonly path: string;
	readonly text: string;
}

/** The Dockerfile that stands in a target, and where; `undefined` where there is none. */
export function readBakeInline(
	{ path, text: source }: BakeSource,
	{ attributes, spans }: HclBody,
	scope: HclScope,
): InlineDockerfile | undefined {
	const expression = attributes.get(INLINE);
	const value = expression && evaluate(expression, scope);
	if (!expression || value === null || value === '') return undefined;
	const text = toText(value);
	const { written, unknownNames } =
		text === undefined ? fillTemplate(expression, scope) : { written: text, unknownNames: [] };
	const span = spans.get(INLINE);
	const inline = { file: path, start: span?.start ?? 0 };
	if (!span || written === undefined) return inline;
	return { ...inline, text: locateText(written, source, span), unknownNames };
}

/** What cannot be known becomes a variable of the Dockerfile that nobody knows either. */
function fillTemplate(
	expression: HclExpression,
	scope: HclScope,
): { readonly written?: string; readonly unknownNames: readonly string[] } {
	const unknownNames: string[] = [];
	if (expression.type !== 'template') return { unknownNames };
	const parts = expression.parts.map((part) => {
		const known = typeof part === 'string' ? part : toText(evaluate(part, scope));
		if (known !== undefined) return known;
		const name = typeof part !== 'string' && part.type === 'name' ? part.name.replace(/\W/g, '_') : 'BAKE';
		unknownNames.push(name);
		return `\${${name}}`;
	});
	return { written: parts.join(''), unknownNames };
}

/**
 * Each character's place: in a heredoc its own, or its line where something was replaced in that; anywhere else the whole
 * value, since nobody reads columns inside of quotes.
 */
function locateText(text: string, source: string, span: Span): Text {
	const raw = source.slice(span.start, span.end);
	const whole = { text, span, sourceOffset: () => span.start, sourceEnd: () => span.end };
	if (!raw.startsWith('<<')) return whole;
	let places: CharacterPlaces | undefined;
	const findPlaces = () => {
		places ??= locateCharacters(text.split('\n').slice(0, -1), raw, span.start);
		return places;
	};
	return {
		...whole,
		sourceOffset: (index) => findPlaces().starts[index] ?? span.start,
		sourceEnd: (index) => findPlaces().ends[index] ?? span.end,
	};
}

interface CharacterPlaces {
	readonly starts: readonly number[];
	readonly ends: readonly number[];
}

/** None where what was replaced has more or fewer lines than stand there. */
function locateCharacters(values: readonly string[], heredoc: string, offset: number): CharacterPlaces {
	const lines = heredoc.split('\n').slice(1, -1);
	const starts: number[] = [];
	const ends: number[] = [];
	if (lines.length !== values.length) return { starts, ends };
	let at = offset + heredoc.indexOf('\n') + 1;
	for (const [index, line] of lines.entries()) {
		const value = values[index] ?? '';
		const written = line.replace(/\r$/, '');
		const end = at + written.length;
		const isExact = written.endsWith(value);
		const start = isExact ? end - value.length : at + Math.max(written.search(/\S/), 0);
		for (let column = 0; column <= value.length; column++) {
			starts.push(isExact ? start + column : start);
			ends.push(isExact ? Math.min(start + column + 1, end) : end);
		}
		at += line.length + 1;
	}
	return { starts, ends };
}
