import { describe, expect, test } from 'vitest';
import { rebuildOf, type TestBuild, verdictsOf } from '../rebuild-test.ts';

type Files = NonNullable<TestBuild['files']>;

const link = (content: string): Files[string] => ({ kind: 'link', content });

const FILES: Files = {
	f: 'f',
	g: 'g',
	'd/a': 'a',
	'd/b': 'b',
	'd/e/k': 'k',
	'd/e/z': 'z',
	other: 'other',
	t: { content: 't', isArchive: true },
	l: link('./f'),
	absolute: link('/f'),
	'd/up': link('../f'),
	'd/root': link('/f'),
	folder: link('d'),
	'r/l': link('x'),
	'r/x/k': 'k',
};

/** What becomes of a path: another content, another entry, or `null` where it is gone. */
type Edit = Readonly<Record<string, Files[string] | null>>;

function editFiles(edit: Edit): Files {
	const files: Record<string, Files[string]> = { ...FILES };
	for (const [path, file] of Object.entries(edit))
		if (file === null) delete files[path];
		else files[path] = file;
	return files;
}

/** Another edit makes every copy run again, so that what is in `/x` decides over the step that sees nothing else. */
function seesChange(lines: readonly string[], edit: Edit): string {
	const dockerfile = [
		'FROM scratch AS s',
		'COPY other /other',
		...lines,
		'FROM debian',
		'RUN --mount=from=s,source=/x,target=/m make',
	];
	const step = rebuildOf(
		{ dockerfile, files: FILES },
		{ files: editFiles({ ...edit, other: 'new' }) },
	).steps.at(-1);
	return step?.fails ? 'fails' : (step?.verdict ?? '');
}

describe('what a copy leaves in a folder', () => {
	test.each<[string, Edit, string]>([
		['COPY f /x', {}, 'cached'],
		['COPY f /x', { f: 'new' }, 'again'],
		['COPY f /x', { f: { content: 'f', mode: 0o755 } }, 'again'],
		['COPY --chmod=600 f /x', { f: { content: 'f', mode: 0o755 } }, 'cached'],
		['COPY --chmod=u+x f /x', { f: 'new' }, 'unsure'],
		['COPY d /x', { 'd/e/z': 'new' }, 'again'],
		['COPY d /x', { 'd/e/z': null }, 'again'],
		['COPY d /x', { 'd/e/new': 'new' }, 'again'],
		['COPY d /x', { f: 'new' }, 'cached'],
		['COPY d /x', { 'd/up': link('../g') }, 'again'],
		['COPY --chmod=700 d /x', { 'd/a': { content: 'a', mode: 0o755 } }, 'cached'],
		['COPY --exclude=b d /x', { 'd/b': 'new' }, 'cached'],
		['COPY --exclude=e d /x', { 'd/e/new': 'new' }, 'cached'],
		['COPY --exclude=e --exclude=!e/k d /x', { 'd/e/z': 'new' }, 'cached'],
		['COPY --exclude=e --exclude=!e/k d /x', { 'd/e/k': 'new' }, 'again'],
		['COPY --exclude=n d /x', { 'd/n/file': 'new' }, 'cached'],
		['COPY --exclude=zz d /x', { 'd/n': { kind: 'folder' } }, 'again'],
		['COPY --parents d/a /x/', { 'd/b': 'new' }, 'cached'],
		['COPY --parents d/a /x/', { 'd/a': 'new' }, 'again'],
		['COPY --parents ./d/e/k /x/', { 'd/e/k': 'new' }, 'again'],
		['COPY --parents d/./e/k /x/', { 'd/e/k': 'new' }, 'again'],
		['COPY --parents d/./e/k /x/', { 'd/e/z': 'new' }, 'cached'],
		['COPY d/e/* /x/', { 'd/e/k': 'new' }, 'again'],
		['COPY d/e/* /x/', { 'd/a': 'new' }, 'cached'],
		['COPY d/*/k /x/', { 'd/e/z': 'new' }, 'cached'],
		['COPY d/*/k /x/', { 'd/e/k': 'new' }, 'again'],
		['COPY d/* /x/', { 'd/e/k': 'new' }, 'again'],
		['COPY folder/e/* /x/', { 'd/e/k': 'new' }, 'again'],
		['COPY folder/e /x', { 'd/e/k': 'new' }, 'again'],
		['COPY folder /x', { 'd/a': 'new' }, 'again'],
		['COPY l /x', { f: 'new' }, 'again'],
		['COPY l /x', { g: 'new' }, 'cached'],
		['COPY absolute /x', { f: 'new' }, 'again'],
		['COPY d/up /x', { f: 'new' }, 'again'],
		['COPY d/root /x', { f: 'new' }, 'again'],
		['COPY d/root /x', { 'd/a': 'new' }, 'cached'],
		['ADD t /x', { t: { content: 'new', isArchive: true } }, 'unsure'],
		['ADD --unpack=false t /x', { t: { content: 'new', isArchive: true } }, 'again'],
		['ADD f /x', { f: 'new' }, 'again'],
		['COPY t /x', { t: { content: 'new', isArchive: true } }, 'again'],
		['COPY <<x /', {}, 'cached'],
	])('%s, with %j: %s', (line, edit, verdict) => {
		const lines = line.includes('<<') ? [line, 'text', 'x'] : [line];
		expect(seesChange(lines, edit)).toBe(verdict);
	});

	test.each<[string, readonly string[], Edit, string]>([
		['a link that lies there leads to another place', ['COPY r /', 'COPY f /l/'], { f: 'new' }, 'again'],
		['and what it leads to keeps what it had', ['COPY r /', 'COPY f /l/'], { 'r/x/k': 'new' }, 'again'],
		['what lies beside it stays', ['COPY d /x', 'COPY f /x/'], { 'd/a': 'new' }, 'again'],
		['a file is replaced by a file', ['COPY g /x', 'COPY f /x'], { g: 'new' }, 'cached'],
		['a file is replaced by a folder', ['COPY g /x', 'COPY d/e /x'], { g: 'new' }, 'cached'],
		['a file in a folder is replaced', ['COPY d /x', 'COPY f /x/a'], { 'd/a': 'new' }, 'cached'],
		['a file takes the place of none but its own', ['COPY d /x', 'COPY f /x/a'], { 'd/b': 'new' }, 'again'],
		['a folder goes into a folder', ['COPY d /x', 'COPY r/x /x/e'], { 'd/e/z': 'new' }, 'again'],
		['and lies over what it has', ['COPY d /x', 'COPY r/x /x/e'], { 'd/e/k': 'new' }, 'cached'],
		[
			'a working directory is there already',
			['COPY d /x', 'WORKDIR /x', 'COPY f .'],
			{ 'd/b': 'new' },
			'again',
		],
		['a working directory behind a link', ['COPY r /', 'WORKDIR /l', 'COPY f .'], { f: 'new' }, 'again'],
		['a copy to another place', ['COPY d/e /x', 'COPY d /y'], { 'd/a': 'new' }, 'cached'],
		['a copy to the working directory', ['WORKDIR /x', 'COPY f ./'], { f: 'new' }, 'again'],
		['a copy to nothing named', ['WORKDIR /x/', 'COPY f ""'], { f: 'new' }, 'again'],
	])('%s', (_, lines, edit, verdict) => {
		expect(seesChange(lines, edit)).toBe(verdict);
	});

	test('an owner is part of what is there', () => {
		const build = (line: string) => [
			'FROM scratch AS s',
			line,
			'FROM debian',
			'RUN --mount=from=s,source=/x,target=/m make',
		];
		const verdict = (one: string, other: string) =>
			verdictsOf({ dockerfile: build(one), files: FILES }, { dockerfile: build(other) }).at(-1);
		expect(verdict('COPY --chown=1 f /x', 'COPY --chown=2 f /x')).toBe('4 again');
		expect(verdict('COPY --chown=1 f /x', 'COPY --chown=01 f /x')).toBe('4 cached');
		expect(verdict('COPY f /x', 'COPY --chown=0:0 f /x')).toBe('4 cached');
		expect(verdict('COPY --chown=1 d /x/y', 'COPY --chown=2 d /x/y')).toBe('4 again');
	});
});

describe('what a copy reads', () => {
	const verdictOf = (line: string, edit: Edit, ignoreFile?: string) =>
		verdictsOf({ dockerfile: ['FROM scratch', line], files: FILES, ignoreFile }, { files: editFiles(edit) })
			.at(-1)
			?.split(' ')[1];

	test.each<[string, Edit, string]>([
		['COPY --exclude=e d /x/', { 'd/e/new': 'new' }, 'cached'],
		['COPY --exclude=n . /x/', { 'n/file': 'new' }, 'cached'],
		['COPY --exclude=zz . /x/', { n: { kind: 'folder' } }, 'again'],
		['COPY --exclude=zz . /x/', { 'd/n': { kind: 'folder' } }, 'again'],
		['COPY --exclude=d --exclude=!d/e . /x/', { 'd/e/k': 'new' }, 'again'],
		// The engine goes by the last name of what wildcards match.
		['COPY d/*/k /x/', { 'd/e/k': null, 'd/n/k': 'k' }, 'cached'],
		['COPY d/e/* /x/', { 'd/e/k': null, 'd/e/n': 'k' }, 'again'],
		['COPY d/* /x/', { 'd/a': null, 'd/n': 'a' }, 'again'],
		['COPY folder/* /x/', { 'd/a': 'new' }, 'again'],
		['COPY folder/e/* /x/', { 'd/a': 'new' }, 'cached'],
		['COPY f g /x/', { g: 'new' }, 'again'],
		['COPY f g /x/', { 'd/a': 'new' }, 'cached'],
	])('%s, with %j: %s', (line, edit, verdict) => {
		expect(verdictOf(line, edit)).toBe(verdict);
	});

	test('of an ignored file the nearest folder that is not ignored is sent', () => {
		expect(verdictOf('COPY . /', { 'd/e/k': 'new' }, '**/k')).toBe('cached');
		expect(verdictOf('COPY . /', { 'p/q/k': 'k' }, '**/k')).toBe('again');
		const before = { ...FILES, 'p/q/k': 'k' };
		const verdict = (files: Files, ignoreFile: string) =>
			verdictsOf({ dockerfile: ['FROM scratch', 'COPY . /'], files: before, ignoreFile }, { files })[0];
		expect(verdict({ ...FILES, 'p/r/k': 'k' }, '**/k')).toBe('2 again');
		expect(verdict({ ...FILES, 'p/r/k': 'k' }, 'p/*')).toBe('2 cached');
		expect(verdict(FILES, 'p/*')).toBe('2 again');
		expect(verdict(FILES, 'p')).toBe('2 cached');
	});

	test('one name found by wildcards is that name', () => {
		const build = { dockerfile: ['FROM scratch', 'COPY d/a /x'], files: FILES };
		expect(verdictsOf(build, { dockerfile: ['FROM scratch', 'COPY ?/a /x'] })).toEqual(['2 cached']);
		expect(verdictsOf(build, { dockerfile: ['FROM scratch', 'COPY ?/b /x'] })).toEqual(['2 again']);
	});

	test('the first path that is not there is named', () => {
		const why = (...lines: string[]) =>
			rebuildOf({ dockerfile: ['FROM scratch', ...lines], files: FILES }, {}).steps.find(({ fails }) => fails)
				?.why;
		expect(why('COPY f gone missing /x/')).toBe('`gone` is not there to copy: the build stops here.');
		expect(why('COPY gone/* /x/')).toBe('`gone` is not there to copy: the build stops here.');
		expect(why('COPY nothing* d/none* /x/')).toBe('`d` is not there to copy: the build stops here.');
		expect(why('COPY f d/none* /x/')).toBe('`d` is not there to copy: the build stops here.');
		expect(why('COPY folder/none* /x/', 'COPY d/a /')).toBe(
			'`folder` is not there to copy: the build stops here.',
		);
		expect(why('COPY d/none* /x/', 'COPY folder /')).toBeUndefined();
		expect(why('COPY d/none* /x/', 'COPY d/a /')).toBeUndefined();
		expect(why('COPY d/none* /x/', 'COPY . /')).toBeUndefined();
	});

	test('a mount below another one adds nothing to what is read', () => {
		const verdict = (one: string, other: string, path: string) => {
			const build = (inner: string) => [
				'FROM debian',
				`RUN --mount=${one}target=/s --mount=source=${inner},target=/t make`,
			];
			return verdictsOf({ dockerfile: build(other), files: FILES }, { dockerfile: build(path) })[0];
		};
		expect(verdict('source=d,', 'd/a', 'd/b')).toBe('2 cached');
		expect(verdict('', 'd/a', 'd/b')).toBe('2 cached');
		expect(verdict('source=d/e,', 'd/a', 'd/b')).toBe('2 again');
		expect(verdict('source=f,', 'f', 'g')).toBe('2 again');
	});
});

describe('which edited paths are read', () => {
	const editedBy = (line: string, edit: Edit, ignoreFile?: string) =>
		rebuildOf({ dockerfile: ['FROM scratch', line], files: FILES, ignoreFile }, { files: editFiles(edit) })
			.edited;

	test.each<[string, Edit, readonly string[]]>([
		['COPY . /', { f: 'new', 'd/e/k': 'new' }, ['d/e/k', 'f']],
		['COPY --exclude=f . /', { f: 'new', g: 'new' }, ['g']],
		['COPY --exclude=d/e/k . /', { 'd/e/k': 'new', 'd/e/z': 'new' }, ['d/e/z']],
		['COPY --exclude=e/k d /', { 'd/e/k': 'new', 'd/e/z': 'new' }, ['d/e/z']],
		['COPY d/e /', { 'd/e/k': 'new', 'd/a': 'new' }, ['d/e/k']],
		['COPY l /', { l: link('g'), f: 'new', g: 'new' }, ['f', 'g', 'l']],
		['COPY folder /', { folder: link('r'), 'd/a': 'new', f: 'new' }, ['d/a', 'folder']],
		['COPY d /', { 'd/up': link('../g'), f: 'new' }, ['d/up']],
		['COPY d/* /', { 'd/a': 'new', f: 'new', g: 'new' }, ['d/a', 'f']],
	])('%s, with %j: %j', (line, edit, paths) => {
		const read = editedBy(line, edit).filter(({ readOn }) => readOn.length > 0);
		expect(read.map(({ path }) => path)).toEqual(paths);
		expect(read.every(({ readOn }) => readOn.length === 1 && readOn[0] === 2)).toBe(true);
	});

	test('a file that comes or goes is ignored only where the ignore file says so', () => {
		const expected = [
			{ path: 'f', isIgnored: false, readOn: [2] },
			{ path: 'n', isIgnored: false, readOn: [2] },
		];
		expect(editedBy('COPY . /', { f: null, n: 'new' })).toEqual(expected);
		const ignored = expected.map((path) => ({ ...path, isIgnored: true, readOn: [] }));
		expect(editedBy('COPY . /', { f: null, n: 'new' }, 'f\nn\n')).toEqual(ignored);
	});

	test('the lines that read a file are in order, each once', () => {
		const dockerfile = ['FROM scratch AS z', 'COPY f /', 'FROM scratch', 'COPY f f /a/', 'COPY --from=z f /'];
		const { edited } = rebuildOf({ dockerfile, files: FILES }, { files: editFiles({ f: 'new' }) });
		expect(edited).toEqual([{ path: 'f', isIgnored: false, readOn: [2, 4] }]);
	});

	const whyOf = (edit: Edit) =>
		rebuildOf({ dockerfile: ['FROM scratch', 'COPY . /'], files: FILES }, { files: editFiles(edit) }).steps[0]
			?.why;

	test.each<[Edit, string]>([
		[{ 'n/a': '1', 'n/b': '2' }, '`n/a` and `n/b` are new, and this step reads them.'],
		[{ 'n/a': '1', n: { kind: 'folder' } }, '`n/a` is new, and this step reads it.'],
		[{ n: { kind: 'folder' } }, '`n` is new, and this step reads it.'],
		[{ 'r/l': null, 'r/x/k': null }, '`r/l` and `r/x/k` are gone, and this step reads them.'],
		[{ l: link('g') }, '`l` changed, and this step reads it.'],
		[{ l: 'text' }, '`l` changed, and this step reads it.'],
		[{ f: link('g') }, '`f` changed, and this step reads it.'],
		[{ f: { content: 'f', mode: 0o755 } }, '`f` changed, and this step reads it.'],
	])('%j: %s', (edit, why) => {
		expect(whyOf(edit)).toBe(why);
	});

	test('a file that becomes a folder of its mode is another', () => {
		const files = { f: { content: '', mode: 0o755 } };
		const edit = { files: { f: { kind: 'folder' as const, mode: 0o755 } } };
		const { steps } = rebuildOf({ dockerfile: ['FROM scratch', 'COPY . /'], files }, edit);
		expect(steps[0]?.why).toBe('`f` changed, and this step reads it.');
	});
});
