import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseImageName } from '#core/image/image-name.ts';
import { readTagSystem } from '#core/knowledge/known-bases.ts';
import { listTaggedFiles, type TaggedFile } from './known-bases/official-files.ts';
import { type FileFacts, readFileFacts } from './known-bases/read-facts.ts';
import { Repository } from './known-bases/repository.ts';
import { MAKERS, OFFICIAL, STATED, SYSTEMS } from './known-bases/sources.ts';

const LIST = fileURLToPath(new URL('../core/knowledge/known-base-list.ts', import.meta.url));

/** One line of the list. */
interface Line {
	readonly name: string;
	readonly user: string;
	readonly system: string;
	/** Where it comes from, and what else its Dockerfile says. */
	readonly note: string;
}

/**
 * Renews what is known of bases from a folder of fetched repositories (`owner+name/repo`), the library's own among them:
 * `npm run bench -- known-bases <folder>`. Says what could not be read, and leaves that out.
 */
export function run([folder]: readonly string[]): {
	readonly images: number;
	readonly unread: readonly string[];
} {
	const library =
		folder === undefined ? undefined : Repository.open(folder, 'docker-library/official-images');
	if (folder === undefined || !library)
		throw new Error(
			'Name the folder that holds docker-library/official-images and the repositories it names.',
		);
	const unread: string[] = [];
	const lines = new Map<string, Line>();
	const add = (source: string, found: readonly Line[]) => {
		if (found.length === 0) unread.push(source);
		for (const line of found) lines.set(line.name, line);
	};
	for (const source of SYSTEMS) {
		const repository = Repository.open(folder, source.proof.repository);
		const facts = repository && readFileFacts(repository, source.proof.path);
		const isProven = facts?.user === undefined && facts?.base?.replace(/:.*$/, '').endsWith(source.image);
		add(
			source.image,
			repository && isProven
				? [
						{
							name: source.image,
							user: 'root',
							system: source.system,
							note: `${cite(repository, source.proof.path)} installs on it`,
						},
					]
				: [],
		);
	}
	// Those that others start from come first.
	const waiting = new Set(OFFICIAL);
	for (let before = 0; before !== waiting.size; ) {
		before = waiting.size;
		for (const image of waiting) {
			const readLines = readOfficial(image, listTaggedFiles(library, image), folder, lines);
			if (!readLines) continue;
			waiting.delete(image);
			for (const line of readLines) lines.set(line.name, line);
		}
	}
	unread.push(...waiting);
	for (const { image, repository: name, path, system } of MAKERS) {
		const repository = Repository.open(folder, name);
		const facts = repository && readFileFacts(repository, path);
		add(
			image,
			repository && facts ? [makeLine(image, facts.user ?? 'root', system, facts, repository, path)] : [],
		);
	}
	for (const { image, repository: name, path, statement, user, system } of STATED) {
		const repository = Repository.open(folder, name);
		const isSaid = repository?.read(path)?.includes(statement);
		add(image, repository && isSaid ? [{ name: image, user, system, note: cite(repository, path) }] : []);
	}
	writeFileSync(LIST, printList([...lines.values()]));
	const images = new Set([...lines.keys()].map((name) => name.replace(/:.*$/, ''))).size;
	console.log(`\n${images} bases, ${lines.size} lines.`);
	if (unread.length > 0) console.log(`Not to be read here, and left out: ${unread.join(', ')}.`);
	return { images, unread };
}

/** `undefined` where the file cannot be had, and for a variant that only adds to another one of the same image. */
function readVariant(
	file: TaggedFile,
	image: string,
	folder: string,
	lines: ReadonlyMap<string, Line>,
): Variant | undefined {
	const repository = Repository.open(folder, RENAMED[file.repository] ?? file.repository);
	const path = repository?.find(file.path);
	const facts = repository && path && readFileFacts(repository, path);
	if (!repository || !facts) return undefined;
	const base = findBase(facts, lines);
	const isAddition = facts.base !== undefined && parseImageName(facts.base).path === image;
	if (isAddition && facts.user === undefined) return undefined;
	const inherited = facts.isScratch ? 'root' : base?.user.replace('-drops', '');
	return {
		file: { ...file, path },
		repository,
		facts: { ...facts, dropsRoot: facts.dropsRoot ?? base?.user.endsWith('-drops') },
		user: facts.user ?? inherited ?? '',
	};
}

interface Variant {
	readonly file: TaggedFile;
	readonly facts: FileFacts;
	readonly repository: Repository;
	readonly user: string;
}

/** The lines of an image; `undefined` where its base is not known yet, or no word of a tag tells its variants apart. */
function readOfficial(
	image: string,
	files: readonly TaggedFile[],
	folder: string,
	lines: ReadonlyMap<string, Line>,
): readonly Line[] | undefined {
	const variants = files.flatMap((file) => readVariant(file, image, folder, lines) ?? []);
	const main =
		variants.find(({ file }) => file.tags.includes('latest')) ??
		variants.find(({ file }) => !file.tags.some((tag) => tag.includes('alpine'))) ??
		variants[0];
	if (!main || main.user === '') return undefined;
	const system = findSystem(main, lines);
	if (system === undefined) return undefined;
	const others = variants.filter(({ user }) => user !== '' && user !== main.user);
	const own = makeLine(image, main.user, system, main.facts, main.repository, main.file.path);
	const result = [own];
	for (const user of new Set(others.map((variant) => variant.user))) {
		const group = others.filter((variant) => variant.user === user);
		const word = findWord(group, variants);
		const [first] = group;
		if (word === undefined || !first) return undefined;
		result.push(
			makeLine(
				`${image}:${word}`,
				user,
				findSystem(first, lines) ?? system,
				first.facts,
				first.repository,
				first.file.path,
			),
		);
	}
	return result;
}

/** Repositories that have moved since the library last named them. */
const RENAMED: Readonly<Record<string, string>> = { 'apple/swift-docker': 'swiftlang/swift-docker' };

/** A word that stands in the tags of these variants, and in those of no other. */
function findWord(group: readonly Variant[], all: readonly Variant[]): string | undefined {
	const listWords = ({ file }: Variant) =>
		new Set(file.tags.flatMap((tag) => tag.split(/[^a-z]+/).filter(Boolean)));
	const rest = all.filter((variant) => !group.includes(variant)).map(listWords);
	const [first, ...more] = group.map(listWords);
	return [...(first ?? [])].find(
		(word) => more.every((words) => words.has(word)) && !rest.some((words) => words.has(word)),
	);
}

function findBase({ base }: FileFacts, lines: ReadonlyMap<string, Line>): Line | undefined {
	if (base === undefined) return undefined;
	const { path } = parseImageName(base);
	const name = path.replace(/^(?:amd64|library)\//, '').replace(/^ubi(\d+)/, 'redhat/ubi$1');
	return lines.get(name);
}

function findSystem({ facts }: Variant, lines: ReadonlyMap<string, Line>): string | undefined {
	if (facts.isScratch) return 'none';
	return readTagSystem(parseImageName(facts.base ?? '').tag) ?? findBase(facts, lines)?.system;
}

function makeLine(
	name: string,
	user: string,
	system: string,
	facts: FileFacts,
	repository: Repository,
	path: string,
): Line {
	const isRoot = user === 'root' || user === '0';
	const notes = [
		...(facts.start === '' ? [] : [`starts \`${facts.start.replace(/\s+/g, ' ').slice(0, 60)}\``]),
		...(facts.hasHealthCheck ? ['has a health check'] : []),
		...(facts.stopSignal ? [`stops with ${facts.stopSignal}`] : []),
		cite(repository, path),
	];
	return {
		name,
		user: isRoot ? (facts.dropsRoot ? 'root-drops' : 'root') : user,
		system,
		note: notes.join('; '),
	};
}

function cite(repository: Repository, path: string): string {
	return `https://github.com/${repository.name}/blob/HEAD/${path}, ${repository.date}`;
}

function printList(lines: readonly Line[]): string {
	const sorted = lines.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	return `// Written by \`npm run bench -- known-bases <folder of repositories>\`; a correction belongs into its sources.

/**
 * Image and perhaps a word of its tag, user, system. \`root-drops\`: it starts as root, and its entrypoint goes on as
 * another user. Behind each stands what else its Dockerfile says, where that is, and of which day.
 */
export const KNOWN_BASES: readonly string[] = [
${sorted.map(({ name, user, system, note }) => `\t// ${note}\n\t'${name} ${user} ${system}',`).join('\n')}
];
`;
}
