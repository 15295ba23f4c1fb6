import { expect, test } from 'vitest';
import { instrument, SWITCH } from '../../src/bench/mutants/instrument.ts';
import { applyMutation, listMutations } from '../../src/bench/mutants/mutations.ts';

const TEXTS = [
	'return (a: number, b: number) => a < b && b > a + 1;',
	'return (a: number, b: number) => { if (!(a > b) || a === 3) return true; return a === b ? 1 : a - b; };',
	'return (a: number, b: number) => [a, b].find((one) => one > 1)?.toFixed(a).startsWith("2");',
	'return (a: number, b: number) => { const at = { n: [a, b] }; at.n.find(Boolean)!; (at.n.some((x) => x > 1) || !a) && at.n.push(1); return at; };',
];
const NUMBERS = [0, 1, 2, 3];

/** What a function answers for some pairs of numbers. The types are left out by hand: there are few. */
function answer(text: string, active?: number): string {
	const script = text.replace(/: number/g, '').replace(/\)!/g, ')');
	const compute = new Function(SWITCH, script)((id: number) => id === active);
	return JSON.stringify(NUMBERS.map((a) => NUMBERS.map((b) => compute(a, b) ?? null)));
}

test.each(TEXTS)('one text with switches does what each changed text does: %s', (text) => {
	const mutations = listMutations('a.ts', text);
	const switched = instrument(text, mutations, 10);
	expect(mutations.length).toBeGreaterThan(1);
	expect(answer(switched)).toBe(answer(text));
	for (const [index, mutation] of mutations.entries())
		expect(answer(switched, 10 + index), mutation.change).toBe(answer(applyMutation(text, mutation)));
});
