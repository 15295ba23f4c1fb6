import { parseGlob } from '../build-context/glob.ts';
import { parseIgnoreFile } from '../build-context/ignore-file.ts';
import type { BuildContext } from '../build-context/model.ts';
import type { Heredoc, Instruction, Word } from '../dockerfile/model.ts';
import { findFirstIndex } from '../source/first-from.ts';
import { getLastSegment, isWithin, resolveContextPath, resolvePath } from './paths.ts';

/** One source of a `COPY` or `ADD`. */
export interface CopySource {
	readonly word: Word;
	/** The build context; another stage or image; the web or a git repository; the Dockerfile itself. */
	readonly origin: 'context' | 'elsewhere' | 'address' | 'heredoc';
	/** Variables replaced, else as written; missing where that cannot be done. Of a heredoc its name. */
	readonly value: string | undefined;
	/** The same as a path without `.` and `..`: from the context's root, empty for the context as a whole. */
	readonly path: string | undefined;
	readonly heredoc?: Heredoc;
}

/** What a `COPY` or `ADD` copies, and where to. */
export interface Copy {
	readonly instruction: Instruction;
	readonly sources: readonly CopySource[];
	readonly target: { readonly word: Word; readonly value: string | undefined } | undefined;
	/** `--parents`: the folders of a source are made below the target too. */
	readonly keepsParents: boolean;
}

/** Replaces the variables of a text; `undefined` where the outcome cannot be known. */
type Expand = (text: string) => string | undefined;

const NOTHING: readonly never[] = [];

/** Reads a `COPY` or `ADD` as the engine does; any other instruction copies nothing. */
export function readCopy(instruction: Instruction, expand: Expand): Copy {
	const { keyword, flags, args, heredocs } = instruction;
	const target = keyword === 'COPY' || keyword === 'ADD' ? args.at(-1) : undefined;
	if (!target) return { instruction, sources: NOTHING, target: undefined, keepsParents: false };
	const expandWord = ({ text }: Word) => (isPlain(text) ? text : expand(text));
	// `--from=` without a name is the build context.
	const isElsewhere = flags.some(({ name, value }) => name === 'from' && value?.text !== '');
	const readSource = (word: Word): CopySource => {
		const heredoc = heredocs.find(({ span }) => span.start === word.span.start);
		if (heredoc) return { word, origin: 'heredoc', value: heredoc.name, path: heredoc.name, heredoc };
		const value = expandWord(word);
		if (isElsewhere) return { word, origin: 'elsewhere', value, path: value && resolveContextPath(value) };
		if (isAddress(value ?? word.text)) return { word, origin: 'address', value, path: undefined };
		return {
			word,
			origin: 'context',
			value,
			path: value === undefined ? undefined : resolveContextPath(value),
		};
	};
	return {
		instruction,
		sources: args.slice(0, -1).map(readSource),
		target: { word: target, value: expandWord(target) },
		keepsParents: flags.some(
			({ name, value }) => name === 'parents' && !/^(?:0|f|false)$/i.test(value?.text ?? ''),
		),
	};
}

function isPlain(text: string): boolean {
	return /^[\w./*@+-]*$/.test(text);
}

/** True for an address of git or of the web, and for what its author takes for one: no file of the context is meant. */
function isAddress(path: string): boolean {
	return /^(\w[\w+.-]*:\/\/|[\w.-]+@[\w.-]+:|github\.com\/)/i.test(path);
}

/** The sources that are files or folders of the build context, as far as they are known. */
export function listContextSources({
	sources,
}: Copy): readonly (CopySource & { readonly path: string; readonly value: string })[] {
	return sources.flatMap((source) => {
		const { origin, path, value } = source;
		return origin === 'context' && path !== undefined && value !== undefined
			? [{ ...source, path, value }]
			: [];
	});
}

/** True where a source is a folder for sure: the whole context, or a path that ends as one. */
export function isFolderSource({ path, value }: CopySource): boolean {
	return path === '' || /(?:^|\/)\.{0,2}$/.test(value ?? '-');
}

/** The files of the context that a source brings into the build: itself, those below it, or those that its pattern matches. */
export function listContextFiles(path: string, context: BuildContext): string[] {
	const glob = /[*?[]/.test(path) ? parseGlob(path) : undefined;
	const isMeant = (file: string) => {
		if (path === '' || file === path || file.startsWith(`${path}/`)) return true;
		if (glob === undefined) return false;
		const parts = file.split('/');
		return parts.some((_, index) => glob(parts.slice(0, index + 1).join('/')));
	};
	return context.files.filter((file) => isMeant(file) && !context.isIgnored(file));
}

/**
 * Whether `--exclude` leaves a file out of what a source brings. Its patterns are those of an ignore file and count from
 * the folder that is copied; with a slash in front they match nothing, and a file that is named itself is copied all the same.
 */
export function makeExclusionTest({ flags }: Instruction): (file: string, folder: string) => boolean {
	const patterns = flags.flatMap(({ name, value }) => (name === 'exclude' && value ? value.text : []));
	if (patterns.length === 0) return () => false;
	const { isIgnored } = parseIgnoreFile(patterns.filter((pattern) => !pattern.startsWith('/')).join('\n'));
	return (file, folder) => {
		if (folder === '' || file.startsWith(`${folder}/`)) return isIgnored(file.slice(folder.length));
		// Which of its folders a pattern such as `*` matches is not worked out: each may be the one.
		return file.split('/').some((_, index, parts) => index > 0 && isIgnored(parts.slice(index).join('/')));
	};
}

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.\w+)$/;

/**
 * Where a copy puts what it copies: a path for each file, the target for a folder. Empty where the target is not known.
 * What the context does not have may be either.
 */
export function listCopiedPaths(
	copy: Copy,
	folder: string | undefined,
	context: BuildContext | undefined,
): string[] {
	const target = resolveTarget(copy, folder);
	if (target === undefined || copy.sources.some(({ value }) => value === undefined)) return [];
	return copy.sources.flatMap((source) => listSourcePaths(source, target, copy, context));
}

function listSourcePaths(
	source: CopySource,
	target: string,
	copy: Copy,
	context: BuildContext | undefined,
): string[] {
	const { origin, value = '', path = '' } = source;
	if (origin === 'address' && !(copy.sources.length === 1 && /^https?:\/\/[^?#]*[^/?#]$/.test(value)))
		return [];
	const name = getLastSegment(value);
	// An archive that `ADD` unpacks leaves no file of its name.
	if (copy.instruction.keyword === 'ADD' && origin === 'context' && ARCHIVE.test(name)) return [];
	if (copy.keepsParents && path !== '')
		return /[*?[]/.test(path) ? [] : [joinPath(target, keepParents(value))];
	const isOneName = !/[*?[]|^\.{0,2}$/.test(name);
	const kind = origin === 'context' ? findContextKind(path, context) : undefined;
	if (kind === 'folder') return target === '/' ? [] : [target];
	const inFolder = isIntoFolder(copy) && isOneName ? [joinPath(target, name)] : [];
	if (inFolder.length > 0 && (kind === 'file' || /[^.]\.\w+$|^\.\w+$/.test(name))) return inFolder;
	// Without an ending it may be a file or a folder.
	return target === '/' ? inFolder : [target, ...inFolder];
}

/** What the context has under a path; `undefined` for nothing. */
function findContextKind(path: string, context: BuildContext | undefined): 'file' | 'folder' | undefined {
	if (!context || path === '') return undefined;
	const { files } = context;
	if (files[findFirstIndex(files, (file) => file >= path)] === path) return 'file';
	const below = files[findFirstIndex(files, (file) => file >= `${path}/`)];
	return below?.startsWith(`${path}/`) ? 'folder' : undefined;
}

/** True where files keep their names below the target. */
function isIntoFolder({ target, sources, keepsParents }: Copy): boolean {
	return keepsParents || sources.length > 1 || /(?:^|\/)\.?$/.test(target?.value ?? '');
}

/** With `--parents` a path keeps its folders, those before `/./` excepted. */
function keepParents(value: string): string {
	const pivot = value.indexOf('/./');
	return resolveContextPath(pivot === -1 ? value : value.slice(pivot + 3));
}

function joinPath(folder: string, path: string): string {
	return folder === '/' ? `/${path}` : `${folder}/${path}`;
}

function resolveTarget({ target }: Copy, folder: string | undefined): string | undefined {
	return target?.value === undefined ? undefined : (resolvePath(target.value, folder) ?? undefined);
}

/** A folder of the context, and where its files come to stand. */
export interface CopiedFolder {
	/** Ends in a slash; empty for the whole context. */
	readonly source: string;
	readonly target: string;
	readonly step: Instruction;
}

/** The sources as folders, those that turn out to be files included. */
export function listCopiedFolders(copy: Copy, folder: string | undefined): CopiedFolder[] {
	const target = resolveTarget(copy, folder);
	if (target === undefined) return [];
	return listContextSources(copy).map(({ path, value }) => ({
		source: path === '' ? '' : `${path}/`,
		target: copy.keepsParents && path !== '' ? joinPath(target, keepParents(value)) : target,
		step: copy.instruction,
	}));
}

/** The path in the image that a single source gets; `undefined` where that cannot be known. */
export function resolveCopiedPath(source: CopySource, copy: Copy): string | undefined {
	const folder = copy.target?.value;
	if (folder === undefined) return undefined;
	if (!/(^|\/)(\.ssh|\.aws|\.docker)?$/.test(folder) && !isIntoFolder(copy)) return folder;
	const name = copy.keepsParents ? keepParents(source.value ?? '') : getLastSegment(source.path ?? '');
	return name === '' ? undefined : `${folder.replace(/\/$/, '')}/${name}`;
}

/** The paths of the context whose file a copy may put at this path in the image, the likeliest first. */
export function listCopyCandidates(path: string, copy: Copy, folder: string | undefined): string[] {
	const target = resolveTarget(copy, folder);
	if (target === undefined || !isWithin(path, target)) return [];
	const below = path === target ? '' : path.slice(target === '/' ? 1 : target.length + 1);
	return listContextSources(copy).flatMap((source) => {
		if (copy.keepsParents) return listParentCandidates(below, source);
		const name = getLastSegment(source.path);
		const candidates = [source.path === '' ? below : `${source.path}/${below}`];
		if (below === '' || below === name) candidates.push(source.path);
		if (/[*?]/.test(name) && below !== '')
			candidates.push(source.path.slice(0, source.path.length - name.length) + below);
		return candidates;
	});
}

function listParentCandidates(
	below: string,
	{ path, value }: { readonly path: string; readonly value: string },
): string[] {
	const whole = keepParents(value);
	const dropped = path.slice(0, path.length - whole.length);
	return below === whole || below.startsWith(`${whole}/`) || whole === '' ? [dropped + below] : [];
}
