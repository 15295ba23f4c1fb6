import { fileKind } from '#core/file-kind.ts';
import type { Problem } from '#core/problem.ts';
import type { Span } from '#core/source/position.ts';
import type { Content } from '#examples/content.ts';
import { problemAt, type SourceText, sourceText } from '#examples/source-text.ts';
import { type BuildCache, buildCache } from '#workspace/build-cache.ts';
import { type RunScript, runScripts } from './run-scripts.ts';
import { type ShellCheck, type ShellRemark, shellCheckVersion, startShellCheck } from './shellcheck.ts';

/**
 * What ShellCheck says of every `RUN` of an after, as problems. Answers are kept in `cache` by content, so that a second
 * run starts nothing. `undefined` where ShellCheck is not installed.
 */
export async function checkAfters(content: Content, cache: string): Promise<Problem[] | undefined> {
	const version = shellCheckVersion();
	if (version === undefined) return undefined;
	const kept = buildCache(cache, []);
	const remarksOf = cached(kept, version);
	const problems: Problem[] = [];
	for (const { path, sides } of content.examples.values()) {
		for (const file of sides.after.files) {
			if (file.text === undefined || fileKind(file.path, file.text) !== 'dockerfile') continue;
			const source = sourceText(`${path}/after/${file.path}`, file.text);
			for (const run of runScripts(file.text)) {
				const remarks = await remarksOf(run);
				problems.push(...remarks.map((remark) => problem(source, run, remark)));
			}
		}
	}
	kept.prune();
	return problems;
}

/** Asks the cache first. ShellCheck is started for the first script that is not in it. */
function cached(cache: BuildCache, version: string): (run: RunScript) => Promise<readonly ShellRemark[]> {
	let started: Promise<ShellCheck> | undefined;
	return ({ script: { text }, dialect }) =>
		cache.json(JSON.stringify([version, dialect, text]), async () => {
			started ??= startShellCheck();
			return (await started).remarks(text, dialect);
		});
}

function problem(source: SourceText, { script }: RunScript, remark: ShellRemark): Problem {
	return problemAt(source, spanOf(script, remark), {
		code: 'shellcheck',
		detail: `ShellCheck says SC${remark.code} (${remark.severity}) of this \`RUN\`: ${remark.message.replace(/\.?$/, '.')}`,
		fix: `Mend the command. Why, and how: https://www.shellcheck.net/wiki/SC${remark.code}`,
	});
}

/** Where a remark on the script stands in the Dockerfile. */
function spanOf(
	script: RunScript['script'],
	remark: Omit<ShellRemark, 'code' | 'severity' | 'message'>,
): Span {
	const start = indexAt(script.text, remark.line, remark.column);
	const end = Math.max(start + 1, indexAt(script.text, remark.endLine, remark.endColumn));
	return { start: script.sourceOffset(start), end: script.sourceOffset(end - 1) + 1 };
}

/** ShellCheck counts characters, not UTF-16 units, and lets a tab reach to the next multiple of 8. */
function indexAt(text: string, line: number, column: number): number {
	let index = 0;
	for (let passed = 1; passed < line; passed++) index = text.indexOf('\n', index) + 1;
	for (let at = 1; at < column && index < text.length; ) {
		const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
		at = character === '\t' ? at + 8 - ((at - 1) % 8) : at + 1;
		index += character.length;
	}
	return index;
}
