import type { ContextEntry } from '#core/rebuild/model.ts';
import { generateStep } from './generated-dockerfile.ts';
import { IGNORE_FILE, type PairSide } from './pair-side.ts';
import type { Random } from './random.ts';

export interface EditWishes {
	readonly base: string;
	readonly mark: string;
}

interface Edit {
	readonly side: PairSide;
	readonly what: string;
}

type EditKind = (side: PairSide, random: Random, wishes: EditWishes) => Edit;

/**
 * Does to a folder, or to what is said to the build, what a person does between two builds. The number chooses what is done,
 * so that numbers in a row do everything; `undefined` where that cannot be done to this folder.
 */
export function editPair(
	side: PairSide,
	random: Random,
	wishes: EditWishes,
	number: number,
): Edit | undefined {
	const kinds = listEditKinds();
	const edit = kinds[number % kinds.length]?.(side, random, wishes);
	return edit && (edit.side === side && edit.what !== NOTHING ? undefined : edit);
}

const NOTHING = 'nothing';

/** Every change of a line is a kind of its own: else the rare ones would hardly be tried. */
function listEditKinds(): readonly EditKind[] {
	const changes = CHANGES.map(
		(change): EditKind =>
			(side, random) =>
				changeLine(side, random, change),
	);
	return [...FILE_EDITS, ...FILE_EDITS, ...LINE_EDITS, ...changes];
}

const FILE_EDITS: readonly EditKind[] = [
	changeContent,
	addFile,
	removeFile,
	renameFile,
	changeContent,
	renameFolder,
	changeFileMode,
	changeFolderMode,
	turnLink,
	swapContents,
	editIgnoreFile,
	editBuildArgs,
	changeContent,
];

const LINE_EDITS: readonly EditKind[] = [
	changeNothing,
	insertLine,
	insertLine,
	insertLine,
	removeLine,
	removeLine,
	swapLines,
	swapLines,
	respaceLine,
	changeBase,
];

function changeContent(side: PairSide, random: Random, { mark }: EditWishes): Edit {
	const file = random.pick(listFiles(side));
	return replaceEntry(side, file, { ...file, content: `${mark} changed\n` }, `content of ${file.path}`);
}

function addFile(side: PairSide, random: Random, { mark }: EditWishes): Edit {
	const path = random.pick([
		'new.txt',
		'src/new.js',
		'src/lib/new.js',
		'docs/new.md',
		'fresh/new.md',
		'package-lock.json',
	]);
	if (side.context.some((entry) => entry.path === path))
		return changeContent(side, random, { base: '', mark });
	return {
		side: { ...side, context: [...side.context, { path, content: `${mark} new\n`, mode: 0o644 }] },
		what: `add ${path}`,
	};
}

function removeFile(side: PairSide, random: Random): Edit {
	const file = random.pick(listFiles(side));
	return replaceEntry(side, file, undefined, `remove ${file.path}`);
}

function renameFile(side: PairSide, random: Random): Edit {
	const file = random.pick(listFiles(side));
	const path = file.path.replace(/[^/]+$/, (name) => `z${name}`);
	return replaceEntry(side, file, { ...file, path }, `rename ${file.path} to ${path}`);
}

function renameFolder(side: PairSide, random: Random): Edit {
	const folder = random.pick(['src', 'docs', 'src/lib', 'docs/deep']);
	const to = random.pick([`${folder}2`, 'other']);
	const move = (entry: ContextEntry) =>
		entry.path === folder || entry.path.startsWith(`${folder}/`)
			? { ...entry, path: `${to}${entry.path.slice(folder.length)}` }
			: entry;
	return { side: { ...side, context: side.context.map(move) }, what: `rename ${folder}/ to ${to}/` };
}

function changeFileMode(side: PairSide, random: Random): Edit {
	const file = random.pick(listFiles(side));
	const mode = file.mode === 0o755 ? 0o644 : 0o755;
	return replaceEntry(side, file, { ...file, mode }, `mode of ${file.path}`);
}

function changeFolderMode(side: PairSide, random: Random): Edit {
	const path = random.pick(['src', 'docs', 'src/lib']);
	const existing = side.context.find((entry) => entry.path === path);
	const mode = existing?.mode === 0o750 ? 0o755 : 0o750;
	const others = side.context.filter((entry) => entry.path !== path);
	const isThere = others.some((entry) => entry.path.startsWith(`${path}/`));
	if (!isThere) return cannot(side);
	return {
		side: { ...side, context: [...others, { path, kind: 'folder', mode }] },
		what: `mode of ${path}/`,
	};
}

function turnLink(side: PairSide, random: Random): Edit {
	const links = side.context.filter(({ kind }) => kind === 'link');
	if (links.length === 0) return cannot(side);
	const link = random.pick(links);
	const content = random.pick(['b.txt', 'src/lib', 'docs', 'package.json']);
	return replaceEntry(side, link, { ...link, content }, `turn ${link.path} to ${content}`);
}

function swapContents(side: PairSide, random: Random): Edit {
	const files = listFiles(side);
	const first = random.pick(files);
	const other = random.pick(files);
	const swap = (entry: ContextEntry): ContextEntry => {
		if (entry === first) return { ...entry, content: other.content ?? '' };
		return entry === other ? { ...entry, content: first.content ?? '' } : entry;
	};
	return { side: { ...side, context: side.context.map(swap) }, what: `swap ${first.path} and ${other.path}` };
}

function changeNothing(side: PairSide): Edit {
	return { side, what: NOTHING };
}

function editIgnoreFile(side: PairSide, random: Random): Edit {
	const file = side.context.find(({ path }) => path === IGNORE_FILE);
	const pattern = random.pick([
		'docs',
		'src/lib',
		'*.txt',
		'!b.txt',
		'**/*.js',
		'# new comment',
		'nothing-here',
	]);
	const content = random.isOneIn(2) || !file ? `${file?.content ?? ''}${pattern}\n` : '# empty\n';
	const edited = { path: IGNORE_FILE, content };
	if (file) return replaceEntry(side, file, edited, `ignore file: ${content.trim()}`);
	return { side: { ...side, context: [...side.context, edited] }, what: `ignore file: ${pattern}` };
}

function editBuildArgs(side: PairSide, random: Random, { mark }: EditWishes): Edit {
	const buildArgs = random.isOneIn(3)
		? {}
		: { [random.pick(['VERSION', 'VERSION', 'OTHER', 'HTTP_PROXY'])]: `2-${mark}` };
	return { side: { ...side, buildArgs }, what: `build arguments ${JSON.stringify(buildArgs)}` };
}

function insertLine(side: PairSide, random: Random, { mark }: EditWishes): Edit {
	return editLines(side, random, (lines, at) => {
		const canRun = canRunAt(lines, at);
		const { lines: added } = generateStep(random, { mark, canRun, earlier: [], step: 70 + random.below(9) });
		return {
			lines: [...lines.slice(0, at + 1), ...added, ...lines.slice(at + 1)],
			what: `insert ${added.join(' / ')}`,
		};
	});
}

/** A stage of nothing has no shell; which one a line stands in tells the `FROM` above. */
function canRunAt(lines: readonly string[], at: number): boolean {
	return !lines
		.slice(0, at + 1)
		.findLast((line) => line.startsWith('FROM '))
		?.match(/ (?:scratch|s\d)/);
}

function removeLine(side: PairSide, random: Random): Edit {
	return editLines(side, random, (lines, at) => ({
		lines: lines.filter((_, index) => index !== at),
		what: `remove ${lines[at]}`,
	}));
}

const CHANGES: readonly (readonly [RegExp, string])[] = [
	[/echo (\S+)/, 'echo again-$1'],
	[/=value/, '=changed'],
	[/from-env/, 'changed'],
	[/=default-/, '=changed-'],
	[/^ARG VERSION=0-/, 'ARG VERSION=1-'],
	[/--chown=1:2/, '--chown=1:3'],
	[/--chown=3/, '--chown=03'],
	[/--chmod=755/, '--chmod=0755'],
	[/--chmod=0600/, '--chmod=0640'],
	[/--exclude=\S+/, '--exclude=b.js'],
	[/--link /, ''],
	[/^COPY /, 'COPY --link '],
	[/^COPY /, 'COPY --chown=0:0 '],
	[/^COPY (?!--(?:from|parents))/, 'ADD '],
	[/a\.txt/, 'b.txt'],
	[/ src\/? /, ' docs '],
	[/ src /, ' ./src/ '],
	[/sharing=locked/, 'sharing=private'],
	[/sharing=locked,id=/, 'sharing=locked,id=x'],
	[/target=\/cache /, 'target=/cache,id=other '],
	[/,uid=1/, ',uid=2'],
	[/target=\/tmp/, 'target=/tmp,size=1m'],
	[/source=src,target=\/m/, 'source=docs,target=/m'],
	[/source=src,target=\/m /, 'source=src,target=/m2 '],
	[/target=\/m,rw/, 'target=/m'],
	[/id=token/, 'id=other'],
	[/,env=TOKEN/, ''],
	[/LABEL step=/, 'LABEL other='],
	[/^RUN /, 'RUN --network=none '],
	[/# step/, '# other'],
	[/^text of/, 'words of'],
	[/<<END/, "<<'END'"],
	[/ AS s(\d)$/, ' AS S$1'],
	[/^USER .*/, 'USER 7'],
	[/^EXPOSE 80/, 'EXPOSE 81'],
	[/^WORKDIR \/(\w+)\/w/, 'WORKDIR /$1/v'],
	[/"-e/, '"-x'],
	[/^# check=skip=all/, '# check=skip=JSONArgsRecommended'],
];

function changeLine(side: PairSide, random: Random, [pattern, to]: (typeof CHANGES)[number]): Edit {
	const file = side.context.find(({ path }) => path === 'Dockerfile');
	const lines = (file?.content ?? '').split('\n');
	const places = lines.flatMap((line, at) => (pattern.test(line) ? [at] : []));
	if (!file || places.length === 0) return cannot(side);
	const at = random.pick(places);
	const before = lines[at] ?? '';
	const after = before.replace(pattern, to);
	const content = lines.with(at, after).join('\n');
	return replaceEntry(side, file, { ...file, content }, `${before} -> ${after}`);
}

function cannot(side: PairSide): Edit {
	return { side, what: 'cannot be done' };
}

function swapLines(side: PairSide, random: Random): Edit {
	return editLines(side, random, (lines, at) => {
		const next = lines[at + 1];
		if (next === undefined || !isAlone(next)) return { lines, what: 'cannot be done' };
		const swapped = [...lines.slice(0, at), next, lines[at] ?? '', ...lines.slice(at + 2)];
		return { lines: swapped, what: `swap ${lines[at]} and ${next}` };
	});
}

function respaceLine(side: PairSide, random: Random): Edit {
	return editLines(side, random, (lines, at) => {
		const line = (lines[at] ?? '').replace(' ', random.pick(['   ', ' \\\n  ', ' \\\n# why\n ']));
		return {
			lines: ['', ...lines.map((other, index) => (index === at ? line : other))],
			what: `respace ${lines[at]}`,
		};
	});
}

function changeBase(side: PairSide, _: Random, { base }: EditWishes): Edit {
	const file = side.context.find(({ path }) => path === 'Dockerfile');
	const text = file?.content ?? '';
	const content = text.replace(`FROM ${base}`, `FROM ${base.replace(/:.*$/, ':other')}`);
	if (!file || content === text) return cannot(side);
	return replaceEntry(side, file, { ...file, content }, 'another base image');
}

/** Lets a line be edited that is an instruction of one line and no `FROM`. */
function editLines(
	side: PairSide,
	random: Random,
	edit: (lines: readonly string[], at: number) => { lines: readonly string[]; what: string },
): Edit {
	const file = side.context.find(({ path }) => path === 'Dockerfile');
	const lines = (file?.content ?? '').split('\n');
	const places = lines.flatMap((line, index) => (isAlone(line) ? [index] : []));
	if (!file || places.length === 0) return cannot(side);
	const { lines: edited, what } = edit(lines, random.pick(places));
	if (edited === lines) return cannot(side);
	return replaceEntry(side, file, { ...file, content: edited.join('\n') }, what);
}

function isAlone(line: string): boolean {
	return (
		/^(?:COPY|ADD|RUN|ENV|ARG|WORKDIR|USER|LABEL|EXPOSE|SHELL|CMD|STOPSIGNAL|ONBUILD) /.test(line) &&
		!/<<|\\$/.test(line)
	);
}

function listFiles({ context }: PairSide): ContextEntry[] {
	return context.filter(
		({ path, kind }) => kind === undefined && path !== 'Dockerfile' && path !== IGNORE_FILE,
	);
}

function replaceEntry(side: PairSide, entry: ContextEntry, by: ContextEntry | undefined, what: string): Edit {
	const context = side.context.flatMap((other) => (other === entry ? (by ?? []) : other));
	return { side: { ...side, context }, what };
}
