import { findHeadDirective } from './directives.ts';
import { getKeptText } from './lines/comments.ts';
import type { Dockerfile } from './model.ts';

/** What `# check=` asks for. */
export interface CheckDirective {
	/** BuildKit's names of the checks to leave out, or all of them. */
	readonly skips: ReadonlySet<string> | 'all';
	/** Of the experimental checks, those to run. */
	readonly experiments: ReadonlySet<string> | 'all';
	/** True where a warning is to fail the build. */
	readonly failsBuild: boolean;
}

/** What the `# check=` comments of a file ask for, file-wide and above single instructions. */
export interface CheckDirectives extends CheckDirective {
	/**
	 * True where a check, by BuildKit's name, is to be silent about the instruction that begins on this line. An experimental
	 * one is so unless it is asked for; `skip` says nothing of it. A name that is none of BuildKit's is never skipped.
	 */
	isSkipped(check: string, line: number): boolean;
}

/** Every check that `docker build --check` knows. */
const CHECKS: ReadonlySet<string> = new Set([
	'StageNameCasing',
	'FromAsCasing',
	'NoEmptyContinuation',
	'ConsistentInstructionCasing',
	'DuplicateStageName',
	'ReservedStageName',
	'JSONArgsRecommended',
	'MaintainerDeprecated',
	'UndefinedArgInFrom',
	'WorkdirRelativePath',
	'UndefinedVar',
	'MultipleInstructionsDisallowed',
	'LegacyKeyValueFormat',
	'InvalidBaseImagePlatform',
	'RedundantTargetPlatform',
	'SecretsUsedInArgOrEnv',
	'InvalidDefaultArgInFrom',
	'FromPlatformFlagConstDisallowed',
	'CopyIgnoredFile',
	'ExposeProtoCasing',
	'ExposeInvalidFormat',
]);
const EXPERIMENTAL_CHECKS: ReadonlySet<string> = new Set(['InvalidDefinitionDescription']);

const NONE: CheckDirective = { skips: new Set(), experiments: new Set(), failsBuild: false };

/** Reads the `# check=` directive at the head of a file and those in the comments right above its instructions. */
export function readCheckDirective(dockerfile: Dockerfile): CheckDirectives {
	const head = findHeadDirective(dockerfile.text, 'check');
	const fileWide = (head && tryReadOptions(head.value)) ?? NONE;
	const above = collectCommentOptions(dockerfile);
	return {
		...fileWide,
		isSkipped(check, line) {
			const asked = [fileWide, above.get(line) ?? NONE];
			if (EXPERIMENTAL_CHECKS.has(check)) return !asked.some(({ experiments }) => holds(experiments, check));
			return CHECKS.has(check) && asked.some(({ skips }) => holds(skips, check));
		},
	};
}

function holds(names: ReadonlySet<string> | 'all', check: string): boolean {
	return names === 'all' || names.has(check);
}

/** What the comments above each instruction ask for, by its line. The first one there counts; a bare `#` parts it from those before. */
function collectCommentOptions(dockerfile: Dockerfile): Map<number, CheckDirective> {
	const above = new Map<number, CheckDirective>();
	if (!/#[\s\x85]*check/i.test(dockerfile.text)) return above;
	for (const comment of dockerfile.comments) {
		const { line } = comment;
		const text = getKeptText(comment, dockerfile.text);
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
	const lists = { skip: readNames(''), experimental: readNames('') };
	let failsBuild = false;
	for (const part of splitOptions(value.trim())) {
		const equals = part.indexOf('=');
		if (equals === -1) return `invalid check option \`${part}\``;
		const key = part.slice(0, equals).trim();
		const setting = part.slice(equals + 1).trim();
		if (key === 'skip' || key === 'experimental') {
			// Once all are named, a later list takes nothing back.
			if (lists[key] !== 'all') lists[key] = readNames(setting);
		} else if (key === 'error') {
			if (!/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(setting)) {
				return `invalid check option \`${part}\`: error is true or false`;
			}
			failsBuild = /^[1tT]/.test(setting);
		} else return `invalid check option \`${key}\``;
	}
	return { skips: lists.skip, experiments: lists.experimental, failsBuild };
}

function readNames(setting: string): ReadonlySet<string> | 'all' {
	return setting === 'all' ? 'all' : new Set(setting.split(',').map((name) => name.trim()));
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
