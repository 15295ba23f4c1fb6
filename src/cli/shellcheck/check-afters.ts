import { classifyFile } from '#core/file-kind.ts';
import type { Problem } from '#core/problem.ts';
import type { Span } from '#core/source/position.ts';
import type { Content } from '#examples/content.ts';
import { createBuildCache, type FileCache } from '#workspace/build-cache.ts';
import { createSpanProblem, makeSourceText, type SourceText } from '#workspace/typed/source-text.ts';
import { listRunScripts, type RunScript } from './run-scripts.ts';
import { readShellCheckVersion, type ShellCheck, type ShellRemark, startShellCheck } from './shellcheck.ts';

/**
 * What ShellCheck says of every `RUN` of an after, as problems. Answers are kept in `cache` by content, so that a second
 * run starts nothing. `undefined` where ShellCheck is not installed.
 */
export async function checkAfters(content: Content, cache: string): Promise<Problem[] | undefined> {
	const version = readShellCheckVersion();
	if (version === undefined) return undefined;
	const answerCache = createBuildCache(cache, []);
	const remarksOf = createCachedChecker(answerCache, version);
	const problems: Problem[] = [];
	for (const { path, sides } of content.examples.values()) {
		for (const file of sides.after.files) {
			if (file.text === undefined || classifyFile(file.path, file.text) !== 'dockerfile') continue;
			const source = makeSourceText(`${path}/after/${file.path}`, file.text);
			for (const run of listRunScripts(file.text)) {
				const remarks = await remarksOf(run);
				problems.push(...remarks.map((remark) => buildRemarkProblem(source, run, remark)));
			}
		}
	}
	answerCache.prune();
	return problems;
}

/** Asks the cache first. ShellCheck is started for the first script that is not in it. */
function createCachedChecker(
	cache: FileCache,
	version: string,
): (run: RunScript) => Promise<readonly ShellRemark[]> {
	let started: Promise<ShellCheck> | undefined;
	return ({ script: { text }, dialect }) =>
		cache.json(JSON.stringify([version, dialect, text]), async () => {
			started ??= startShellCheck();
			return (await started).remarks(text, dialect);
		});
}

function buildRemarkProblem(source: SourceText, { script }: RunScript, remark: ShellRemark): Problem {
	return createSpanProblem(source, locateRemark(script, remark), {
		code: 'shellcheck',
		detail: `ShellCheck says SC${remark.code} (${remark.severity}) of this \`RUN\`: ${remark.message.replace(/\.?$/, '.')}`,
		fix: `Mend the command. Why, and how: https://www.shellcheck.net/wiki/SC${remark.code}`,
	});
}

/** Where a remark on the script stands in the Dockerfile. */
function locateRemark(
	script: RunScript['script'],
	remark: Omit<ShellRemark, 'code' | 'severity' | 'message'>,
): Span {
	const start = computeTextIndex(script.text, remark.line, remark.column);
	const end = Math.max(start + 1, computeTextIndex(script.text, remark.endLine, remark.endColumn));
	return { start: script.sourceOffset(start), end: script.sourceOffset(end - 1) + 1 };
}

/** ShellCheck counts characters, not UTF-16 units, and lets a tab reach to the next multiple of 8. */
function computeTextIndex(text: string, line: number, column: number): number {
	let index = 0;
	for (let passed = 1; passed < line; passed++) index = text.indexOf('\n', index) + 1;
	for (let at = 1; at < column && index < text.length; ) {
		const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
		at = character === '\t' ? at + 8 - ((at - 1) % 8) : at + 1;
		index += character.length;
	}
	return index;
}
