import { parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import type { BuildContext } from '#core/build-context/model.ts';
import type { Finding } from '#core/finding.ts';
import { lint } from '#core/lint/lint.ts';
import type { Problem } from '#core/problem.ts';
import { rules } from '#core/rules/all-rules.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { parseConfiguration } from '#workspace/config-file.ts';
import {
	createLineProblem,
	createSpanProblem,
	type SourceText,
	type Wording,
} from '#workspace/typed/source-text.ts';
import { matchFindings } from '../compare-findings.ts';
import type { AnyPage } from '../content.ts';
import { type FenceMeta, readFenceMeta } from '../pages/fence-meta.ts';
import type { Fence } from '../pages/mdx-document.ts';

/** A block of a page that says `wrong` or `right`, as the file it is. */
export interface Block extends FenceMeta {
	readonly fence: Fence;
	readonly file: string;
	readonly reported: readonly Finding[];
}

/** Blocks marked `wrong` break exactly the rules they declare, on those lines; blocks marked `right` break none at all. */
export function checkFences({ document, source }: AnyPage): Problem[] {
	return [
		...document.fences.flatMap((fence) => checkFenceMeta(source, fence)),
		...lintBlocks(document.fences).flatMap((block) => checkBlockFindings(source, block)),
	];
}

/** Every block with a verdict, linted whole, with the other files of its set beside it. */
export function lintBlocks(fences: readonly Fence[]): Block[] {
	const blocks = fences.flatMap((fence) => {
		const meta = readFenceMeta(fence.meta);
		const file = meta.file ?? (fence.language === 'dockerfile' ? 'Dockerfile' : undefined);
		return meta.verdict === undefined || file === undefined ? [] : [{ ...meta, fence, file }];
	});
	return blocks.map((block) => {
		const mates = blocks.filter(
			(other) => block.set !== undefined && other.set === block.set && other.verdict === block.verdict,
		);
		const context = mates.length > 0 ? makeBlockContext(mates) : undefined;
		const { configuration } = parseConfiguration(block.settings ?? '', 'drydock.yaml');
		const options = { context, settings: block.settings === undefined ? undefined : configuration?.settings };
		return { ...block, reported: lint({ path: block.file, text: `${block.fence.code}\n` }, options) };
	});
}

/** The blocks of a page stand for a repository: what they are built from is a clone. */
function makeBlockContext(blocks: readonly { readonly file: string; readonly fence: Fence }[]): BuildContext {
	const texts = new Map(blocks.map(({ file, fence }): [string, string] => [file, `${fence.code}\n`]));
	const ignoreText = texts.get('.dockerignore');
	const { isIgnored } = parseIgnoreFile(ignoreText ?? '');
	return {
		files: [...texts.keys()].sort(),
		isIgnored,
		read: (path) => texts.get(path),
		isRepository: true,
		ignoreFile: ignoreText === undefined ? undefined : '.dockerignore',
	};
}

function checkFenceMeta(source: SourceText, fence: Fence): Problem[] {
	const { unknown, verdict, findings, file } = readFenceMeta(fence.meta);
	const problems = unknown.map(({ text, index }) => {
		const start = fence.metaStart + index;
		return createSpanProblem(
			source,
			{ start, end: start + text.length },
			{
				code: 'fence-attribute-unknown',
				detail: `\`${text}\` means nothing behind a fence, so what it should say is not checked.`,
				fix: 'A fence takes `wrong` or `right`, `file="…"`, `set="…"`, `settings="…"` and `findings="rule:line rule:line"`.',
			},
		);
	});
	if (verdict !== 'wrong' && findings.length > 0) {
		problems.push(
			createLineProblem(source, fence.firstLine - 1, {
				code: 'fence-attribute-unknown',
				detail: `Only a block marked \`wrong\` declares findings; this one is ${verdict === undefined ? 'not marked' : `marked \`${verdict}\``}.`,
				fix: 'Mark the block `wrong`, or remove `findings`.',
			}),
		);
	}
	if (verdict !== undefined && file === undefined && fence.language !== 'dockerfile') {
		problems.push(
			createLineProblem(source, fence.firstLine - 1, {
				code: 'fence-without-file',
				detail: `The block is marked \`${verdict}\`, but a \`${fence.language}\` block does not say which file it is, so it is not linted.`,
				fix: 'Add the name, such as `file="compose.yaml"`.',
			}),
		);
	}
	return problems;
}

function checkBlockFindings(source: SourceText, block: Block): Problem[] {
	const declared = block.verdict === 'wrong' ? block.findings : [];
	const { missing, moved, undeclared } = matchFindings(
		declared,
		block.reported,
		(one, { rule, range }) => rule === one.rule && range.start.line === one.line,
		(one, { rule }) => rule === one.rule,
	);
	return [
		...missing.map((one) => createUnreportedProblem(source, block, one)),
		...moved.map(([one, finding]) => createUnreportedProblem(source, block, one, finding)),
		...undeclared.map((finding) => createUndeclaredProblem(source, block, finding)),
	];
}

function createUnreportedProblem(
	source: SourceText,
	block: Block,
	{ rule, line }: Block['findings'][number],
	moved?: Finding,
): Problem {
	const start = block.fence.metaStart + Math.max(0, block.fence.meta.indexOf(`${rule}:${line}`));
	const span = { start, end: start + `${rule}:${line}`.length };
	const ids = rules.map(({ id }) => id);
	if (!ids.includes(rule)) return createSpanProblem(source, span, describeUnknownRule(rule, ids));
	const reported = block.reported.map((one) => `${one.rule}:${one.range.start.line}`);
	return createSpanProblem(source, span, {
		code: 'block-finding-not-reported',
		detail: `The block should break \`${rule}\` on its line ${line}, but the rule reports nothing there.`,
		below: `declared  ${rule}:${line}\nreported  ${reported.join(' ') || 'nothing'}`,
		fix:
			moved === undefined
				? `Make line ${line} of the block break the rule, or remove \`${rule}:${line}\`.`
				: `Write \`${rule}:${moved.range.start.line}\`, where the rule reports.`,
	});
}

function describeUnknownRule(rule: string, ids: readonly string[]): Wording {
	const [similar] = listSimilarNames(rule, ids);
	return {
		code: 'rule-unknown',
		detail: `There is no rule \`${rule}\`.`,
		fix:
			similar === undefined
				? 'Write the id of a rule; `/rules/` lists them.'
				: `Did you mean \`${similar}\`?`,
	};
}

function createUndeclaredProblem(
	source: SourceText,
	block: Block,
	{ rule, range, message }: Finding,
): Problem {
	const line = range.start.line;
	return createLineProblem(source, block.fence.firstLine + line - 1, {
		code: 'block-finding-not-declared',
		detail: `The block breaks \`${rule}\` on its line ${line}${block.verdict === 'right' ? ', though it is marked `right`' : ' and does not declare it'}: ${message}`,
		fix:
			block.verdict === 'right'
				? 'Mend the line: a block marked `right` is clean under all rules.'
				: `Mend the line, or add \`${rule}:${line}\` to \`findings\`.`,
	});
}
