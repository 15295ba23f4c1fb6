import { expect, test } from 'vitest';
import { findToolCode, joinRules, mergeAliases, type OtherTool } from '#core/other-tools.ts';

const tool: OtherTool = {
	id: 'peer',
	name: 'Peer',
	says: 'A peer.',
	source: 'https://peer.example/',
	read: '2026-11-28',
	codes: [{ code: 'PE-0001', names: ['PE001'], means: 'One.', rules: [] }],
};

test.each(['PE-0001', 'pe-0001', ' PE001 ', 'peer:pe001', 'PEER:PE-0001'])('%s is found', (name) => {
	expect(findToolCode(name, [tool])?.code.code).toBe('PE-0001');
});

test.each(['PE-001', 'other:PE-0001', 'peer', ''])('%s is not', (name) => {
	expect(findToolCode(name, [tool])).toBeUndefined();
});

test('the rules of a code are those whose pages name it', () => {
	const pages = [
		['one', ['peer:PE-0001']],
		['two', ['peer:PE001', 'other:PE-0001']],
		['three', ['other:X', 'peer:PE-0001']],
	] as const;
	expect(joinRules([tool], pages)[0]?.codes[0]?.rules).toEqual(['one', 'three']);
});

test('a name that a page gives with its tool is not said twice', () => {
	expect(mergeAliases(['A', 'B'], ['peer:A', 'peer:C'])).toEqual(['B', 'peer:A', 'peer:C']);
	expect(mergeAliases(['docker:S1'], ['peer:docker:S1'])).toEqual(['peer:docker:S1']);
	expect(mergeAliases()).toEqual([]);
});
