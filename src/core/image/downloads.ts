import type { Instruction } from '../dockerfile/model.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { ShellWord } from '../shell/shell-word.ts';
import { isShell } from '../shell/wrappers.ts';
import type { Span } from '../source/position.ts';
import { isLoopbackHost } from './image-name.ts';
import { getLastSegment } from './paths.ts';

/** A file that a `RUN` fetches with `curl` or `wget`, and what it does with it. */
export interface Download {
	readonly use: 'run' | 'unpacked' | 'installed' | undefined;
	/** Fetched over `http://` from another machine. */
	readonly isPlain: boolean;
	/** Of the address, or of the program where no word is one. */
	readonly span: Span;
}

/** What the commands of a `RUN` fetch, and nothing where one of them checks what has come. */
export function listUncheckedDownloads(
	run: Instruction,
	commands: readonly ShellCommand[],
	source: string,
): readonly Download[] {
	const texts = [run.body.text, ...run.heredocs.map(({ content }) => content)];
	if (texts.some((text) => CHECKING.test(text))) return [];
	return commands.flatMap((command, index) => {
		if (command.name !== 'curl' && command.name !== 'wget') return [];
		const address = findAddress(command.args);
		const host = /^https?:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:?#"']+)/i.exec(address?.text ?? '')?.[1];
		if (host !== undefined && (isLoopbackHost(host) || !host.includes('.'))) return [];
		const file = findFile(command, address?.text);
		const later = commands.slice(index + 1, index + 1 + MOST_COMMANDS);
		const use = file === undefined ? findPipedUse(command, later, source) : findFileUse(file, later, source);
		const isPlain = /^http:/i.test(address?.text ?? '') && (file !== undefined || isPiped(command, later));
		return use === undefined && !isPlain ? [] : [{ use, isPlain, span: address?.span ?? command.nameSpan }];
	});
}

/** What is done with a file is done soon: more commands behind the download are not looked through. */
const MOST_COMMANDS = 100;

/** What a text has in it that compares a checksum or checks a signature, whatever the program. */
const CHECKING =
	/sha(?:1|224|256|384|512)|\b(?:md5|b2|ck)sum\b|checksum|hash_file|hashlib|--hash\b|--verify\b|\bgpgv\b|\.(?:asc|sig|minisig)\b|\b(?:cosign|minisign|signify|slsa-verifier)\b|attestation verify|rpm(?:keys)? (?:-K|--checksig)/i;

interface Address {
	readonly text: string;
	readonly span: Span;
}

/** The first word that is an address, else one that is a variable; what it holds is as it is written. */
function findAddress(args: readonly ShellWord[]): Address | undefined {
	const words = args.map(({ raw, text, span }) => ({ text: text ?? raw.replace(/["']/g, ''), span }));
	return (
		words.find(({ text }) => /^(?:https?|ftp):\/\//i.test(text)) ??
		words.findLast(({ text }) => /^\$/.test(text)) ??
		words.findLast(({ text }) => /^[\w.-]+\.[a-z]{2,}\/\S/i.test(text))
	);
}

/** The file that is written, as it is written; `undefined` where it goes on through a pipe, or to the screen. */
function findFile({ name, args, redirects }: ShellCommand, address = ''): string | undefined {
	const strip = (word: ShellWord | undefined) => word?.raw.replace(/["']/g, '');
	const written = redirects.find(({ operator }) => /^>[>|]?$/.test(operator));
	if (written) return strip(written.target);
	const option = name === 'curl' ? /^(?:-[a-zA-Z#]*o|--output)$/ : /^(?:-[a-zA-Z]*O|--output-document)$/;
	const at = args.findIndex(({ raw }) => option.test(raw));
	const joined =
		args
			.map(({ raw }) => /^(?:--output(?:-document)?=|-O(?=[^-]))(.+)$/.exec(raw)?.[1])
			.find((value) => value !== undefined && name === 'wget') ?? undefined;
	const file = at === -1 ? joined : strip(args[at + 1]);
	if (file !== undefined) return file === '-' || file.startsWith('/dev/') ? undefined : file;
	if (args.some(({ raw }) => /^-[a-zA-Z]*[oO]-$/.test(raw))) return undefined;
	const keepsName = name === 'wget' ? !args.some(({ raw }) => /^--spider$/.test(raw)) : hasRemoteName(args);
	const last = getLastSegment(address.replace(/[?#].*$/, ''));
	return keepsName && last !== '' ? last : undefined;
}

function hasRemoteName(args: readonly ShellWord[]): boolean {
	return args.some(({ raw }) => /^-[a-zA-Z#]*[OJ][a-zA-Z#]*$|^--remote-name(?:-all)?$/.test(raw));
}

function isPiped({ pipeline }: ShellCommand, later: readonly ShellCommand[]): boolean {
	return later.some((other) => other.pipeline === pipeline);
}

/** `curl … | sh`, `curl … | tar x`, `sh -c "$(curl …)"`, `bash <(curl …)`. */
function findPipedUse(
	{ pipeline, surroundings, span }: ShellCommand,
	later: readonly ShellCommand[],
	source: string,
): Download['use'] {
	const before = source.slice(Math.max(0, span.start - 40), span.start);
	if (surroundings.isSubstituted && RUNS_WORDS.test(before)) return 'run';
	for (const { name = '', args } of later.filter((other) => other.pipeline === pipeline)) {
		if ((isShell(name) || INTERPRETER.test(name)) && isReadingInput(args)) return 'run';
		if (isUnpacking(name, args)) return 'unpacked';
	}
	return undefined;
}

const RUNS_WORDS =
	/(?:\b(?:sh|bash|zsh)\s+(?:-\w+\s+)*["']?(?:\$\(|<\(|`)|\b(?:eval|source|\.)\s+["']?(?:\$\(|<\(|`))\s*$/;
const INTERPRETER = /^(?:python[\d.]*|perl|ruby|node|php)$/;

/** True where the program is given no script of its own. */
function isReadingInput(args: readonly ShellWord[]): boolean {
	const [first] = args.filter(({ raw }) => !/^-./.test(raw) || /^-(?:c|e|m)$/.test(raw));
	return (
		first === undefined ||
		first.raw === '-' ||
		first.raw === '/dev/stdin' ||
		args.some(({ raw }) => /^-\w*s$/.test(raw))
	);
}

function isUnpacking(name: string, args: readonly ShellWord[]): boolean {
	if (name === 'tar' || name === 'bsdtar')
		return args.some(
			({ raw }, at) =>
				/^-[a-zA-Z]*x|^--(?:extract|get)$/.test(raw) || (at === 0 && /^[a-zA-Z]*x[a-zA-Z]*$/.test(raw)),
		);
	if (/^(?:xz|zstd|gzip|bzip2)$/.test(name))
		return args.some(({ raw }) => /^-[a-zA-Z]*d|^--decompress/.test(raw));
	if (name === '7z') return args[0]?.raw === 'x' || args[0]?.raw === 'e';
	return /^(?:unzip|gunzip|bunzip2|unxz|unlzma|cpio|zcat|unsquashfs)$/.test(name);
}

/** What later commands do with the file. */
function findFileUse(file: string, later: readonly ShellCommand[], source: string): Download['use'] {
	if (/\/s?bin\/[^/]+$/.test(file)) return 'run';
	const name = getLastSegment(file);
	if (name === '') return undefined;
	const means = ({ raw }: ShellWord) => {
		const word = getLastSegment(raw.replace(/["']/g, ''));
		if (word === name) return true;
		const [start = '', end = ''] = word.split('*');
		return word.includes('*') && end.length > 2 && name.startsWith(start) && name.endsWith(end);
	};
	for (const command of later) {
		const { name: program = '', args, nameSpan, packageAction } = command;
		if (getLastSegment(source.slice(nameSpan.start, nameSpan.end)) === name) return 'run';
		if (!args.some(means)) continue;
		if (isUnpacking(program, args)) return 'unpacked';
		if (packageAction?.action === 'install' || /^(?:dpkg|rpm|gdebi|installer)$/.test(program))
			return 'installed';
		if (isShell(program) || INTERPRETER.test(program) || /^(?:java|source|\.)$/.test(program)) return 'run';
		if (
			program === 'chmod' &&
			args.some(({ raw }) => /^(?:[ugoa]*\+[rwst]*x|0?[1357]\d\d|0?\d[1357]\d)/.test(raw))
		)
			return 'run';
		if (/^(?:mv|cp|install)$/.test(program) && /\/s?bin(?:\/|$)/.test(args.at(-1)?.raw ?? ''))
			return 'installed';
	}
	return undefined;
}
