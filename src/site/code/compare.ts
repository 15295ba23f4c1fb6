import { diffLines } from '#core/source/line-diff.ts';
import type { Example, ExampleFile } from '#examples/example.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { computeDigest } from '#examples/sha256.ts';
import { codeCache } from '../caches.ts';
import { detectLanguage } from './highlight.ts';
import { type CodeLine, renderCodeLines } from './lines.ts';

/** A row of one side: a line, told apart by `mark`, or a gap beside lines that only the other side has. */
export type CompareRow = { readonly gap: true } | (CodeLine & { readonly mark: 'kept' | 'changed' });

/** One file of an example, on the sides that have it. */
export interface ComparedFile {
	readonly path: string;
	readonly change: 'changed' | 'added' | 'removed' | 'same';
	readonly findings: number;
	readonly sides: Readonly<Record<Side, ComparedSide>>;
}

export interface ComparedSide {
	readonly isThere: boolean;
	/** Absent where the file is missing or not text. */
	readonly text?: string | undefined;
	readonly bytes: number;
	readonly rows: readonly CompareRow[];
}

type Files = Pick<Example, 'sides'>;

const comparisons = new WeakMap<Files, Promise<readonly ComparedFile[]>>();

/** Every file of an example, in the order they are shown: what has findings, what differs, then the rest. */
export function listComparedFiles(example: Files): Promise<readonly ComparedFile[]> {
	const compared = comparisons.get(example) ?? rememberComparison(example);
	comparisons.set(example, compared);
	return compared;
}

function rememberComparison(example: Files): Promise<readonly ComparedFile[]> {
	// In dev the code that compares may change at any time, and nothing that it made is kept.
	if (process.env['NODE_ENV'] !== 'production') return compareFiles(example);
	return codeCache().json(serializeInputs(example), () => compareFiles(example));
}

/** All that the comparison is made from. */
function serializeInputs({ sides }: Files): string {
	return JSON.stringify(
		SIDES.map((side) => ({
			files: sides[side].files.map(({ path, text, bytes }) => [
				path,
				text ?? computeDigest(bytes),
				bytes.length,
			]),
			findings: [...sides[side].findings],
		})),
	);
}

async function compareFiles(example: Files): Promise<ComparedFile[]> {
	const paths = new Set(
		[...example.sides.before.files, ...example.sides.after.files].map(({ path }) => path),
	);
	const files = await Promise.all([...paths].sort().map((path) => compareFile(example, path)));
	return files.sort((a, b) => rankFile(a) - rankFile(b));
}

function rankFile({ path, change, findings }: ComparedFile): number {
	const isDockerfile = path === 'Dockerfile' ? -1 : 0;
	return (findings > 0 ? 0 : change !== 'same' ? 2 : 4) + isDockerfile;
}

async function compareFile(example: Files, path: string): Promise<ComparedFile> {
	const before = example.sides.before.files.find((file) => file.path === path);
	const after = example.sides.after.files.find((file) => file.path === path);
	const getFindings = (side: Side) => example.sides[side].findings.get(path) ?? [];
	const renderLines = (file: ExampleFile | undefined, side: Side) =>
		file?.text === undefined
			? Promise.resolve([])
			: renderCodeLines(file.text, detectLanguage(path), getFindings(side));
	const [beforeLines, afterLines] = await Promise.all([
		renderLines(before, 'before'),
		renderLines(after, 'after'),
	]);
	const rows = align(before?.text, beforeLines, after?.text, afterLines);
	const makeSide = (file: ExampleFile | undefined, sideRows: readonly CompareRow[]): ComparedSide => ({
		isThere: file !== undefined,
		text: file?.text,
		bytes: file?.bytes.length ?? 0,
		rows: file === undefined ? [] : sideRows,
	});
	return {
		path,
		change: classifyChange(before, after),
		findings: getFindings('before').length + getFindings('after').length,
		sides: { before: makeSide(before, rows.before), after: makeSide(after, rows.after) },
	};
}

function classifyChange(
	before: ExampleFile | undefined,
	after: ExampleFile | undefined,
): ComparedFile['change'] {
	if (before === undefined) return 'added';
	if (after === undefined) return 'removed';
	return Buffer.compare(before.bytes, after.bytes) === 0 ? 'same' : 'changed';
}

function align(
	beforeText: string | undefined,
	beforeLines: readonly CodeLine[],
	afterText: string | undefined,
	afterLines: readonly CodeLine[],
): Record<Side, CompareRow[]> {
	const rows: Record<Side, CompareRow[]> = { before: [], after: [] };
	const splitLines = (text: string | undefined, count: number) => (text?.split('\n') ?? []).slice(0, count);
	const put = (side: Side, line: CodeLine | undefined, mark: 'kept' | 'changed') =>
		rows[side].push(line === undefined ? { gap: true } : { ...line, mark });
	for (const row of diffLines(
		splitLines(beforeText, beforeLines.length),
		splitLines(afterText, afterLines.length),
	)) {
		const mark = row.kind === 'kept' ? 'kept' : 'changed';
		put('before', row.before === undefined ? undefined : beforeLines[row.before - 1], mark);
		put('after', row.after === undefined ? undefined : afterLines[row.after - 1], mark);
	}
	return rows;
}
