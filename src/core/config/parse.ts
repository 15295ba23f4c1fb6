import type { Span } from '../source/position.ts';
import { mergeEntries, parseYaml, type YamlError, type YamlNode } from '../source/yaml.ts';
import type { ConfigFile, ConfigKind, Setting } from './model.ts';
import { parseTomlSettings } from './toml.ts';

/** Reads `daemon.json`, `buildkitd.toml` or a registry's `config.yml`. Never throws; what the program would refuse to read is an error. */
export function parseConfig(
	kind: ConfigKind,
	text: string,
): { config: ConfigFile; errors: { message: string; span: Span }[] } {
	const { settings, errors } = READERS[kind](text);
	return { config: { type: 'config', kind, text, settings }, errors };
}

interface Reading {
	readonly settings: Setting[];
	readonly errors: YamlError[];
}

const READERS: Readonly<Record<ConfigKind, (text: string) => Reading>> = {
	daemon: parseJsonSettings,
	buildkitd: parseTomlSettings,
	registry: parseYamlSettings,
};

/** More than this comes only of aliases that multiply a small text. */
const MOST_SETTINGS = 100_000;
/** Deeper nodes are not looked at: no configuration has them. */
const DEEPEST = 32;

/** JSON is YAML, so the places come from there; whether it is JSON says the engine that will read it. */
function parseJsonSettings(text: string): Reading {
	// The engine starts with an empty file as with none.
	if (/^\uFEFF?\s*(null\s*)?$/.test(text)) return { settings: [], errors: [] };
	const message = findJsonError(text);
	if (message !== undefined) {
		const position = /at position (\d+)/.exec(message)?.[1];
		const detail = message.replace(/ (in JSON )?at position .*$|, .*is not valid JSON$/s, '');
		return makeFailedReading(`This is not JSON: ${detail}.`, Number(position ?? text.search(/\S/)), text);
	}
	if (!/^\uFEFF?\s*\{/.test(text)) return makeFailedReading(describeMissingMapping('`daemon.json`'), 0, text);
	return { settings: parseYamlSettings(text).settings, errors: [] };
}

/** What is wrong with a JSON text; the daemon takes a byte order mark before it. */
function findJsonError(text: string): string | undefined {
	try {
		JSON.parse(text.replace(/^\uFEFF/, (mark) => ' '.repeat(mark.length)));
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

function makeFailedReading(message: string, offset: number, text: string): Reading {
	const start = Math.max(0, Math.min(offset, text.length));
	return { settings: [], errors: [{ message, span: { start, end: Math.min(start + 1, text.length) } }] };
}

function describeMissingMapping(file: string): string {
	return `${file} must hold one mapping of keys to values.`;
}

/** The registry reads the first document and takes no heed of others. */
function parseYamlSettings(text: string): Reading {
	const { documents, errors } = parseYaml(text);
	const [root] = documents;
	if (root?.type !== 'map') {
		if (errors.length > 0) return { settings: [], errors };
		const span = root?.span ?? { start: 0, end: 0 };
		return { settings: [], errors: [{ message: describeMissingMapping('This file'), span }] };
	}
	const settings: Setting[] = [];
	collectLeaves(root, [], [], settings);
	if (settings.length >= MOST_SETTINGS) {
		errors.push({ message: 'Aliases make this file too large to be read.', span: root.span });
	}
	return { settings, errors };
}

function collectLeaves(
	node: YamlNode,
	path: Setting['path'],
	keySpans: readonly Span[],
	settings: Setting[],
): void {
	if (settings.length >= MOST_SETTINGS || path.length > DEEPEST) return;
	const keySpan = keySpans.at(-1) ?? node.span;
	if (node.type === 'scalar') {
		settings.push({ path, value: node.value, keySpans, keySpan, valueSpan: node.span });
	} else if (node.type === 'list') {
		for (const [index, item] of node.items.entries())
			collectLeaves(item, [...path, index], [...keySpans, keySpan], settings);
	} else {
		for (const { key, value } of mergeEntries(node)) {
			collectLeaves(value, [...path, key.text], [...keySpans, key.span], settings);
		}
	}
}
