import { findHeadDirective } from './directives.ts';
import type { Dockerfile } from './model.ts';

/** What `# check=` asks for. */
export interface CheckDirective {
	/** BuildKit's names of the checks to leave out, or all of them. */
	readonly skips: ReadonlySet<string> | 'all';
	/** True where a warning is to fail the build. */
	readonly failsBuild: boolean;
}

/** What the `# check=` comments of a file ask for, file-wide and above single instructions. */
export interface CheckDirectives extends CheckDirective {
	/** True where a check, by BuildKit's name, is to be silent about the instruction that begins on this line. */
	isSkipped(check: string, line: number): boolean;
}

const NONE: CheckDirective = { skips: new Set(), failsBuild: false };

/** Reads the `# check=` directive at the head of a file and those in the comments right above its instructions. */
export function readCheckDirective(dockerfile: Dockerfile): CheckDirectives {
	const head = findHeadDirective(dockerfile.text, 'check');
	const fileWide = (head && tryReadOptions(head.value)) ?? NONE;
	const above = collectCommentOptions(dockerfile);
	return {
		...fileWide,
		isSkipped: (check, line) =>
			isCheckSkipped(fileWide, check) || isCheckSkipped(above.get(line) ?? NONE, check),
	};
}

function isCheckSkipped({ skips: names }: CheckDirective, check: string): boolean {
	return names === 'all' || names.has(check);
}

/** What the comments above each instruction ask for, by its line. The first one there counts; a bare `#` parts it from those before. */
function collectCommentOptions(dockerfile: Dockerfile): Map<number, CheckDirective> {
	const above = new Map<number, CheckDirective>();
	if (!/#[\s\x85]*check/i.test(dockerfile.text)) return above;
	for (const { text, line } of dockerfile.comments) {
		const value = /^check\s*=\s*(.+)$/i.exec(text)?.[1];
		if (value === undefined && text !== '') continue;
		const target = findNextInstructionLine(dockerfile, line);
		if (target === undefined) continue;
		if (value === undefined) above.delete(target);
		else if (!above.has(target)) above.set(target, tryReadOptions(value) ?? NONE);
	}
	return above;
}

/** What stands behind a blank is no part of it; `undefined` where BuildKit cannot read it. */
function tryReadOptions(value: string): CheckDirective | undefined {
	const options = readCheckOptions(value.split(' ')[0] ?? '');
	return typeof options === 'string' ? undefined : options;
}

/** Reads `skip=A,B;error=true`; a text that says why where BuildKit refuses it. */
export function readCheckOptions(value: string): CheckDirective | string {
	let names: readonly string[] = [];
	let all = false;
	let failsBuild = false;
	for (const part of splitOptions(value.trim())) {
		const equals = part.indexOf('=');
		if (equals === -1) return `invalid check option \`${part}\``;
		const key = part.slice(0, equals).trim();
		const setting = part.slice(equals + 1).trim();
		if (key === 'skip' && setting === 'all') all = true;
		else if (key === 'skip') names = setting.split(',').map((name) => name.trim());
		else if (key === 'error') {
			if (!/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(setting)) {
				return `invalid check option \`${part}\`: error is true or false`;
			}
			failsBuild = /^[1tT]/.test(setting);
		} else if (key !== 'experimental') return `invalid check option \`${key}\``;
	}
	return { skips: all ? 'all' : new Set(names), failsBuild };
}

/** BuildKit cuts at the first two semicolons only. */
function splitOptions(value: string): string[] {
	if (value === '') return [];
	const [first = '', second, ...rest] = value.split(';');
	if (second === undefined) return [first];
	return rest.length === 0 ? [first, second] : [first, second, rest.join(';')];
}

/** The line on which the instruction begins that follows the comment; other comments and empty lines may stand between. */
function findNextInstructionLine({ instructions }: Dockerfile, line: number): number | undefined {
	let low = 0;
	let high = instructions.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((instructions[middle]?.endLine ?? 0) >= line) high = middle;
		else low = middle + 1;
	}
	const next = instructions[low];
	return next && next.startLine > line ? next.startLine : undefined;
}
