/** True where the pattern matches the whole path. */
export type Glob = (path: string) => boolean;

/**
 * Reads a pattern as moby's patternmatcher does: `*` and `?` stay within a folder, `**` crosses folders, `[a-z]` and
 * `[^a]` are classes, `\` takes the next sign as it is. `undefined` where Go's `filepath.Match` refuses it.
 * Matching takes time in proportion to path × pattern, whatever the pattern.
 */
export function parseGlob(pattern: string): Glob | undefined {
	const tokens = readTokens([...pattern]);
	if (tokens === undefined) return undefined;
	if (!/[*?[\]\\]/.test(pattern)) return (path) => path === pattern;
	// `**` followed by plain text is an ending to moby, even without a slash between: `**foo` matches `xfoo`.
	const ending = /^\*\*([^*?[\]\\]+)$/.exec(pattern)?.[1];
	if (ending !== undefined) return (path) => path.endsWith(ending) || `/${path}` === ending;
	return (path) => isMatchingPath(tokens, [...path]);
}

/** One character, any run within a folder, any number of whole folders, or everything that is left. */
type Token = ((character: string) => boolean) | 'run' | 'folders' | 'rest';

function readTokens(pattern: readonly string[]): Token[] | undefined {
	const tokens: Token[] = [];
	for (let at = 0; at < pattern.length; at++) {
		const character = pattern[at];
		if (character === '*' && pattern[at + 1] === '*') {
			at += pattern[at + 2] === '/' ? 2 : 1;
			tokens.push(at === pattern.length - 1 ? 'rest' : 'folders');
		} else if (character === '*') tokens.push('run');
		else if (character === '?') tokens.push((other) => other !== '/');
		else if (character === '[') {
			const characterClass = readClass(pattern, at + 1);
			if (characterClass === undefined) return undefined;
			tokens.push(characterClass.token);
			at = characterClass.end;
		} else {
			if (character === '\\') at++;
			const literal = pattern[at];
			if (literal === undefined) return undefined;
			tokens.push(character === '\\' ? makeEscapeMatcher(literal) : (other) => other === literal);
		}
	}
	return tokens;
}

/** moby hands an escape on to a regular expression, so that a letter behind `\` never means itself. */
function makeEscapeMatcher(character: string): (other: string) => boolean {
	if (!/[a-z0-9]/i.test(character)) return (other) => other === character;
	const isMeant = /[dws]/i.test(character) ? new RegExp(`\\${character}`) : undefined;
	return (other) => isMeant?.test(other) === true;
}

/** The class whose first character is at `at`; `end` is the index of its `]`. */
function readClass(pattern: readonly string[], at: number): { token: Token; end: number } | undefined {
	const isNegated = pattern[at] === '^';
	const ranges: { low: string; high: string }[] = [];
	let next = isNegated ? at + 1 : at;
	const readOne = (): string | undefined => {
		const character = pattern[next++];
		if (character === '-' || character === ']') return undefined;
		return character === '\\' ? pattern[next++] : character;
	};
	while (pattern[next] !== ']' || ranges.length === 0) {
		const low = readOne();
		let high = low;
		if (pattern[next] === '-') {
			next++;
			high = readOne();
		}
		if (low === undefined || high === undefined) return undefined;
		ranges.push({ low, high });
	}
	const isInRanges = (other: string) => ranges.some(({ low, high }) => low <= other && other <= high);
	return { token: (other) => isInRanges(other) !== isNegated, end: next };
}

/** Follows all ways through the tokens at once. A state is twice a token's index, plus one inside a run of folders. */
function isMatchingPath(tokens: readonly Token[], path: readonly string[]): boolean {
	let states = new Set<number>();
	const enter = (into: Set<number>, index: number): void => {
		for (let at = index; !into.has(2 * at); at++) {
			into.add(2 * at);
			if (typeof tokens[at] !== 'string') return;
		}
	};
	enter(states, 0);
	for (const character of path) {
		const after = new Set<number>();
		for (const state of states) {
			const index = state >> 1;
			const token = tokens[index];
			if (token === undefined) continue;
			if (token === 'folders') {
				after.add(2 * index + 1);
				if (character === '/') enter(after, index + 1);
			} else if (token === 'rest' || (token === 'run' && character !== '/')) enter(after, index);
			else if (typeof token !== 'string' && token(character)) enter(after, index + 1);
		}
		states = after;
	}
	return states.has(2 * tokens.length);
}
