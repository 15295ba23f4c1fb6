import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

/** What each folder of `src` may import from the others. What is missing here may import nothing. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	core: [],
	workspace: ['core'],
	examples: ['core', 'workspace'],
	engine: ['core', 'workspace', 'examples'],
	// What servers need to know: headers, compressed files, a configuration for each host.
	hosting: ['workspace'],
	cli: ['core', 'workspace', 'examples', 'engine', 'hosting'],
	site: ['core', 'workspace', 'examples', 'offline'],
	setup: ['workspace'],
	// Makes the offline forms from the built site; the pages know what its worker says.
	offline: ['workspace'],
	// Packs the command line into one file.
	bundle: ['core', 'workspace', 'cli'],
	bench: ['core', 'workspace', 'engine', 'examples', 'hosting'],
};

/** Libraries that have to be met in more than one file, and the folders or files in which they may be. */
const MET_IN_MORE: Readonly<Record<string, readonly string[]>> = {
	// A schema stands beside what it describes, and is useless without the library that reads it.
	zod: ['src/examples/', 'src/engine/', 'src/workspace/'],
	// The site is made with it: pages, loaders and integrations name its types.
	astro: ['src/site/'],
	// One file unpacks what an engine saved, one packs what the engine's services hand out, others what a reader downloads.
	'tar-stream': [
		'src/bench/fixes/read-archive.ts',
		'src/engine/images/image-archive.ts',
		'src/examples/services/tar.ts',
		'src/site/data/examples/archive.ts',
		'src/offline/docset/tgz.ts',
	],
	// The engine's commands are run in one file, what a benchmark measures in others.
	execa: ['src/engine/process.ts', 'src/bench/'],
	// One file packs the command line, one the scripts of the archive, one what a page of the benchmark loads.
	rolldown: ['src/bundle/bundle.ts', 'src/bench/browser.bench.ts', 'src/offline/classic-script.ts'],
	// One file finds the browser, the others measure in it.
	playwright: ['src/setup/chromium.ts', 'src/bench/'],
	// The tests of the benchmark's mutants are run by a runner of their own, with a configuration of its own.
	vitest: ['src/bench/mutants/'],
	// One file compiles pages, the others name the types of its tree.
	satteri: ['src/site/mdx/', 'src/examples/', 'src/site/integrations/'],
};

interface Import {
	readonly file: string;
	readonly line: number;
	readonly name: string;
	/** Gone once the types are: nothing is loaded. */
	readonly isType: boolean;
}

const IMPORT =
	/^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\bfrom\s*)?(['"])([^'"\n]+)\2|\bimport\((['"])([^'"\n]+)\4/gm;

const imports = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.map((path) => join('src', path.replaceAll('\\', '/')))
	.filter((path) => /\.(ts|mjs|astro)$/.test(path) && !path.includes('node_modules'))
	.sort()
	.flatMap(importsOf);

/** Static and dynamic imports, `export … from` and imports of types alike. */
function importsOf(file: string): Import[] {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(IMPORT)].map(({ 0: { length }, 1: type, 3: fixed, 5: dynamic, index }) => ({
		file,
		line: text.slice(0, index + length).split('\n').length,
		name: fixed ?? dynamic ?? '',
		isType: type !== undefined,
	}));
}

const folderOf = (file: string) => file.split('/')[1] ?? '';
const isRelative = ({ name }: Import) => name.startsWith('.');
const show = ({ file, line, name }: Import) => `${file}:${line} imports ${name}`;

test('every kind of import is seen', () => {
	expect(imports.length).toBeGreaterThan(200);
	expect(imports.some(isRelative) && imports.some(({ name }) => name.startsWith('#core/'))).toBe(true);
});

test('every folder of src has its place among the layers', () => {
	const folders = new Set(imports.map(({ file }) => folderOf(file)));
	expect([...folders].filter((folder) => MAY_IMPORT[folder] === undefined)).toEqual([]);
});

test('the README names every folder of src behind all that it uses', () => {
	const named = [...readFileSync('README.md', 'utf8').matchAll(/^src\/(\w+) /gm)].map(
		([, folder = '']) => folder,
	);
	expect(named.toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
	const early = Object.entries(MAY_IMPORT).flatMap(([folder, used]) =>
		used
			.filter((other) => named.indexOf(other) > named.indexOf(folder))
			.map((other) => `${folder} uses ${other}`),
	);
	expect(early).toEqual([]);
});

describe('the arrows', () => {
	test('point from the command line and the site down to the core, never back', () => {
		const wrong = imports.filter(({ file, name }) => {
			const target = /^#([^/]+)\//.exec(name)?.[1];
			return target !== undefined && MAY_IMPORT[folderOf(file)]?.includes(target) !== true;
		});
		expect(wrong.map(show)).toEqual([]);
	});

	test('are relative inside a folder and begin with # between folders', () => {
		const wrong = imports.filter((one) => {
			if (!isRelative(one)) return one.name.startsWith(`#${folderOf(one.file)}/`);
			return relative(`src/${folderOf(one.file)}`, join(dirname(one.file), one.name)).startsWith('..');
		});
		// `package.json` belongs to no folder.
		expect(wrong.filter(({ name }) => !name.endsWith('/package.json')).map(show)).toEqual([]);
	});

	test('lead to the file that owns the name, never to a collection of exports', () => {
		expect(imports.filter(({ name }) => /(^|\/)index(\.ts)?$/.test(name)).map(show)).toEqual([]);
	});
});

describe('within the core', () => {
	const inner = imports
		.filter((one) => one.file.startsWith('src/core/') && isRelative(one))
		.map((one) => ({ ...one, target: join(dirname(one.file), one.name) }));
	const topicOf = (file: string) => /^src\/core\/rules\/([^/]+)\//.exec(file)?.[1];

	test('a topic of rules imports no other topic', () => {
		const wrong = inner.filter(({ file, target }) => {
			const [from, to] = [topicOf(file), topicOf(target)];
			return from !== undefined && to !== undefined && to !== from && to !== 'shared';
		});
		expect(wrong.map(show)).toEqual([]);
	});

	test('only the runner and the reports know the rules', () => {
		const wrong = inner.filter(
			({ file, target }) =>
				target.startsWith('src/core/rules/') && !/^src\/core\/(rules|lint|report)\//.test(file),
		);
		expect(wrong.map(show)).toEqual([]);
	});

	test.each(['knowledge', 'hcl', 'source'])('%s needs no other folder', (folder) => {
		const home = `src/core/${folder}/`;
		const wrong = inner.filter(
			({ file, target }) =>
				file.startsWith(home) && /^src\/core\/[^/]+\//.test(target) && !target.startsWith(home),
		);
		expect(wrong.map(show)).toEqual([]);
	});

	test('files are read without the rules, and without what runs them', () => {
		const wrong = inner.filter(
			({ file, target }) =>
				!/^src\/core\/(rules|lint|report|rebuild)\//.test(file) &&
				file.startsWith('src/core/') &&
				/^src\/core\/(rules|lint)\//.test(target),
		);
		expect(wrong.map(show)).toEqual([]);
	});
});

test('no file needs itself by way of others, be it for a type only', () => {
	const files = new Set(imports.map(({ file }) => file));
	const needed = new Map<string, string[]>();
	for (const one of imports) {
		const to = isRelative(one) ? join(dirname(one.file), one.name) : one.name.replace(/^#/, 'src/');
		if (files.has(to)) needed.set(one.file, [...(needed.get(one.file) ?? []), to]);
	}
	expect([...files].flatMap((file) => findCircle(file, needed) ?? [])).toEqual([]);
});

/** The way from a file back to itself, for the first file of it by name. */
function findCircle(start: string, needed: ReadonlyMap<string, readonly string[]>): string | undefined {
	const from = new Map<string, string>([[start, start]]);
	for (const [at] of from) {
		for (const next of needed.get(at) ?? []) {
			if (next !== start) {
				if (!from.has(next)) from.set(next, at);
				continue;
			}
			const way = [start];
			for (let back = at; back !== start; back = from.get(back) ?? start) way.unshift(back);
			return way.every((file) => file >= start) ? [start, ...way].join(' -> ') : undefined;
		}
	}
	return undefined;
}

test('the core needs nothing of Node', () => {
	const wrong = imports.filter(
		({ file, name }) => file.startsWith('src/core/') && /^node:|^(fs|path|os)$/.test(name),
	);
	expect(wrong.map(show)).toEqual([]);
});

test('a page can lint Dockerfiles without loading a parser for YAML or TOML', () => {
	const loaded = imports.filter(({ isType }) => !isType);
	const reached = new Set(['src/core/lint/lint-dockerfile.ts']);
	for (const from of reached)
		for (const one of loaded)
			if (one.file === from && isRelative(one)) reached.add(join(dirname(from), one.name));
	const libraries = loaded.filter((one) => reached.has(one.file) && !isRelative(one)).map(({ name }) => name);
	expect(reached.size).toBeGreaterThan(50);
	expect([...new Set(libraries)]).toEqual(['unbash']);
});

test('each outside library is met in one file', () => {
	const users = new Map<string, Set<string>>();
	for (const { file, name } of imports) {
		if (/^[.#/]|^node:|^astro:|^virtual:/.test(name)) continue;
		const library = name
			.split('/')
			.slice(0, name.startsWith('@') ? 2 : 1)
			.join('/');
		users.set(library, (users.get(library) ?? new Set()).add(file));
	}
	const wrong = [...users].flatMap(([library, files]) => {
		const allowed = MET_IN_MORE[library];
		const outside = [...files].filter((file) => !allowed?.some((place) => file.startsWith(place)));
		return outside.length > (allowed ? 0 : 1) ? [`${library}: ${outside.join(', ')}`] : [];
	});
	expect(wrong).toEqual([]);
});
