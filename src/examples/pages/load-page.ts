import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Problem } from '#core/problem.ts';
import { parseTyped, readSource } from '#workspace/typed/load-typed.ts';
import { createSpanProblem, type SourceText } from '#workspace/typed/source-text.ts';
import type { Page } from '../content.ts';
import { explainMdxError } from './explain-mdx-error.ts';
import { type MdxError, readMdx } from './mdx-document.ts';

export interface LoadedPages<Head> {
	readonly pages: readonly Page<Head>[];
	/** Of every file, read or not. */
	readonly ids: readonly string[];
	readonly problems: readonly Problem[];
}

/** Every `.mdx` file of a folder that `idOf` gives an id, in the order of their names. */
export function loadPages<Schema extends z.ZodType>(
	folder: string,
	path: string,
	schema: Schema,
	idOf: (name: string) => string | undefined,
): LoadedPages<z.infer<Schema>> {
	const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.mdx')) : [];
	const loaded = names.sort().flatMap((name) => {
		const id = idOf(name.slice(0, -'.mdx'.length));
		return id === undefined ? [] : { id, ...loadPage(join(folder, name), `${path}/${name}`, schema, id) };
	});
	return {
		pages: loaded.map(({ page }) => page).filter((page) => page !== undefined),
		ids: loaded.map(({ id }) => id),
		problems: loaded.flatMap(({ problems }) => problems),
	};
}

function loadPage<Schema extends z.ZodType>(
	file: string,
	path: string,
	schema: Schema,
	id: string,
): { page?: Page<z.infer<Schema>>; problems: readonly Problem[] } {
	const source = readSource(file, path);
	if ('code' in source) return { problems: [source] };
	const match = matchHead(source.text);
	const mdx = readMdx(source.text);
	const compileProblems = 'error' in mdx ? [createCompileProblem(source, mdx.error)] : [];
	if (match === null) return { problems: [createMissingHeadProblem(source), ...compileProblems] };

	const start = match[0].indexOf('\n') + 1;
	const within = { start, end: start + (match[1] ?? '').length };
	const head = parseTyped(source, schema, { code: 'page-head-invalid', within });
	if (head.file === undefined) return { problems: [...head.problems, ...compileProblems] };
	if ('error' in mdx) return { problems: compileProblems };
	const body = source.text.slice(match[0].length);
	const { value: frontmatter, places } = head.file;
	const page = { id, path, frontmatter, body, source, document: mdx.document, head: places };
	return { page, problems: [] };
}

/** The head of a page between its two lines of `---`, both with it, and what stands between them. */
export function matchHead(text: string): RegExpExecArray | null {
	return /^\ufeff?---\r?\n([\s\S]*?)\r?\n?---[ \t]*(?:\r?\n|$)/.exec(text);
}

function createMissingHeadProblem(source: SourceText): Problem {
	return createSpanProblem(
		source,
		{ start: 0, end: 1 },
		{
			code: 'page-head-missing',
			detail: 'The page does not begin with a head between two lines of `---`.',
			fix: 'Begin the file with `---`, the fields in YAML, and `---`. `drydock new` makes a page that has one.',
		},
	);
}

function createCompileProblem(source: SourceText, error: MdxError): Problem {
	const start = source.lines.offsetAt(error.at);
	return createSpanProblem(
		source,
		{ start, end: start + 1 },
		{ code: 'mdx-does-not-compile', ...explainMdxError(source.text, error, start) },
	);
}
