import { existsSync } from 'node:fs';
import type { z } from 'zod';
import type { Problem } from '#core/problem.ts';
import type { Span } from '#core/source/position.ts';
import { decodeUtf8 } from '../decode-utf8.ts';
import { readRegularFile } from '../read-regular-file.ts';
import { type PlacedData, readJson, readYaml, type YamlWords } from './placed-data.ts';
import { parseWithSchema, type SchemaWords } from './schema-problems.ts';
import { createPathProblem, makeSourceText, type SourceText } from './source-text.ts';

/** A file as its schema types it, and where each value stands. */
export interface TypedFile<Value> {
	readonly value: Value;
	readonly source: SourceText;
	readonly places: PlacedData;
}

export interface Loaded<Value> {
	/** Missing where there is no such file, and where it has problems. */
	readonly file?: TypedFile<Value>;
	/** Of a file that is there and is text, whether or not it is good. */
	readonly source?: SourceText;
	/** Of one that could be read, whether or not it fits the schema. */
	readonly data?: unknown;
	readonly problems: readonly Problem[];
}

export interface TypedOptions extends SchemaWords {
	/** The stretch of the text that is read. */
	readonly within?: Span;
	readonly yamlWords?: YamlWords;
	/** For JSON that cannot be read, where another edit helps than for JSON of another shape. */
	readonly unreadableFix?: string;
}

/** Reads a file of YAML or JSON (by its name) that may be missing. `path` is the one that messages show. */
export function loadTyped<Schema extends z.ZodType>(
	file: string,
	path: string,
	schema: Schema,
	options: TypedOptions,
): Loaded<z.infer<Schema>> {
	if (!existsSync(file)) return { problems: [] };
	const source = readSource(file, path);
	return 'code' in source ? { problems: [source] } : parseTyped(source, schema, options);
}

/** The same for a text that was read. */
export function parseTyped<Schema extends z.ZodType>(
	source: SourceText,
	schema: Schema,
	options: TypedOptions,
): Loaded<z.infer<Schema>> {
	const { within, yamlWords, unreadableFix = options.fix ?? 'Mend the JSON at this place.' } = options;
	const isJson = source.path.endsWith('.json');
	const places = isJson ? readJson(source, unreadableFix) : readYaml(source, within, yamlWords);
	if (!('data' in places)) return { source, problems: places };
	const { data } = places;
	const result = parseWithSchema(schema, source, places, options);
	return 'problems' in result
		? { source, data, problems: result.problems }
		: { source, data, file: { value: result.value, source, places }, problems: [] };
}

/** Nobody writes more by hand, and no run of an engine records as much. */
const LARGEST_SOURCE = 4 * 1024 * 1024;

/** The text of a file, or the problem that it is none. */
export function readSource(file: string, path: string): SourceText | Problem {
	let bytes: Uint8Array;
	try {
		bytes = readRegularFile(file, LARGEST_SOURCE);
	} catch (error) {
		const code =
			error instanceof Error && 'code' in error
				? error.code
				: error instanceof Error
					? error.message
					: String(error);
		return createPathProblem(path, {
			code: 'file-unreadable',
			detail: `It cannot be read (${String(code)}).`,
			fix: 'Make it a file that may be read, or remove it.',
		});
	}
	const { text, ...bad } = decodeUtf8(bytes);
	if (text !== undefined) return makeSourceText(path, text);
	return createPathProblem(path, {
		code: 'file-not-text',
		detail: `This file must be text. ${'reason' in bad ? bad.reason : ''}`.trim(),
		fix: 'Save it as UTF-8.',
	});
}
