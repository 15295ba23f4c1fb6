import { z } from 'zod';
import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import type { PlacedData } from './placed-data.ts';
import { createSpanProblem, joinNames, type SourceText } from './source-text.ts';

/** The data as the schema types it, or one problem for each thing that does not fit. */
export function parseWithSchema<Schema extends z.ZodType>(
	schema: Schema,
	source: SourceText,
	placed: PlacedData,
	{ code, fix: otherFix, describe = describeIssue }: SchemaWords,
): { readonly value: z.infer<Schema> } | { readonly problems: readonly Problem[] } {
	const result = schema.safeParse(placed.data);
	if (result.success) return { value: result.data };
	const problems = result.error.issues.flatMap((issue) =>
		describe(issue, schema, placed.data).map(({ path, atKey, detail, fix }) =>
			createSpanProblem(source, atKey ? placed.keySpanOf(path) : placed.spanOf(path), {
				code,
				detail,
				fix: otherFix ?? fix,
			}),
		),
	);
	return { problems };
}

/** How what does not fit is told. */
export interface SchemaWords {
	readonly code: string;
	/** Instead of the edit that would fit the schema, where the file is not for hands to edit. */
	readonly fix?: string;
	/** Instead of the sentences that hold for every file. */
	readonly describe?: (issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown) => readonly Worded[];
}

export interface Worded {
	readonly path: readonly PropertyKey[];
	readonly atKey: boolean;
	readonly detail: string;
	readonly fix: string;
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): Worded[] {
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) =>
			describeUnknownField([...issue.path, key], resolveSchema(schema, issue.path)),
		);
	}
	const { path } = issue;
	if (issue.code === 'invalid_key') {
		const wanted = issue.issues.map(describeExpectedValue).join(', ');
		return [
			{
				path,
				atKey: true,
				detail: `The name \`${String(path.at(-1))}\` must be ${wanted}.`,
				fix: 'Correct the name.',
			},
		];
	}
	// The schema's own sentence about several fields together.
	if (issue.code === 'custom' && typeof resolveValue(data, path) === 'object') {
		return [
			{
				path,
				atKey: true,
				detail: `What stands here does not fit together: ${issue.message}.`,
				fix: 'Change one of the fields, or remove it.',
			},
		];
	}
	const field = formatFieldPath(path);
	const fieldDescription = resolveSchema(schema, path)?.description;
	const value = resolveValue(data, path);
	if (value === undefined) {
		return [
			{
				path,
				atKey: true,
				detail: `The field ${field} is missing.`,
				fix: `Add \`${String(path.at(-1))}:\`.${fieldDescription === undefined ? '' : ` ${fieldDescription}`}`,
			},
		];
	}
	return [
		{
			path,
			atKey: false,
			detail: `${field} is ${describeValue(value)}, but must be ${describeExpectedValue(issue)}.`,
			fix: `Write ${describeExpectedValue(issue)}.${fieldDescription === undefined ? '' : ` ${fieldDescription}`}`,
		},
	];
}

function describeUnknownField(path: readonly PropertyKey[], parent: z.ZodType | undefined): Worded {
	const name = String(path.at(-1));
	const fieldNames = listFieldNames(parent);
	const [similar] = listSimilarNames(name, fieldNames);
	return {
		path,
		atKey: true,
		detail: `There is no field \`${name}\` ${path.length === 1 ? 'here' : `in ${formatFieldPath(path.slice(0, -1))}`}. Known: ${joinNames(fieldNames, 'and')}.`,
		fix:
			similar === undefined ? `Remove \`${name}\`.` : `Did you mean \`${similar}\`? Rename it, or remove it.`,
	};
}

function listFieldNames(parent: z.ZodType | undefined): string[] {
	const inner = parent === undefined ? undefined : unwrapSchema(parent);
	if (inner instanceof z.ZodObject) return Object.keys(inner.shape);
	return inner instanceof z.ZodRecord && inner.keyType instanceof z.ZodEnum
		? inner.keyType.options.map(String)
		: [];
}

/** `` `before.findings[0].line` ``, or `The file` for everything. */
function formatFieldPath(path: readonly PropertyKey[]): string {
	if (path.length === 0) return 'The file';
	const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
	return `\`${name.replace(/^\./, '')}\``;
}

function describeValue(value: unknown): string {
	if (value === null) return 'empty';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'a mapping';
	const text = JSON.stringify(value);
	return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: '`true` or `false`',
	array: 'a list',
	object: 'a mapping',
	record: 'a mapping',
};

/** What would have been right, as a noun: `a whole number of at least 1`. */
function describeExpectedValue(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return TYPE_WORDS[issue.expected] ?? issue.expected;
		case 'invalid_value':
			return joinNames(issue.values.map(String));
		case 'too_small':
			if (issue.origin === 'string')
				return issue.minimum === 1
					? 'a text that is not empty'
					: `a text of at least ${issue.minimum} characters`;
			if (issue.origin === 'array') return `a list with at least ${issue.minimum} item`;
			return `a number of at least ${issue.minimum}`;
		case 'too_big':
			return issue.origin === 'string'
				? `a text of at most ${issue.maximum} characters`
				: `at most ${issue.maximum}`;
		case 'invalid_format':
			return issue.format === 'regex' ? describePattern(issue) : `a valid ${issue.format}`;
		case 'invalid_union':
			return 'a number, a text, `true` or `false`';
		default:
			return issue.message;
	}
}

function describePattern({ message, pattern }: z.core.$ZodIssueInvalidStringFormat): string {
	return message.startsWith('Invalid') ? `a text that matches ${pattern}` : message;
}

function resolveValue(data: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(value, step) =>
			typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
		data,
	);
}

/** The part of a schema that describes the value at a path. */
function resolveSchema(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
	let current: z.ZodType | undefined = schema;
	for (const step of path) {
		const inner: z.ZodType | undefined = current && unwrapSchema(current);
		if (inner instanceof z.ZodObject) current = inner.shape[String(step)];
		else if (inner instanceof z.ZodArray) current = inner.element as z.ZodType;
		else if (inner instanceof z.ZodRecord) current = inner.valueType as z.ZodType;
		else return undefined;
	}
	return current?.description === undefined && current !== undefined ? unwrapSchema(current) : current;
}

function unwrapSchema(schema: z.ZodType): z.ZodType {
	const isWrapper =
		schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault;
	return isWrapper ? unwrapSchema(schema.unwrap() as z.ZodType) : schema;
}
