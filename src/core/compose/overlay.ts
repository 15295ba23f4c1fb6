import { mergeEntries, type YamlEntry, type YamlMap, type YamlNode } from '../source/yaml.ts';

/** Keys whose later value replaces the earlier one whole, as Compose merges files. */
const REPLACED = new Set(['command', 'entrypoint', 'test']);
/** Mappings within mappings that are merged; no compose file goes deeper. */
const DEEPEST = 8;

/** One mapping laid over another: mappings are merged, lists follow one another, everything else is replaced. */
export function mergeMaps(base: YamlMap, over: YamlMap, depth = 0): YamlMap {
	const entries = new Map<string, YamlEntry>(mergeEntries(base).map((entry) => [entry.key.text, entry]));
	for (const entry of mergeEntries(over)) {
		const earlier = entries.get(entry.key.text);
		const value = earlier && depth < DEEPEST ? mergeValue(earlier.value, entry, depth) : entry.value;
		entries.set(entry.key.text, { key: entry.key, value });
	}
	return { type: 'map', entries: [...entries.values()], span: over.span };
}

function mergeValue(earlier: YamlNode, { key, value }: YamlEntry, depth: number): YamlNode {
	if (REPLACED.has(key.text)) return value;
	if (earlier.type === 'map' && value.type === 'map') return mergeMaps(earlier, value, depth + 1);
	if (earlier.type !== 'list' || value.type !== 'list') return value;
	return { ...value, items: [...earlier.items, ...value.items] };
}
