import type { Instruction } from '../../dockerfile/model.ts';
import {
	type CopySource,
	listContextFiles,
	makeExclusionTest,
	resolveContextPath,
	resolveCopy,
} from '../../image/copies.ts';
import { listMounts, selectInstructions } from '../../image/effective.ts';
import { isRemote } from '../../image/paths.ts';
import {
	hasCredentials,
	isCredentialPath,
	isSurely,
	isTrustStore,
} from '../../knowledge/credential-files.ts';
import type { ShellCommand, ShellWord } from '../../shell/command.ts';
import { collectWrittenText } from '../../shell/written-text.ts';
import type { Span } from '../../source/position.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';

/** A layer keeps what was put into it: a key that a later instruction deletes is still there for everyone who pulls. */
export const keyInImage = defineRule({
	id: 'key-in-image',
	topic: 'git-in-containers',
	severity: 'error',
	summary: 'No private key and no credential file gets into a layer',
	runsAfterErrors: true,
	messages: {
		copied:
			'`{file}` becomes part of a layer and stays there, even when it is deleted later. Use `RUN --mount=type=secret` or `--mount=type=ssh`, and replace the key.',
		brought:
			'This brings `{file}` into a layer, where it stays. List it in `.dockerignore`, and use `RUN --mount=type=secret` where the build needs it.',
		written:
			'This writes `{file}` into the layer, where it stays. Mount it for this command only: `--mount=type=secret,id=<name>,target={file}`.',
	},
	dockerfile(context) {
		const { dockerfile } = context;
		for (const copy of selectInstructions(dockerfile, 'COPY', 'ADD')) checkCopy(copy, context);
		for (const run of selectInstructions(dockerfile, 'RUN')) checkRun(run, context);
	},
});

type Context = Parameters<NonNullable<(typeof keyInImage)['dockerfile']>>[0];

function checkCopy(instruction: Instruction, { variables, context, report }: Context): void {
	const { sources, target, isFromElsewhere } = resolveCopy(instruction, variables);
	const isExcluded = makeExclusionTest(instruction);
	const isTrusted = isTrustStore(target?.path ?? '');
	for (const source of sources) {
		const { word, path = '' } = source;
		if (source.isHeredoc) {
			const file = resolveTargetPath(source, target, instruction);
			const content = instruction.heredocs.map((heredoc) => heredoc.content).join('');
			if (target && file && isCredentialPath(file) && hasCredentials(file, content))
				report('copied', target.word.span, { values: { file } });
			continue;
		}
		if (isRemote(path)) continue;
		const isInContext = context !== undefined && !isFromElsewhere && path !== '';
		const files = isInContext
			? listContextFiles(path, context).filter((file) => !isExcluded(file, path))
			: [];
		const isFolder = files.length > 0 && !files.includes(resolveContextPath(path));
		const secret = files.find((file) => isSecretFile(file, context, isTrusted));
		if (secret !== undefined)
			report(isFolder ? 'brought' : 'copied', word.span, { values: { file: secret } });
		else if (isFolder) continue;
		else if (files.length === 0 && isSecretFile(path, undefined, isTrusted))
			report('copied', word.span, { values: { file: path } });
		else {
			const file = resolveTargetPath(source, target, instruction);
			const text = context?.read(resolveContextPath(path));
			if (!target || !file || !isCredentialPath(file) || isHarmlessSource(path)) continue;
			if (text === undefined ? !isTrusted : hasCredentials(file, text))
				report('copied', target.word.span, { values: { file } });
		}
	}
}

/** Where the text cannot be read, the name decides, save in a place for public keys. */
function isSecretFile(file: string, context: DockerfileContext['context'], isTrusted: boolean): boolean {
	if (isSurely(file) || !isCredentialPath(file)) return isSurely(file);
	const text = context?.read(file);
	return text === undefined ? !isTrusted : hasCredentials(file, text);
}

/** `COPY id_ed25519.pub /root/.ssh/deploy`, `cp ca-certificates.crt /srv/ca.pem` and the like. */
function isHarmlessSource(path: string): boolean {
	return (
		/(\.pub|\.crt|\.cer|known_hosts|ssh_config|\.ssh\/config|authorized_keys)$/.test(path) ||
		/(^|\/)config$/.test(path)
	);
}

/** The path a source gets in the image; `undefined` where that cannot be known. */
function resolveTargetPath(
	{ path, isHeredoc, word }: CopySource,
	target: CopySource | undefined,
	{ heredocs }: Instruction,
): string | undefined {
	const folder = target?.path;
	if (folder === undefined) return undefined;
	if (!/(^|\/)(\.ssh|\.aws|\.docker)?$/.test(folder)) return folder;
	const heredoc = isHeredoc ? heredocs.find(({ name }) => word.text.includes(name))?.name : undefined;
	const name = (heredoc ?? path)?.split('/').filter(Boolean).at(-1);
	return name === undefined ? undefined : `${folder.replace(/\/$/, '')}/${name}`;
}

function checkRun(instruction: Instruction, { shell, report }: Context): void {
	const mounts = listMounts(instruction).flatMap(({ target }) => target ?? []);
	const commands = shell(instruction);
	for (const { file, span, sources, writers, later } of listWrittenFiles(commands)) {
		const isMounted = mounts.some(
			(mount) => file === mount || file.startsWith(`${mount.replace(/\/$/, '')}/`),
		);
		const isFetched = sources.some(({ name = '' }) => FETCHES.has(name));
		if (isMounted || !isCredentialPath(file) || (isFetched && !isSurely(file))) continue;
		if (isTrustStore(file) && !isSurely(file)) continue;
		const text = collectWrittenText(writers, instruction);
		if (text !== undefined && !hasCredentials(file, text)) continue;
		if (/(^|\/)\.ssh\/config$/.test(file) || isRemoved(file, later)) continue;
		report('written', span, { values: { file } });
	}
}

interface WrittenFile extends Written {
	/** The commands that what is in it passes through. */
	readonly sources: readonly ShellCommand[];
	/** Those of them that it comes from. */
	readonly writers: readonly ShellCommand[];
	/** Those that run when it is there. */
	readonly later: readonly ShellCommand[];
}

/** The files that the commands write one by one, and those that groups of them write. */
function listWrittenFiles(commands: readonly ShellCommand[]): WrittenFile[] {
	const ofCommands = commands.flatMap((command, index) => {
		const written = listCommandFiles(command);
		if (written.length === 0) return [];
		const sources = commands.filter(({ pipeline }) => pipeline === command.pipeline);
		const rest = { sources, writers: sources.slice(0, 1), later: commands.slice(index + 1) };
		return written.map((one) => ({ ...one, ...rest }));
	});
	const groups = new Set(commands.flatMap(({ surroundings }) => surroundings.groups));
	const ofGroups = [...groups].flatMap((group) => {
		const sources = commands.filter(({ surroundings }) => surroundings.groups.includes(group));
		const later = commands.slice(commands.findLastIndex((command) => sources.includes(command)) + 1);
		const rest = { sources, writers: sources, later };
		return listNamedFiles(listRedirectTargets(group.redirects)).map((one) => ({ ...one, ...rest }));
	});
	return [...ofCommands, ...ofGroups];
}

/** What comes out of these is public as a rule: the signing keys of package repositories. */
const FETCHES = new Set(['curl', 'wget', 'gpg', 'apt-key']);

/** Programs that write a file which their arguments name. */
const WRITES = new Set(['tee', 'cp', 'mv', 'install', 'ssh-keygen', 'openssl']);

interface Written {
	readonly file: string;
	readonly span: Span;
}

/** The files that a command writes: by `>`, by `tee`, as the target of `cp`, `mv` and `install`, or as a key that it makes. */
function listCommandFiles({ name = '', args, redirects }: ShellCommand): readonly Written[] {
	if (redirects.length === 0 && !WRITES.has(name)) return [];
	const words = listRedirectTargets(redirects);
	const plain = args.filter(({ raw }) => !raw.startsWith('-'));
	if (name === 'tee') words.push(...plain);
	words.push(...listGeneratedKeys(name, args));
	const written = listNamedFiles(words);
	const target = plain.pop();
	if (!/^(cp|mv|install)$/.test(name) || plain.length === 0 || !target) return written;
	return [...written, ...plain.slice(0, 1).flatMap((source) => listPlacedFiles(target, source))];
}

function listRedirectTargets(redirects: ShellCommand['redirects']): ShellWord[] {
	return redirects.filter(({ operator }) => operator.includes('>')).map(({ target }) => target);
}

function listNamedFiles(words: readonly ShellWord[]): Written[] {
	return words.flatMap((word) => {
		const file = resolveWordPath(word);
		const isKnownFile = file !== undefined && !CREDENTIAL_FOLDER.test(file);
		return isKnownFile ? { file, span: word.span } : [];
	});
}

const CREDENTIAL_FOLDER = /(^|\/)(\.ssh|\.aws)\/?$/;

/** What `cp source target` writes; in a folder the file keeps its name. */
function listPlacedFiles(target: ShellWord, source: ShellWord): Written[] {
	const place = resolveWordPath(target);
	const name = resolveWordPath(source)?.split('/').at(-1);
	if (place === undefined || isHarmlessSource(name ?? '')) return [];
	if (!/\/$/.test(place) && !CREDENTIAL_FOLDER.test(place)) return [{ file: place, span: target.span }];
	if (!name) return [];
	return [{ file: `${place.replace(/\/$/, '')}/${name}`, span: target.span }];
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

function resolveWordPath({ text, raw }: ShellWord): string | undefined {
	return text ?? resolveHomePath(raw);
}

/** `~/.netrc`, `$HOME/.netrc` and `"${HOME}/.netrc"` name the file as well as a full path does. */
function resolveHomePath(raw: string): string | undefined {
	const path = raw.replace(/^"(.*)"$/, '$1').replace(/^(\$HOME|\$\{HOME\})(?=\/)/, '~');
	return /^~[\w/.+-]*$/.test(path) ? path : undefined;
}

/** True where a later command of the same `RUN` removes the file or a folder that it is in. */
function isRemoved(file: string, later: readonly ShellCommand[]): boolean {
	return later.some(
		({ name, args }) =>
			/^(rm|shred|unlink)$/.test(name ?? '') &&
			args.some(({ text, raw }) => {
				const path = (text ?? resolveHomePath(raw))?.replace(/\/\*?$/, '').replace(/^~/, '/root');
				const written = file.replace(/^~/, '/root');
				return path !== undefined && (path === written || written.startsWith(`${path}/`));
			}),
	);
}
