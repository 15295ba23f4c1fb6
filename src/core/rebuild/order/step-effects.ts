import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { mountFields } from '../../dockerfile/mounts.ts';
import { resolvePath } from '../../image/paths.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { listShellCommands } from '../../shell/commands.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import type { ContextEntry } from '../model.ts';

/** What a step does to the files of its stage, as far as it is certain. */
export interface StepEffect {
	readonly instruction: Instruction;
	/** Files and whole folders, from the root of the image; `undefined` where it may be anything. */
	readonly touched: readonly string[] | undefined;
	/** It works on the folders of the system as a package manager does, and on nothing else beside what it names. */
	readonly usesSystem: boolean;
	/** It reads the list of users. */
	readonly readsUsers: boolean;
}

/** The effects of the instructions of a stage, in their order. */
export function listEffects(
	stage: Stage,
	dockerfile: Dockerfile,
	context: readonly ContextEntry[],
): StepEffect[] {
	const hasShell = dockerfile.instructions.some(({ keyword }) => keyword === 'SHELL');
	const files = new Set(context.filter(({ kind = 'file' }) => kind === 'file').map(({ path }) => path));
	let folder: string | undefined;
	return stage.instructions.map((instruction) => {
		if (instruction.keyword === 'WORKDIR') {
			folder = findPlainPath(instruction.body.text, folder);
			return makeEffect(instruction, folder === undefined ? undefined : [folder]);
		}
		if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD')
			return describeCopy(instruction, folder, files);
		if (instruction.keyword === 'RUN' && !hasShell) return describeRun(instruction, folder, dockerfile);
		return makeEffect(instruction, undefined);
	});
}

function makeEffect(instruction: Instruction, touched: readonly string[] | undefined): StepEffect {
	return { instruction, touched, usesSystem: false, readsUsers: false };
}

/** A path without anything that would have to be worked out. */
function findPlainPath(text: string, folder: string | undefined): string | undefined {
	return /[$"'\\`*?[\]~]/.test(text) ? undefined : resolvePath(text.trim(), folder);
}

function describeCopy(
	instruction: Instruction,
	folder: string | undefined,
	files: ReadonlySet<string>,
): StepEffect {
	const { args, flags, heredocs, body } = instruction;
	const target = findPlainPath(args.at(-1)?.text ?? '', folder);
	if (target === undefined || body.text.includes('$') || flags.some(({ text }) => text.includes('$')))
		return makeEffect(instruction, undefined);
	const owner = flags.find(({ name }) => name === 'chown')?.value?.text;
	const isPlain = heredocs.length === 0 && flags.every(({ name }) => name === 'chown' || name === 'chmod');
	const named = args.slice(0, -1).map(({ text }) => text.replace(/^\.?\//, ''));
	const isIntoFolder = /\/$|^\.$/.test(args.at(-1)?.text ?? '');
	const areFiles = instruction.keyword === 'COPY' && isPlain && named.every((path) => files.has(path));
	const inside = named.map((path) => `${target === '/' ? '' : target}/${path.replace(/^.*\//, '')}`);
	return {
		...makeEffect(instruction, areFiles && isIntoFolder ? inside : [target]),
		readsUsers: owner !== undefined && !/^\d+(?::\d+)?$/.test(owner),
	};
}

/** Mounts that bring nothing from elsewhere. */
const OWN_MOUNTS: ReadonlySet<string | undefined> = new Set(['cache', 'tmpfs']);

function describeRun(
	instruction: Instruction,
	folder: string | undefined,
	dockerfile: Dockerfile,
): StepEffect {
	const unknown = makeEffect(instruction, undefined);
	if (instruction.isJson || instruction.heredocs.length > 0 || /[$`(){}]/.test(instruction.body.text))
		return unknown;
	const mounts = instruction.flags.map(({ name, value }) =>
		name === 'mount' && value ? mountFields(value) : undefined,
	);
	const touched: string[] = [];
	for (const fields of mounts) {
		const type = fields?.findLast(({ key }) => key === 'type')?.value;
		const place = fields?.findLast(({ key }) => /^(?:target|dst|destination)$/.test(key))?.value;
		const path = place === undefined ? undefined : findPlainPath(place, undefined);
		if (!OWN_MOUNTS.has(type) || path === undefined || fields?.some(({ key }) => key === 'from'))
			return unknown;
		touched.push(path);
	}
	const commands = listShellCommands(instruction, dockerfile.text, 'sh');
	if (commands.length === 0) return unknown;
	let usesSystem = false;
	for (const command of commands) {
		const paths = listTouchedPaths(command, folder);
		if (paths === undefined) return unknown;
		usesSystem ||= paths === SYSTEM;
		touched.push(...paths);
	}
	return { ...makeEffect(instruction, touched), usesSystem };
}

/** Stands for the folders of the system, which are many. */
const SYSTEM: readonly string[] = [];

const SILENT: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf']);
/** Programs that touch what their words name, and nothing else. */
const NAMED: ReadonlySet<string> = new Set(['mkdir', 'touch', 'rm', 'chmod', 'rmdir']);
const USER_TOOLS: ReadonlySet<string> = new Set(['useradd', 'groupadd', 'adduser', 'addgroup']);
/** Options that make a package manager work elsewhere, or read a file. */
const ELSEWHERE =
	/^(?:--root|--installroot|-R|-p|--prefix|-c|--config|-o|--option|--cache-dir|--keys-dir|--repositories-file)/;

/** `undefined` where a command may read or write anything. */
function listTouchedPaths(
	{ name = '', args, redirects, assignments, wrappers, packageAction, surroundings }: ShellCommand,
	folder: string | undefined,
): readonly string[] | undefined {
	const isPlain = wrappers.length === 0 && assignments.length === 0 && !surroundings.isBackground;
	if (!isPlain || surroundings.isSubstituted) return undefined;
	const written = listPlaces(
		redirects.map(({ target }) => target),
		folder,
	);
	if (written === undefined) return undefined;
	if (packageAction) {
		const { kind, packages, options } = packageAction;
		const isOfLists = packages.every(
			({ text }) => text !== undefined && !/[/.]/.test(text.replace(/=.*/, '')),
		);
		const isHere = !options.some((option) => ELSEWHERE.test(option));
		return kind === 'system' && isOfLists && isHere && written.length === 0 ? SYSTEM : undefined;
	}
	if (SILENT.has(name)) return written;
	if (USER_TOOLS.has(name)) return args.some(({ raw }) => raw.includes('/')) ? undefined : SYSTEM;
	if (!NAMED.has(name) || args.some(({ raw }) => raw.startsWith('--'))) return undefined;
	const operands = args.filter(({ raw }) => !raw.startsWith('-'));
	const places = listPlaces(name === 'chmod' ? operands.slice(1) : operands, folder);
	return places && [...places, ...written];
}

/** The files that words name: of a pattern the folder that it looks in. */
function listPlaces(words: readonly ShellWord[], folder: string | undefined): string[] | undefined {
	const places: string[] = [];
	for (const { raw } of words) {
		const literal = raw.replace(/[^/]*[*?[].*$/, '');
		const path = literal === '' ? undefined : findPlainPath(literal, folder);
		if (path === undefined) return undefined;
		places.push(path);
	}
	return places;
}
