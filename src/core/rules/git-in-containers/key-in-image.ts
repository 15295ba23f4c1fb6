import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { Severity } from '../../finding.ts';
import { makeBuildCacheTest } from '../../image/build-cache.ts';
import {
	type Copy,
	type CopySource,
	isFolderSource,
	listContextFiles,
	listCopiedFolders,
	listCopiedPaths,
	makeExclusionTest,
	resolveCopiedPath,
} from '../../image/copies.ts';
import {
	hasCredentials,
	isCredentialPath,
	isDoubtful,
	isSurely,
	isTrustStore,
} from '../../image/credentials.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { getLastSegment, resolvePath } from '../../image/paths.ts';
import { isCredentialLeft, isHarmlessSource, listWrittenFiles } from '../../image/written-files.ts';
import { FETCHING_PROGRAMS } from '../../knowledge/programs.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';
import { isEmptyOfCredentials } from './stage-credentials.ts';

/** A layer keeps what was put into it: a key that a later instruction deletes is still there for everyone who pulls. */
export const keyInImage = defineRule({
	id: 'key-in-image',
	topic: 'git-in-containers',
	severity: 'error',
	needsContext: true,
	summary: 'No private key and no credential file gets into a layer',
	runsAfterErrors: true,
	messages: {
		copied:
			'`{file}` stays in a layer, even when deleted later. Use a secret or ssh mount, and replace the key.',
		brought:
			'This brings `{file}` into a layer, where it stays. List it in `.dockerignore`, or mount it as a secret.',
		written:
			'This writes `{file}` into the layer, where it stays. Mount it: `--mount=type=secret,id=<name>,target={file}`.',
		cached: '`{file}` does not get into the image, but stays in the build cache. Use a secret or ssh mount.',
	},
	dockerfile({ facts, report }) {
		const isOnlyInBuildCache = makeBuildCacheTest(facts);
		const reportKey: ReportKey = (message, span, { file, step, path, severity }) => {
			const isCached = isOnlyInBuildCache(step, path);
			report(isCached ? 'cached' : message, span, { values: { file }, severity });
		};
		for (const instruction of facts.select('COPY', 'ADD'))
			checkCopy(facts.readCopy(instruction), facts, reportKey);
		for (const run of facts.select('RUN')) checkRun(run, facts, reportKey);
	},
});

interface FoundKey {
	/** As the message names it. */
	readonly file: string;
	/** What brings it, and where in the image, as far as that is known. */
	readonly step: Instruction;
	readonly path: string | undefined;
	readonly severity?: Severity | undefined;
}

type ReportKey = (message: 'copied' | 'brought' | 'written', span: Span, key: FoundKey) => void;

function checkCopy(copy: Copy, facts: DockerfileFacts, report: ReportKey): void {
	const { context } = facts;
	const { instruction: step } = copy;
	const isExcluded = makeExclusionTest(step);
	const isTrusted = isTrustStore(copy.target?.value ?? '');
	for (const source of copy.sources) {
		const { word, path = '', origin } = source;
		if (origin === 'heredoc') checkHeredoc(source, copy, facts, report);
		if (origin === 'heredoc' || origin === 'address') continue;
		const isInContext = context !== undefined && origin === 'context' && source.value;
		const files = isInContext
			? listContextFiles(path, context).filter((file) => !isExcluded(file, path))
			: [];
		const isFolder = files.length > 0 && !files.includes(path);
		const secret = files.find((file) => isSecretFile(file, context, isTrusted) && !isImported(file, facts));
		if (secret !== undefined) {
			const place = locateCopied(secret, source, copy, facts);
			report(isFolder ? 'brought' : 'copied', word.span, { file: secret, step, path: place });
		} else if (isFolder) continue;
		else if (files.length === 0 && isSecretFile(path, undefined, isTrusted)) {
			if (!isImported(path, facts) && !isEmptyOfCredentials(source, copy.instruction, facts))
				report('copied', word.span, {
					file: origin === 'context' ? path : (source.value ?? path),
					step,
					path: locateCopied(path, source, copy, facts),
					severity: isDoubtful(path) ? 'info' : undefined,
				});
		} else checkTarget(source, copy, facts, report);
	}
}

/** Where a file of the source comes to stand; `undefined` for one that a pattern has found. */
function locateCopied(
	file: string,
	source: CopySource,
	copy: Copy,
	facts: DockerfileFacts,
): string | undefined {
	const folder = facts.findFolder(copy.instruction);
	const one = { ...copy, sources: [source] };
	if (file === source.path) return listCopiedPaths(one, folder, facts.context).at(-1);
	const [copied] = listCopiedFolders(one, folder);
	return copied && file.startsWith(copied.source)
		? `${copied.target.replace(/\/$/, '')}/${file.slice(copied.source.length)}`
		: undefined;
}

function checkHeredoc(source: CopySource, copy: Copy, facts: DockerfileFacts, report: ReportKey): void {
	const file = resolveCopiedPath(source, copy);
	const isKey = file && isCredentialPath(file) && hasCredentials(file, source.heredoc?.content ?? '');
	if (copy.target && isKey) report('copied', copy.target.word.span, describeTarget(file, copy, facts));
}

/** `COPY deploy /root/.ssh/id_rsa`: the name in the image says what it is. */
function checkTarget(source: CopySource, copy: Copy, facts: DockerfileFacts, report: ReportKey): void {
	const { path = '' } = source;
	// Of a folder the files have their own names, which nobody knows here.
	const file = isFolderSource(source) ? copy.target?.value : resolveCopiedPath(source, copy);
	if (!copy.target || !file || !isCredentialPath(file) || isHarmlessSource(path)) return;
	// A path in front that says certificate has said enough.
	if (/\.(?:pem|key)$/i.test(path) && !isSurely(file)) return;
	const text = facts.context?.read(path);
	if (text === undefined ? !isTrustStore(copy.target.value ?? '') : hasCredentials(file, text))
		report('copied', copy.target.word.span, describeTarget(file, copy, facts));
}

function describeTarget(file: string, { instruction: step }: Copy, facts: DockerfileFacts): FoundKey {
	return { file, step, path: resolvePath(file, facts.findFolder(step)) };
}

/** True for a key that a step hands to a package manager, gpg or the trust store: whoever checks signatures has the public half. */
function isImported(file: string, facts: DockerfileFacts): boolean {
	const name = getLastSegment(file);
	return (
		/\.(?:key|pem)$/i.test(name) &&
		facts.select('RUN').some(({ body }) => IMPORTING.test(body.text) && body.text.includes(name))
	);
}

const IMPORTING =
	/apt-key add|\bgpg2?\b[^|;&]*--(?:import|dearmor)|\brpm(?:keys)? +--import|\bupdate-ca-(?:certificates|trust)\b|\btrust anchor\b|\bkeytool\b[^|;&]*-import/;

/** Where the text cannot be read, the name decides, save in a place for public keys. */
function isSecretFile(file: string, context: BuildContext | undefined, isTrusted: boolean): boolean {
	if (isSurely(file)) return true;
	const text = /\.(?:pem|key)$/i.test(file) || isCredentialPath(file) ? context?.read(file) : undefined;
	// Whatever a name says, the key itself says more.
	if (!isCredentialPath(file)) return text !== undefined && /PRIVATE KEY/.test(text);
	return text === undefined ? !isTrusted : hasCredentials(file, text);
}

function checkRun(run: Instruction, facts: DockerfileFacts, report: ReportKey): void {
	if (!mayWriteKey(run)) return;
	const layer = facts.readLayer(run);
	for (const written of listWrittenFiles(layer)) {
		const { file, path, span, sources } = written;
		if (!isCredentialLeft(written, file, layer, run) || /(^|\/)\.ssh\/config$/.test(file)) continue;
		const isFetched = sources.some(({ name = '' }) => FETCHING_PROGRAMS.has(name));
		if ((isFetched || isTrustStore(path ?? file)) && !isSurely(file)) continue;
		report('written', span, { file, step: run, path });
	}
}

/** Cheap: what all commands that write a file have in their text. */
function mayWriteKey({ body, heredocs }: Instruction): boolean {
	return WRITING.test(body.text) || heredocs.some(({ content }) => WRITING.test(content));
}

const WRITING = />|\b(?:tee|cp|mv|install|ssh-keygen|openssl)\b/;
