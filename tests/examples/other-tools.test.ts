import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findToolCode, getCodeFragment, listCodeNames } from '#core/other-tools.ts';
import { rules } from '#core/rules/all-rules.ts';
import { loadContent } from '#examples/load.ts';

const { otherTools: tools, rulePages } = loadContent(
	fileURLToPath(new URL('../../content', import.meta.url)),
);
const codes = tools.flatMap((tool) => tool.codes.map((code) => ({ tool, code })));
const aliases = [...rulePages.values()].flatMap(({ id, frontmatter }) =>
	(frontmatter.aliases ?? []).map((alias) => ({ id, alias })),
);

test('the tools whose codes people bring are there', () => {
	expect(tools.map(({ id }) => id)).toEqual([
		'buildkit',
		'checkov',
		'dclint',
		'hadolint',
		'kics',
		'shellcheck',
		'trivy',
	]);
});

test('every alias in the head of a rule page is a code that is explained, where its tool is', () => {
	const known = new Set(codes.map(({ tool, code }) => `${tool.id}:${code.code}`));
	const ours = aliases.filter(({ alias }) => tools.some(({ id }) => alias.startsWith(`${id}:`)));
	expect(ours.filter(({ alias }) => !known.has(alias))).toEqual([]);
});

test('a code has a rule here, or a sentence that says why there is none', () => {
	const bare = codes.filter(({ code }) => code.rules.length === 0 && code.note === undefined);
	expect(bare.map(({ code }) => code.code)).toEqual([]);
});

test('a rule page has each of its aliases once', () => {
	const keys = aliases.map(({ id, alias }) => `${id} ${alias}`);
	expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test('what a rule itself is called elsewhere stands in the head of its page too', () => {
	for (const { id, aliases: own = [] } of rules) {
		for (const name of own) expect(findToolCode(name, tools)?.code.rules ?? [], name).toContain(id);
	}
});

test('no name means two codes, and none is a rule of ours', () => {
	const names = [...codes.flatMap(({ code }) => listCodeNames(code)), ...rules.map(({ id }) => id)];
	expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
	const fragments = codes.map(({ tool, code }) => `${tool.id}#${getCodeFragment(code.code)}`);
	expect(new Set(fragments).size).toBe(codes.length);
});
