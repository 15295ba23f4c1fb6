import type { Problem } from '#core/problem.ts';
import type { PlacedData } from './schema-problems.ts';
import { createSpanProblem, type SourceText } from './source-text.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** Reads JSON. Places are worked out on the first question, by reading it as YAML, of which JSON is a part. */
export function readJson(source: SourceText, fix: string): PlacedData | readonly Problem[] {
	let data: unknown;
	try {
		data = JSON.parse(source.text);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const start = Math.min(Number(/at position (\d+)/.exec(message)?.[1] ?? 0), source.text.length - 1);
		return [
			createSpanProblem(
				source,
				{ start, end: start + 1 },
				{
					code: 'json-unreadable',
					detail: 'This is not valid JSON from here on.',
					fix,
				},
			),
		];
	}
	let placed: YamlSource | undefined;
	const getPlaces = (): YamlSource => {
		const read = placed ?? readYaml(source);
		placed = 'data' in read ? read : { data, spanOf: locateFileStart, keySpanOf: locateFileStart };
		return placed;
	};
	return {
		data,
		spanOf: (path) => getPlaces().spanOf(path),
		keySpanOf: (path) => getPlaces().keySpanOf(path),
	};
}

function locateFileStart() {
	return { start: 0, end: 1 };
}
