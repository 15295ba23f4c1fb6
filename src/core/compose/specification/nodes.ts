import { mergeEntries, type YamlNode } from '../../source/yaml.ts';
import { expandVariables, isKnown } from '../interpolate.ts';

/** A value that only the environment tells, or that is taken away: nothing can be said of it. */
export function isOpen(node: YamlNode): boolean {
	return node.type === 'scalar' && (node.isReset === true || !isKnown(expandVariables(node).text));
}

/** The values that a path leads to; `*` stands for every value of a mapping and every item of a list. */
export function listNodes(root: YamlNode, path: readonly string[]): YamlNode[] {
	let nodes = [root];
	for (const name of path) {
		const next = nodes.flatMap((node) =>
			name === '*' ? listParts(node).map(([, value]) => value) : (findField(node, name) ?? []),
		);
		nodes = [...new Set(next)];
	}
	return nodes;
}

/** The value of a key; `undefined` where there is none, or it is empty. */
export function findField(node: YamlNode | undefined, name: string): YamlNode | undefined {
	if (node?.type !== 'map') return undefined;
	const value = mergeEntries(node).find(({ key }) => key.text === name)?.value;
	return value?.type === 'scalar' && value.value === null ? undefined : value;
}

/** The items of a list; none of anything else. */
export function listItems(node: YamlNode | undefined): readonly YamlNode[] {
	return node?.type === 'list' ? node.items : [];
}

/** The scalars of a list, or the keys of a mapping: how names of other things are given. */
export function listNames(node: YamlNode | undefined) {
	const all = node?.type === 'map' ? mergeEntries(node).map(({ key }) => key) : listItems(node);
	return all.filter((one) => one.type === 'scalar');
}

/** What a mapping or a list holds that is not empty; the items of a list have no names. */
export function listParts(node: YamlNode): [name: string, value: YamlNode][] {
	if (node.type === 'list') return node.items.map((item) => ['', item]);
	if (node.type === 'scalar') return [];
	return mergeEntries(node).flatMap(({ key, value }): [string, YamlNode][] =>
		value.type === 'scalar' && value.value === null ? [] : [[key.text, value]],
	);
}
