import type { Span } from '../../source/position.ts';
import { findJoinedEnd } from './logical-lines.ts';
import { isReference, saysPlace, saysSecret } from './secret-names.ts';

const INSTRUCTION = /^[ \t]*(?:ONBUILD[ \t]+)?(?:ENV|LABEL)[ \t]/gim;
const WORD = /[^\s\\]\S*/g;
const PAIR = /^["']?([A-Za-z_][\w.-]{0,200})=(.*)$/s;

/**
 * The words behind a secret in `ENV` and `LABEL` that belong to no pair: `ENV PASSWORD=low tide at dawn`. BuildKit refuses
 * such a line, and its author meant all of it.
 */
export function findStrayWords(text: string): Span[] {
	const spans: Span[] = [];
	let done = 0;
	for (const { index } of text.matchAll(INSTRUCTION)) {
		if (index < done) continue;
		done = findJoinedEnd(text, index);
		// One by one: a line may have more words than a call takes arguments.
		for (const span of listStrayWords(text.slice(index, done), index)) spans.push(span);
	}
	return spans;
}

function listStrayWords(line: string, start: number): Span[] {
	const spans: Span[] = [];
	let isSecret = false;
	for (const { 0: word, index } of line.matchAll(WORD)) {
		const [, name, value = ''] = PAIR.exec(word) ?? [];
		if (name !== undefined) isSecret = saysSecret(name) && !isReference(value) && !saysPlace(name, value);
		else if (isSecret) spans.push({ start: start + index, end: start + index + word.length });
	}
	return spans;
}
