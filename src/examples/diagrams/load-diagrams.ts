import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { readSource } from '#workspace/typed/load-typed.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import { type Diagram, readDiagram } from './diagram.ts';

export interface LoadedDiagrams {
	readonly diagrams: readonly Diagram[];
	/** Of every file, read or not. */
	readonly ids: readonly string[];
	readonly problems: readonly Problem[];
}

/** Every `.svg` file of a folder. */
export function loadDiagrams(folder: string, path: string): LoadedDiagrams {
	const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.svg')) : [];
	const loaded = files
		.sort()
		.map((name) => loadDiagram(join(folder, name), `${path}/${name}`, name.slice(0, -4)));
	return {
		diagrams: loaded.flatMap((diagram) => ('code' in diagram ? [] : [diagram])),
		ids: files.map((name) => name.slice(0, -4)),
		problems: loaded.flatMap((diagram) => ('code' in diagram ? [diagram] : [])),
	};
}

function loadDiagram(file: string, path: string, id: string): Diagram | Problem {
	const source = readSource(file, path);
	if ('code' in source) return source;
	const diagram = readDiagram(id, source.text);
	if (!('message' in diagram)) return diagram;
	return createSpanProblem(
		source,
		{ start: diagram.offset, end: diagram.offset + 1 },
		{
			code: 'diagram-invalid',
			detail: diagram.message,
			fix: 'Draw with `rect`, `line`, `path` and `text`, coloured by the classes of the site alone.',
		},
	);
}
