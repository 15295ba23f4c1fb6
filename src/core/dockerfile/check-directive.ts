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
export function checkDirective(dockerfile: Dockerfile): CheckDirectives {
	const head = dockerfile.directives.find(({ name }) => name === 'check');
	const whole = (head && readCheckOptions(head.value.split(' ')[0] ?? '')) ?? NONE;
	const fileWide = typeof whole === 'string' ? NONE : whole;
	const skippedOn = new Map<number, Set<string>>();
	for (const { text, line, span } of dockerfile.comments) {
		const value = /^check\s*=\s*(.+)$/i.exec(text)?.[1];
		if (value === undefined || span.start === head?.span.start) continue;
		const options = readCheckOptions(value);
		const target = instructionBelow(dockerfile, line);
		if (target === undefined || typeof options === 'string') continue;
		const names = skippedOn.get(target) ?? new Set();
		skippedOn.set(target, names);
		for (const name of options.skips === 'all' ? ['all'] : options.skips) names.add(name);
	}
	return {
		...fileWide,
		isSkipped(check, line) {
			if (fileWide.skips === 'all' || fileWide.skips.has(check)) return true;
			const names = skippedOn.get(line);
			return names !== undefined && (names.has('all') || names.has(check));
		},
	};
}

/** Reads `skip=A,B;error=true`; a text that says why where BuildKit refuses it. */
export function readCheckOptions(value: string): CheckDirective | string {
	const skips = new Set<string>();
	let all = false;
	let failsBuild = false;
	for (const part of partsOf(value.trim())) {
		const equals = part.indexOf('=');
		if (equals === -1) return `invalid check option \`${part}\``;
		const key = part.slice(0, equals).trim();
		const setting = part.slice(equals + 1).trim();
		if (key === 'skip' && setting === 'all') all = true;
		else if (key === 'skip') for (const name of setting.split(',')) skips.add(name.trim());
		else if (key === 'error') {
			if (!/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(setting)) {
				return `invalid check option \`${part}\`: error is true or false`;
			}
			failsBuild = /^[1tT]/.test(setting);
		} else if (key !== 'experimental') return `invalid check option \`${key}\``;
	}
	return { skips: all ? 'all' : skips, failsBuild };
}

/** BuildKit cuts at the first semicolon only. */
function partsOf(value: string): string[] {
	const at = value.indexOf(';');
	if (value === '') return [];
	return at === -1 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}

/** The line on which the instruction begins that follows the comment; other comments and empty lines may stand between. */
function instructionBelow({ instructions }: Dockerfile, line: number): number | undefined {
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
