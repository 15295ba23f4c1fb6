import { expect, test } from 'vitest';
import { applyMutation, listMutations } from '../../src/bench/mutants/mutations.ts';

const mutate = (text: string) => listMutations('a.ts', text).map((mutation) => applyMutation(text, mutation));

test('comparisons, conditions and calls are changed one at a time', () => {
	expect(mutate('if (a < b) run();')).toEqual([
		'if (true) run();',
		'if (false) run();',
		'if (a <= b) run();',
	]);
	expect(mutate('names.some(isShort)')).toEqual(['names.every(isShort)']);
	expect(mutate('const is = !has ? x : y;')).toEqual([
		'const is = !(!has) ? x : y;',
		'const is = has ? x : y;',
	]);
});

test('types, imports and sums of texts stay as they are', () => {
	expect(mutate("import { a } from 'b';\ntype Yes = true;\nconst c = 'd' + e;")).toEqual([]);
});

test('a mutation says where it stands', () => {
	expect(listMutations('a.ts', '\nconst a = b && c;')).toMatchObject([{ line: 2, change: '&& → ||' }]);
});
