import { expect, test } from 'vitest';
import { parseEnvFile } from '#core/build-definitions/env-file.ts';

test.each<[string, Record<string, string | null>]>([
	['A=b\n', { A: 'b' }],
	['\uFEFFA=b\r\nC=d', { A: 'b', C: 'd' }],
	['export A = b # note\n# A=c\n\nnothing\n', { A: 'b' }],
	['A=\'x # $Y\'\nB="p\\nq"\n', { A: 'x # $Y', B: 'p\nq' }],
	['A=\nB=""\n', { A: '', B: '' }],
	['A=b\nC=${A}-$A\nD=$MISSING\nE=${A:-x}\n', { A: 'b', C: 'b-b', D: null, E: null }],
	['A="one\ntwo"\nB=c\n', { A: 'one\ntwo', B: 'c' }],
	['A="never closed\n', { A: 'never closed\n' }],
])('%j', (text, values) => {
	expect(Object.fromEntries(parseEnvFile(text))).toEqual(values);
});
