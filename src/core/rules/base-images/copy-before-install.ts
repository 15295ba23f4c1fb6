import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import {
	type CopiedFolder,
	isFolderSource,
	listContextSources,
	listCopiedFolders,
} from '../../image/copies.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { getLastSegment, isWithin } from '../../image/paths.ts';
import { callSpan, callText, listPackageCalls, listSequences, type PackageCall } from '../../image/runs.ts';
import {
	BESIDE_THE_POINT,
	FETCH_COMMANDS,
	MANIFEST_FOLDERS,
	MANIFESTS,
	MANIFESTS_OF,
	READ_BY_INSTALL,
	SOURCE_FOLDERS,
} from '../../knowledge/manifests.ts';
import { MANAGER_ALIASES } from '../../knowledge/package-managers.ts';
import { ASIDE } from '../../knowledge/programs.ts';
import { findProjectFolder } from '../../shell/package-managers.ts';
import { defineRule } from '../rule.ts';
import {
	findFetchCommand,
	isBuild,
	isDependencyInstall,
	isEditableInstall,
	isInstallByName,
	isLocal,
	isManifestInstall,
	nameManifests,
} from './dependency-install.ts';

/** Every change to a copied file throws away the layers below it: with the sources above the install, one edited line installs everything anew. */
export const copyBeforeInstall = defineRule({
	id: 'copy-before-install',
	topic: 'base-images',
	severity: 'warning',
	needsContext: true,
	summary: 'Dependencies are installed before the sources are copied',
	messages: {
		context: 'Any edit reruns {rerun}. Copy {manifests} first, install, then copy the rest.',
		named: 'Any edit reruns {rerun}, though the install reads none of it. Install first, then copy.',
		folder: 'Any edit in `{source}` reruns {rerun}. Copy it after the install.',
		split: 'Any edit in `{source}` reruns {rerun}. Install in a `RUN` of its own, above this copy.',
		part: 'Any edit in `{source}` reruns {rerun}. Copy {manifests}{part} first, install, then copy the rest.',
		build: 'Any edit{inside} reruns {rerun}. Copy {manifests}, run `{fetch}`, then copy the rest.',
	},
	dockerfile({ facts, dockerfile, report }) {
		for (const stage of dockerfile.stages) {
			for (const steps of listSequences(stage)) {
				for (const early of listEarlyCopies(steps, facts)) {
					const { copy, source, install, run } = early;
					const call = callText(install);
					const manifests = nameManifests(install);
					const values = {
						source,
						inside: source === '.' ? '' : ` in \`${source}\``,
						rerun: describeRerun(call, run, listLaterSteps(steps, copy)),
						manifests,
						part: manifests.includes('/') ? '' : ' of it',
					};
					const fetch = findFetchCommand(install);
					if (isBuild(install) && fetch === undefined) continue;
					const whole = isInstallByName(install) ? 'named' : 'context';
					const apart = hasOtherWork(run, facts) ? 'split' : 'folder';
					const folder = isReadBy(early, steps, facts) ? 'part' : apart;
					const message = fetch === undefined ? (source === '.' ? whole : folder) : 'build';
					report(message, copy.span, {
						values: { ...values, fetch: fetch ?? '' },
						related: [{ span: callSpan(install), message: `\`${call}\` runs again after every change.` }],
					});
				}
			}
		}
	},
});

/** True where the install reads what this copy lays before it, and nothing else has: it cannot be copied afterwards. */
function isReadBy(
	{ install, copy, run, source }: EarlyCopy,
	steps: readonly Instruction[],
	facts: DockerfileFacts,
): boolean {
	const target = facts.readCopy(copy).target?.word.text ?? '';
	if (namesFileBelow(target, install)) return true;
	const { context } = facts;
	const folder = source.replace(/\/*$/, '/');
	if (install.action.manager === 'go' && context && holdsFile(folder, 'go.mod', context)) return true;
	if (!isManifestInstall(install)) return false;
	const names = MANIFESTS_OF[install.action.manager] ?? [];
	if (
		!isInstalledIn(listCopiedFolders(facts.readCopy(copy), facts.findFolder(copy)), install, run, facts) &&
		!names.some((name) => context?.files.includes(folder + name))
	)
		return false;
	return !steps
		.slice(0, steps.indexOf(run))
		.some((step) =>
			listContextSources(facts.readCopy(step)).some(({ path }) => isManifest(path) || /[*?]/.test(path)),
		);
}

/** True where the install runs in what was copied, or below it. */
function isInstalledIn(
	copied: readonly CopiedFolder[],
	{ index, action }: PackageCall,
	run: Instruction,
	facts: DockerfileFacts,
): boolean {
	const folder = facts.readLayer(run).resolve(findProjectFolder(action) ?? '.', index);
	return folder !== undefined && copied.some(({ target }) => isWithin(folder, target));
}

/** True where the `RUN` does more than to install: what it builds may need the sources. */
function hasOtherWork(run: Instruction, facts: DockerfileFacts): boolean {
	return facts.listCommands(run).some(({ name, packageAction: action }) => {
		if (action)
			return isEditableInstall(action.options) || action.packages.some(({ text }) => isLocal(text ?? ''));
		return name === undefined || !(ASIDE.has(name) || PREPARES.test(name));
	});
}

const PREPARES = /^(?:corepack|curl|wget|gpg|apt-key|install|pwd|node|python3?)$/;

/** `COPY app /app` and `pip install -r /app/requirements.txt`. */
function namesFileBelow(target: string, { action: { options } }: PackageCall): boolean {
	const folder = target.replace(/^\.\/|\/$/g, '');
	return (
		folder !== '' &&
		options.some((option) => {
			const file = /^(?:-r|--requirements?)=(?:\.\/)?(.+)$/.exec(option)?.[1];
			return file?.startsWith(`${folder}/`);
		})
	);
}

/** True where a file of this name lies anywhere below the folder: a module that the one to be installed may point to. */
function holdsFile(folder: string, name: string, context: BuildContext): boolean {
	return context.files.some((path) => path.startsWith(folder) && path.endsWith(`/${name}`));
}

/** What the engine can take from its cache. Where one runs again, all that stand below it in the stage do. */
const CACHED_STEPS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

function listLaterSteps(steps: readonly Instruction[], copy: Instruction): Instruction[] {
	return steps.slice(steps.indexOf(copy) + 1).filter(({ keyword }) => CACHED_STEPS.has(keyword));
}

/** `3 later steps (lines 4 to 9), \`npm ci\` among them`: how many run again below an edited copy, and which. */
function describeRerun(call: string, { startLine }: Instruction, later: readonly Instruction[]): string {
	if (later.length < 2) return `\`${call}\` on line ${startLine}`;
	const [first, last] = [later[0], later.at(-1)].map((step) => step?.startLine);
	const lines = later.length === 2 ? `${first} and ${last}` : `${first} to ${last}`;
	return `${later.length} later steps (lines ${lines}), \`${call}\` among them`;
}

interface EarlyCopy {
	readonly copy: Instruction;
	readonly source: string;
	readonly install: PackageCall;
	readonly run: Instruction;
}

/** Each copy of sources with the first install below it. */
function listEarlyCopies(steps: readonly Instruction[], facts: DockerfileFacts): EarlyCopy[] {
	const earlyCopies: EarlyCopy[] = [];
	const managersDone = new Set<string>();
	let waiting: { copy: Instruction; source: string; isSure: boolean }[] = [];
	for (const step of steps) {
		const source = findCopiedSource(step, facts);
		if (source) waiting.push({ copy: step, ...source });
		if (step.keyword !== 'RUN') continue;
		for (const { name } of facts.listCommands(step))
			if (waiting.length === 0) rememberBuildTool(name, managersDone);
		for (const install of listPackageCalls(facts.listCommands(step))) {
			const { action, kind } = install.action;
			if (action !== 'install' && (action !== 'upgrade' || kind === 'system')) continue;
			if (
				waiting.length > 0 &&
				isDependencyInstall(install, facts.readMounts(step).length > 0, managersDone)
			) {
				const early = waiting.filter(({ isSure }) => isSure || kind === 'language');
				for (const { copy, source } of early) earlyCopies.push({ copy, source, install, run: step });
				waiting = waiting.filter((copy) => !early.includes(copy));
			}
			if (isManifestInstall(install)) managersDone.add(install.action.manager);
		}
	}
	return earlyCopies;
}

/** A task of the project's own, run before its sources are there, can only have fetched something. */
function rememberBuildTool(name: string | undefined, managersDone: Set<string>): void {
	const manager = MANAGER_ALIASES[name ?? ''] ?? name ?? '';
	if (FETCH_COMMANDS[manager] !== undefined) managersDone.add(manager);
}

/** What a step copies of the sources; `isSure` for the whole context and for what is plainly the sources. */
function findCopiedSource(
	step: Instruction,
	facts: DockerfileFacts,
): { readonly source: string; readonly isSure: boolean } | undefined {
	const { context } = facts;
	for (const source of listContextSources(facts.readCopy(step))) {
		const plain = source.path.replace(/(?:^|\/)\*{1,2}$/, '');
		if (plain === '') {
			if (context && hasManifestsOnly(context)) continue;
			return { source: '.', isSure: true };
		}
		const folder = classifyFolder(plain, isFolderSource(source), context);
		const name = isFolderSource(source) ? `${source.path}/` : source.path;
		if (folder) return { source: name, isSure: folder === 'sources' };
	}
	return undefined;
}

/** `sources` for a folder that plainly holds them, `folder` for another; `undefined` for files, manifests and what cannot be known. */
function classifyFolder(
	plain: string,
	isFolder: boolean,
	context: BuildContext | undefined,
): 'sources' | 'folder' | undefined {
	const name = plain.split('/').at(-1) ?? '';
	if (/[*?[]/.test(plain)) return undefined;
	const isKnown = context?.files.some((path) => path === plain || path.startsWith(`${plain}/`));
	if (context && isKnown) {
		if (context.files.includes(plain) || READ_BY_INSTALL.test(name)) return undefined;
		return hasSourceFiles(`${plain}/`, context) ? 'sources' : undefined;
	}
	if (SOURCE_FOLDERS.has(name.toLowerCase())) return 'sources';
	if (READ_BY_INSTALL.test(name)) return undefined;
	return isFolder ? 'folder' : undefined;
}

/** True where the whole context is nothing but what an install needs to know; a context that holds nothing says nothing. */
function hasManifestsOnly(context: BuildContext): boolean {
	const files = context.files.filter(
		(path) => !BESIDE_THE_POINT.test(getLastSegment(path)) && !context.isIgnored(path),
	);
	return files.length > 0 && files.every(isManifest);
}

function hasSourceFiles(prefix: string, context: BuildContext): boolean {
	return context.files.some(
		(path) => path.startsWith(prefix) && !isNoSource(path) && !context.isIgnored(path),
	);
}

function isManifest(path: string): boolean {
	return (
		MANIFESTS.test(getLastSegment(path)) ||
		path
			.split('/')
			.slice(0, -1)
			.some((part) => MANIFEST_FOLDERS.has(part))
	);
}

function isNoSource(path: string): boolean {
	return isManifest(path) || BESIDE_THE_POINT.test(getLastSegment(path));
}
