import type { ParseError } from '../source/parse-error.ts';
import type { Span } from '../source/position.ts';
import { type Glob, parseGlob } from './glob.ts';

/** A `.dockerignore`, read. */
export interface IgnoreFile {
	/** Patterns that stop a build. They match nothing here. */
	readonly errors: readonly ParseError[];
	/** True where the file or folder stays out of the build. `path` is relative to the context, with `/` between folders. */
	isIgnored(path: string): boolean;
}

/** Reads a `.dockerignore` as BuildKit does: the last pattern that matches a path or one of its folders decides. */
export function parseIgnoreFile(text: string): IgnoreFile {
	const errors: ParseError[] = [];
	const patterns: Pattern[] = [];
	for (const { line, span } of listPatternLines(text)) {
		const isException = line.startsWith('!');
		const written = (isException ? line.slice(1) : line).trim();
		const glob = parseGlob(normalisePath(written).replace(/^\/(?=.)/, ''));
		if (written === '') errors.push({ message: 'A `!` needs a pattern behind it.', span });
		else if (glob === undefined) errors.push({ message: `The pattern \`${written}\` cannot be read.`, span });
		else patterns.push({ isException, matches: glob });
	}
	const verdicts = new Map<string, Verdict>();
	const getVerdict = (path: string): Verdict => {
		const parent = path.includes('/') ? getVerdict(path.slice(0, path.lastIndexOf('/'))) : undefined;
		const verdict = verdicts.get(path) ?? judge(path, patterns, parent);
		verdicts.set(path, verdict);
		return verdict;
	};
	// Many rules ask for the same files, of which there may be very many.
	const answers = new Map<string, boolean>();
	return {
		errors,
		isIgnored(path) {
			const known = answers.get(path);
			if (known !== undefined) return known;
			const cleaned = normalisePath(path).replace(/^\//, '');
			const answer = cleaned !== '.' && cleaned !== '' && getVerdict(cleaned).isIgnored;
			answers.set(path, answer);
			return answer;
		},
	};
}

interface Pattern {
	/** Begins with `!`: what it matches comes back into the build. */
	readonly isException: boolean;
	readonly matches: Glob;
}

interface Verdict {
	readonly isIgnored: boolean;
	/** For each pattern: whether it matched this path or, when its turn came, one of its folders. */
	readonly matched: readonly boolean[];
}

/**
 * A pattern that cannot change the verdict is not tried, and what was not tried on a folder counts as no match below it.
 * This is moby's order of things (`MatchesUsingParentResults`), and it shows: `?/f` with `!d` leaves `d/f` out.
 */
function judge(path: string, patterns: readonly Pattern[], parent: Verdict | undefined): Verdict {
	let isIgnored = false;
	const matched = patterns.map(({ isException, matches }, index) => {
		const isMatch = parent?.matched[index] === true || (isException === isIgnored && matches(path));
		if (isMatch) isIgnored = !isException;
		return isMatch;
	});
	return { isIgnored, matched };
}

/** The lines that hold a pattern, blanks around them left out. Only a `#` in the first column makes a comment. */
function listPatternLines(text: string): { line: string; span: Span }[] {
	const lines: { line: string; span: Span }[] = [];
	for (let start = text.startsWith('\uFEFF') ? 1 : 0; start <= text.length; ) {
		const next = text.indexOf('\n', start);
		const end = next === -1 ? text.length : next;
		const whole = text.slice(start, end);
		const line = whole.trim();
		const from = start + whole.indexOf(line);
		if (line !== '' && !whole.startsWith('#'))
			lines.push({ line, span: { start: from, end: from + line.length } });
		start = end + 1;
	}
	return lines;
}

/** Go's `path.Clean`: no empty parts, no `.`, `..` worked out, no slash at the end. */
function normalisePath(path: string): string {
	const isRooted = path.startsWith('/');
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
		else if (!isRooted) parts.push(part);
	}
	return (isRooted ? '/' : '') + parts.join('/') || '.';
}
