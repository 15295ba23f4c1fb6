import type { Instruction } from '../dockerfile/model.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Redirect, ShellWord } from '../shell/shell-word.ts';
import { collectWrittenText } from '../shell/written-text.ts';
import type { Span } from '../source/position.ts';
import { hasCredentials, isCredentialPath } from './credentials.ts';
import { isMounted, isRemovedAfter, type RunLayer } from './layer.ts';
import { getLastSegment } from './paths.ts';

/** A file that commands of a `RUN` put content into. */
export interface WrittenFile {
	/** As written, variables replaced; `~` stays. */
	readonly file: string;
	/** From the root of the image; `undefined` where its folder is not known. */
	readonly path: string | undefined;
	readonly span: Span;
	/** The commands that what is in it passes through. */
	readonly sources: readonly ShellCommand[];
	/** Those of them that it comes from. */
	readonly writers: readonly ShellCommand[];
	/** The place of the last of them among the commands. */
	readonly index: number;
}

/** The files that the commands write one by one, and those that groups of them write. */
export function listWrittenFiles(layer: RunLayer): WrittenFile[] {
	const { commands } = layer;
	const byCommand = commands.flatMap((command, index) => {
		const places = listCommandPlaces(command, index, layer);
		if (places.length === 0) return [];
		const sources = commands.filter(({ pipeline }) => pipeline === command.pipeline);
		return places.map((place) => makeFile(place, index, sources, sources.slice(0, 1), layer));
	});
	const groups = new Set(commands.flatMap(({ surroundings }) => surroundings.groups));
	const byGroup = [...groups].flatMap((group) => {
		const sources = commands.filter(({ surroundings }) => surroundings.groups.includes(group));
		const index = commands.findLastIndex((command) => sources.includes(command));
		return listNamedPlaces(listRedirectTargets(group.redirects), index, layer).map((place) =>
			makeFile(place, index, sources, sources, layer),
		);
	});
	return [...byCommand, ...byGroup];
}

/** True for a file of this name that is left in the layer and, as far as its text is known, holds a credential. */
export function isCredentialLeft(
	{ path, writers, index }: WrittenFile,
	name: string,
	layer: RunLayer,
	run: Instruction,
): boolean {
	if (!isCredentialPath(name)) return false;
	if (path !== undefined && (isMounted(layer, path) || isRemovedAfter(layer, path, index))) return false;
	const text = collectWrittenText(writers, run);
	return text === undefined || hasCredentials(name, text);
}

interface Place {
	readonly file: string;
	readonly span: Span;
}

function makeFile(
	{ file, span }: Place,
	index: number,
	sources: readonly ShellCommand[],
	writers: readonly ShellCommand[],
	layer: RunLayer,
): WrittenFile {
	return { file, span, index, sources, writers, path: layer.resolve(file, index) };
}

/** Programs that write a file which their arguments name. */
const WRITES: ReadonlySet<string> = new Set(['tee', 'cp', 'mv', 'install', 'ssh-keygen', 'openssl']);

/** The files that a command writes: by `>`, by `tee`, as the target of `cp`, `mv` and `install`, or as a key that it makes. */
function listCommandPlaces(
	{ name = '', args, redirects }: ShellCommand,
	index: number,
	layer: RunLayer,
): readonly Place[] {
	if (redirects.length === 0 && !WRITES.has(name)) return [];
	const words = listRedirectTargets(redirects);
	const operands = listOperands(name, args);
	if (name === 'tee') words.push(...operands);
	words.push(...listGeneratedKeys(name, args));
	const places = listNamedPlaces(words, index, layer);
	const target = operands.pop();
	if (!/^(cp|mv|install)$/.test(name) || !target || isFolderCall(name, args)) return places;
	return [
		...places,
		...operands.flatMap((source) => findPlacedFile(target, source, operands.length, index, layer) ?? []),
	];
}

/** The words that are no options; for `install`, without the mode and the owner that stand behind one. */
function listOperands(name: string, args: readonly ShellWord[]): ShellWord[] {
	const isValue = (at: number) => name === 'install' && /^-[a-zA-Z]*[mogS]$/.test(args[at - 1]?.raw ?? '');
	return args.filter(({ raw }, at) => !raw.startsWith('-') && !isValue(at));
}

/** `install -d`: it makes folders, and writes no file. */
function isFolderCall(name: string, args: readonly ShellWord[]): boolean {
	return name === 'install' && args.some(({ raw }) => /^(?:-[a-zA-Z]*d[a-zA-Z]*|--directory)$/.test(raw));
}

function listRedirectTargets(redirects: readonly Redirect[]): ShellWord[] {
	return redirects.filter(({ operator }) => operator.includes('>')).map(({ target }) => target);
}

function listNamedPlaces(words: readonly ShellWord[], index: number, layer: RunLayer): Place[] {
	return words.flatMap((word) => {
		const file = readPath(word, index, layer);
		const isFile = file !== undefined && !CREDENTIAL_FOLDER.test(file);
		return isFile ? { file, span: word.span } : [];
	});
}

const CREDENTIAL_FOLDER = /(^|\/)(\.ssh|\.aws)\/?$/;

/** What `cp source target` writes; in a folder the file keeps its name. */
function findPlacedFile(
	target: ShellWord,
	source: ShellWord,
	count: number,
	index: number,
	layer: RunLayer,
): Place | undefined {
	const place = readPath(target, index, layer);
	const name = getLastSegment(readPath(source, index, layer) ?? '');
	if (place === undefined || isHarmlessSource(name)) return undefined;
	const isFolder = /\/\.?$/.test(place) || place === '.' || count > 1 || CREDENTIAL_FOLDER.test(place);
	if (!isFolder) return { file: place, span: target.span };
	return name === ''
		? undefined
		: { file: `${place.replace(/\/?\.?$/, '') || ''}/${name}`, span: target.span };
}

/** `COPY id_ed25519.pub /root/.ssh/deploy`, `cp ca-certificates.crt /srv/ca.pem` and the like. */
export function isHarmlessSource(path: string): boolean {
	return (
		/(\.pub|\.crt|\.cer|known_hosts|ssh_config|\.ssh\/config|authorized_keys)$/.test(path) ||
		/(^|\/)config$/.test(path)
	);
}

/** The private key that `ssh-keygen` or `openssl` puts into a file. */
function listGeneratedKeys(name: string, args: readonly ShellWord[]): ShellWord[] {
	const has = (pattern: RegExp) => args.some(({ text = '' }) => pattern.test(text));
	const options: string[] = [];
	if (name === 'ssh-keygen' && !has(/^-[RFHlyeLQk]/)) options.push('-f');
	if (name === 'openssl') options.push('-keyout');
	if (name === 'openssl' && has(/^(genrsa|genpkey|-genkey)$/)) options.push('-out');
	return args.filter((_, at) => options.includes(args[at - 1]?.text ?? ''));
}

/** `~/.netrc` and `$HOME/.netrc` name the file as well as a full path does, and shorter. */
function readPath(word: ShellWord, index: number, layer: RunLayer): string | undefined {
	const path = word.raw.replace(/^"(.*)"$/, '$1').replace(/^(\$HOME|\$\{HOME\})(?=\/)/, '~');
	return /^~[\w/.+-]*$/.test(path) ? path : layer.readWord(word, index);
}
