import { describe, expect, test } from 'vitest';
import { rebuildOf, type TestBuild, verdictsOf } from './rebuild-test.ts';

const NODE: TestBuild = {
	dockerfile: [
		'FROM node:24',
		'WORKDIR /app',
		'COPY package.json package-lock.json ./',
		'RUN npm ci',
		'COPY src ./src',
		'RUN npm run build',
	],
	files: { 'package.json': 'p', 'package-lock.json': 'l', 'src/a.js': 'a', 'docs/x.md': 'x' },
};

const edited = (build: TestBuild, files: TestBuild['files']): Partial<TestBuild> => ({
	files: { ...build.files, ...files },
});

/** A build in which one line is another one. */
const withLine = ({ dockerfile }: TestBuild, line: number, text: string): Partial<TestBuild> => ({
	dockerfile: typeof dockerfile === 'string' ? dockerfile : dockerfile.with(line - 1, text),
});

describe('files of the context', () => {
	test('nothing changed: all steps come from the cache', () => {
		expect(verdictsOf(NODE, {})).toEqual(['2 cached', '3 cached', '4 cached', '5 cached', '6 cached']);
	});

	test('the copy that reads the edited file runs again, and all that comes after it', () => {
		const { steps } = rebuildOf(NODE, edited(NODE, { 'src/a.js': 'b' }));
		expect(steps.map(({ verdict }) => verdict)).toEqual(['cached', 'cached', 'cached', 'again', 'again']);
		expect(steps.slice(3).map(({ why }) => why)).toEqual([
			'`src/a.js` changed, and this step reads it.',
			'It comes after line 5, which runs again.',
		]);
	});

	test('a file that no step reads changes nothing, and that is said', () => {
		const { steps, edited: paths } = rebuildOf(NODE, edited(NODE, { 'docs/x.md': 'y' }));
		expect(steps.every(({ verdict }) => verdict === 'cached')).toBe(true);
		expect(paths).toEqual([{ path: 'docs/x.md', isIgnored: false, readOn: [] }]);
	});

	test.each<[string, TestBuild['files'], string]>([
		['a new file', { 'src/new.js': 'n' }, '`src/new.js` is new, and this step reads it.'],
		['a mode', { 'src/a.js': { content: 'a', mode: 0o755 } }, '`src/a.js` changed, and this step reads it.'],
		['an empty folder', { 'src/empty': { kind: 'folder' } }, '`src/empty` is new, and this step reads it.'],
	])('%s in a copied folder counts', (_, files, why) => {
		const { steps } = rebuildOf(NODE, edited(NODE, files));
		expect(steps[3]).toMatchObject({ verdict: 'again', why });
	});

	test('a file that is gone counts', () => {
		const { 'src/a.js': _, ...files }: Record<string, unknown> & TestBuild['files'] = {
			...NODE.files,
			'src/b.js': 'b',
		};
		const before = { ...NODE, ...edited(NODE, { 'src/b.js': 'b' }) };
		expect(rebuildOf(before, { files }).steps[3]?.why).toBe('`src/a.js` is gone, and this step reads it.');
	});

	test('a renamed file in a copied folder counts, a copied file only under its own name', () => {
		const build = { dockerfile: ['FROM scratch', 'COPY d/f /f', 'COPY d /d'], files: { 'd/f': 'f' } };
		expect(
			verdictsOf(build, { ...withLine(build, 2, 'COPY e/f /f'), files: { 'e/f': 'f', 'd/g': 'f' } }),
		).toEqual(['2 cached', '3 again']);
	});

	test('the mode of a folder that the engine has already goes unnoticed, of a fresh one not', () => {
		const build = {
			dockerfile: ['FROM scratch', 'COPY . /'],
			files: { 'd/f': 'f', d: { kind: 'folder' as const, mode: 0o755 } },
		};
		const edit = { files: { 'd/f': 'f', d: { kind: 'folder' as const, mode: 0o700 } } };
		expect(verdictsOf(build, edit)).toEqual(['2 cached']);
		expect(verdictsOf(build, edit, { imageStore: 'classic', folderModes: 'noticed' })).toEqual(['2 again']);
	});

	test('a command that may write to the context uses it up: the next build is sent all of it, modes of folders too', () => {
		const files = (mode: number) => ({ files: { 'd/f': 'f', d: { kind: 'folder' as const, mode } } });
		const build = (how: string) => ({
			dockerfile: ['FROM debian', `RUN --mount=source=d,target=/d${how} make`],
			...files(0o755),
		});
		expect(verdictsOf(build(''), files(0o700))).toEqual(['2 cached']);
		expect(verdictsOf(build(',rw'), files(0o700))).toEqual(['2 again']);
	});

	test('what is not there to copy ends the build', () => {
		const { 'src/a.js': _, ...files } = NODE.files ?? {};
		expect(rebuildOf(NODE, { files }).steps[3]).toMatchObject({
			verdict: 'again',
			fails: true,
			why: '`src` is not there to copy: the build stops here.',
		});
	});
});

describe('links', () => {
	const build: TestBuild = {
		dockerfile: ['FROM scratch', 'COPY link /x', 'COPY d /d'],
		files: {
			link: { kind: 'link', content: 'f' },
			f: 'same',
			g: 'same',
			h: 'other',
			'd/link': { kind: 'link', content: '../f' },
		},
	};

	test('a link that is copied by its name stands for what it leads to', () => {
		expect(verdictsOf(build, edited(build, { link: { kind: 'link', content: 'g' } }))).toEqual([
			'2 cached',
			'3 cached',
		]);
		expect(verdictsOf(build, edited(build, { link: { kind: 'link', content: 'h' } }))[0]).toBe('2 again');
		expect(verdictsOf(build, edited(build, { f: 'new' }))[0]).toBe('2 again');
	});

	test('a link in a copied folder is copied as a link', () => {
		expect(verdictsOf({ ...build, ...withLine(build, 2, 'COPY g /x') }, edited(build, { f: 'new' }))).toEqual(
			['2 cached', '3 cached'],
		);
		expect(verdictsOf(build, edited(build, { 'd/link': { kind: 'link', content: '../g' } }))[1]).toBe(
			'3 again',
		);
	});

	test('a link that wildcards find and that leads nowhere ends the build', () => {
		const wild = {
			dockerfile: ['FROM scratch', 'COPY l* /x/'],
			files: { link: { kind: 'link' as const, content: 'f' }, f: 'f' },
		};
		expect(
			rebuildOf(wild, { files: { link: { kind: 'link', content: 'gone' }, f: 'f' } }).steps[0]?.fails,
		).toBe(true);
	});
});

describe('links and filters', () => {
	const build: TestBuild = {
		dockerfile: ['FROM scratch', 'COPY --exclude=x . /x/'],
		files: {
			link: { kind: 'link', content: 'd' },
			'd/f': 'same',
			'e/f': 'same',
			'd/link': { kind: 'link', content: 'f' },
		},
	};

	test('where filters look at the whole context, its topmost links are followed', () => {
		const edit = edited(build, {
			link: { kind: 'link', content: 'e' },
			'e/link': { kind: 'link', content: 'f' },
		});
		const before = { ...build, ...edited(build, { 'e/link': { kind: 'link', content: 'f' } }) };
		expect(verdictsOf(before, edit)).toEqual(['2 cached']);
		expect(rebuildOf(build, edited(build, { link: { kind: 'link', content: 'gone' } })).steps[0]?.fails).toBe(
			true,
		);
	});

	test('those further down are not', () => {
		const edit = edited(build, { 'd/link': { kind: 'link', content: 'gone' } });
		expect(rebuildOf(build, edit).steps[0]).toMatchObject({ verdict: 'again' });
		expect(rebuildOf(build, edit).steps[0]?.fails).toBeUndefined();
	});
});

describe('ignore files, wildcards, filters', () => {
	const all: TestBuild = {
		dockerfile: ['FROM scratch', 'COPY . /'],
		files: { 'a.js': 'a', 'b.md': 'b', 'd/c.md': 'c' },
	};

	test('what is ignored does not count', () => {
		const build = { ...all, ignoreFile: '**/*.md\n' };
		const { steps, edited: paths } = rebuildOf(build, edited(all, { 'd/c.md': 'new' }));
		expect(steps[0]?.verdict).toBe('cached');
		expect(paths[0]).toMatchObject({ path: 'd/c.md', isIgnored: true });
	});

	test('a pattern more in the ignore file takes files away', () => {
		expect(verdictsOf(all, { ignoreFile: 'b.md\n' })).toEqual(['2 again']);
		expect(verdictsOf(all, { ignoreFile: '# only a comment\n' })).toEqual(['2 cached']);
	});

	test('a folder whose files are all ignored is sent empty, under its name', () => {
		const build = { ...all, ignoreFile: '**/*.md\n' };
		expect(verdictsOf(build, { files: { 'a.js': 'a', 'b.md': 'b', 'e/c.md': 'c' } })).toEqual(['2 again']);
	});

	test('wildcards read what they match', () => {
		const build = { ...all, dockerfile: ['FROM scratch', 'COPY *.js /x/'] };
		expect(verdictsOf(build, edited(all, { 'b.md': 'new' }))).toEqual(['2 cached']);
		expect(verdictsOf(build, edited(all, { 'z.js': 'new' }))).toEqual(['2 again']);
	});

	test('wildcards may match nothing, but not in a folder that is not sent for another reason', () => {
		const nothing = { ...all, dockerfile: ['FROM scratch', 'COPY nothing* /x/'] };
		expect(rebuildOf(nothing, {}).steps[0]).toMatchObject({ verdict: 'cached' });
		const inside = { ...all, dockerfile: ['FROM scratch', 'COPY d/nothing* /x/'] };
		expect(rebuildOf(inside, {}).steps[0]?.fails).toBe(true);
		const sent = { ...all, dockerfile: ['FROM scratch', 'COPY d/nothing* /x/', 'COPY d/c.md /'] };
		expect(rebuildOf(sent, {}).steps[0]?.fails).toBeUndefined();
	});

	test('--exclude leaves out what it names', () => {
		const build = { ...all, dockerfile: ['FROM scratch', 'COPY --exclude=**/*.md . /x/'] };
		expect(verdictsOf(build, edited(all, { 'd/c.md': 'new' }))).toEqual(['2 cached']);
		expect(verdictsOf(build, edited(all, { 'a.js': 'new' }))).toEqual(['2 again']);
	});

	test('--parents reads what its pattern matches, and counts the folders above', () => {
		const build = { ...all, dockerfile: ['FROM scratch', 'COPY --parents ./d/*.md /x/'] };
		expect(verdictsOf(build, edited(all, { 'b.md': 'new' }))).toEqual(['2 cached']);
		expect(verdictsOf(build, edited(all, { 'd/c.md': 'new' }))).toEqual(['2 again']);
		expect(
			verdictsOf(build, { ...withLine(build, 2, 'COPY --parents e/*.md /x/'), files: { 'e/c.md': 'c' } }),
		).toEqual(['2 again']);
	});
});

describe('settings above a step', () => {
	const build: TestBuild = {
		dockerfile: [
			'FROM debian',
			'ENV A=1',
			'ARG V=1',
			'WORKDIR /w',
			'COPY f /f',
			'RUN make',
			'ARG LATE=1',
			'CMD ["x"]',
		],
		files: { f: 'f' },
	};

	test.each<[string, Partial<TestBuild>]>([
		['another CMD', withLine(build, 8, 'CMD ["y"]')],
		['an argument declared below', withLine(build, 7, 'ARG LATE=2')],
		['a comment', withLine(build, 8, '# why')],
		['blanks between words', withLine(build, 5, 'COPY   f    /f')],
		['a label', withLine(build, 8, 'LABEL a=b')],
		['an argument that nothing declares', { buildArgs: { OTHER: '2' } }],
		['a proxy', { buildArgs: { HTTP_PROXY: 'http://x' } }],
	])('%s changes nothing', (_, edit) => {
		expect(verdictsOf(build, edit)).toEqual(['4 cached', '5 cached', '6 cached']);
	});

	test.each<[string, Partial<TestBuild>, string]>([
		[
			'a variable',
			withLine(build, 2, 'ENV A=2'),
			'The variable `A` has another value, and a command gets all variables.',
		],
		[
			'a default',
			withLine(build, 3, 'ARG V=2'),
			'The variable `V` has another value, and a command gets all variables.',
		],
		[
			'a build argument',
			{ buildArgs: { V: '2' } },
			'The variable `V` has another value, and a command gets all variables.',
		],
		['blanks in the command', withLine(build, 6, 'RUN make  x'), 'The line is new, or its text changed.'],
		[
			'a shell',
			withLine(build, 3, 'SHELL ["/bin/bash", "-c"]'),
			'The variable `V` is no longer set, and a command gets all variables.',
		],
	])('%s counts for the commands below, not for copies', (_, edit, why) => {
		expect(verdictsOf(build, edit)).toEqual(['4 cached', '5 cached', '6 again']);
		expect(rebuildOf(build, edit).steps[2]?.why).toBe(why);
	});

	test('a user counts for commands and for the folder that WORKDIR makes', () => {
		const user = {
			dockerfile: ['FROM debian', 'USER 1', 'COPY f /f', 'RUN make', 'WORKDIR /w'],
			files: { f: 'f' },
		};
		const edit = withLine(user, 2, 'USER 2');
		expect(verdictsOf(user, edit)).toEqual(['3 cached', '4 again', '5 again']);
		expect(rebuildOf(user, edit).steps[1]?.why).toBe(
			'It runs as another user: the one set above it changed.',
		);
	});

	test('a working directory counts for all below', () => {
		expect(verdictsOf(build, withLine(build, 4, 'WORKDIR /v'))).toEqual(['4 again', '5 again', '6 again']);
	});

	test('another base image counts for all; its tag does not where a digest stands', () => {
		expect(verdictsOf(build, withLine(build, 1, 'FROM ubuntu'))).toEqual(['4 again', '5 again', '6 again']);
		expect(rebuildOf(build, withLine(build, 1, 'FROM ubuntu')).steps[0]?.why).toBe(
			'It stands on another image: `docker.io/library/ubuntu:latest`, before `docker.io/library/debian:latest`.',
		);
		expect(verdictsOf(build, withLine(build, 1, 'FROM docker.io/library/debian:latest'))[0]).toBe('4 cached');
		const digest = `sha256:${'a'.repeat(64)}`;
		const pinned = { ...build, ...withLine(build, 1, `FROM debian:13@${digest}`) };
		expect(verdictsOf(pinned, withLine(build, 1, `FROM debian:12@${digest}`))[0]).toBe('4 cached');
	});

	test('a platform may be that of the machine, which the file does not say', () => {
		const plain = { dockerfile: ['FROM debian', 'RUN make'] };
		const written = { dockerfile: ['FROM --platform=linux/amd64 debian', 'RUN make'] };
		expect(verdictsOf(plain, { dockerfile: ['FROM --platform=$BUILDPLATFORM debian', 'RUN make'] })).toEqual([
			'2 cached',
		]);
		expect(verdictsOf(written, {})).toEqual(['2 cached']);
		expect(verdictsOf(written, plain)).toEqual(['2 unsure']);
		expect(rebuildOf(plain, written).steps[0]).toMatchObject({
			verdict: 'unsure',
			why: 'Where the platform that `FROM` names is that of the machine, this step is cached.',
		});
		expect(verdictsOf(written, withLine(written, 1, 'FROM --platform=linux/arm64 debian'))).toEqual([
			'2 again',
		]);
	});

	test('an argument before the first FROM chooses the base', () => {
		const chosen = { dockerfile: ['ARG BASE=debian', 'FROM ${BASE}', 'RUN make'] };
		expect(verdictsOf(chosen, { buildArgs: { BASE: 'ubuntu' } })).toEqual(['3 again']);
		expect(verdictsOf(chosen, { buildArgs: { BASE: 'debian:latest' } })).toEqual(['3 cached']);
	});

	test('another frontend may read the file otherwise', () => {
		const { steps } = rebuildOf(build, { dockerfile: ['# syntax=docker/dockerfile:1', ...build.dockerfile] });
		expect(steps.map(({ verdict }) => verdict)).toEqual(['unsure', 'unsure', 'unsure']);
	});
});

describe('the text of a step', () => {
	const build: TestBuild = {
		dockerfile: ['FROM debian', 'COPY <<EOF /h', 'text $V', 'EOF', 'RUN <<EOF', '# why', 'make', 'EOF'],
	};

	test('a heredoc is its text, a comment in it included', () => {
		expect(verdictsOf(build, withLine(build, 3, 'other'))).toEqual(['2 again', '5 again']);
		expect(verdictsOf(build, withLine(build, 6, '# because'))).toEqual(['2 cached', '5 again']);
	});

	test('a line that goes does not count for those above it', () => {
		const longer = { dockerfile: ['FROM debian', 'RUN a', 'RUN b', 'RUN c'] };
		expect(verdictsOf(longer, { dockerfile: ['FROM debian', 'RUN a', 'RUN c'] })).toEqual([
			'2 cached',
			'3 again',
		]);
		expect(rebuildOf(longer, { dockerfile: ['FROM debian', 'RUN b', 'RUN c'] }).steps[0]?.why).toBe(
			'The steps that stood above it are gone, or others.',
		);
	});

	test('a command is the same in either form', () => {
		const shell = { dockerfile: ['FROM debian', 'RUN make all'] };
		expect(verdictsOf(shell, withLine(shell, 2, 'RUN ["/bin/sh", "-c", "make all"]'))).toEqual(['2 cached']);
		expect(verdictsOf(shell, withLine(shell, 2, 'RUN ["make", "all"]'))).toEqual(['2 again']);
	});

	test.each([
		['--chmod=755', '--chmod=0755', 'cached'],
		['--chmod=755', '--chmod=700', 'again'],
		['--chown=root', '--chown=0', 'cached'],
		['--chown=1', '--chown=2', 'again'],
	])('%s and %s: %s', (one, other, verdict) => {
		const copy = { dockerfile: ['FROM scratch', `COPY ${one} f /f`], files: { f: 'f' } };
		expect(verdictsOf(copy, withLine(copy, 2, `COPY ${other} f /f`))).toEqual([`2 ${verdict}`]);
	});
});

describe('stages', () => {
	const build: TestBuild = {
		dockerfile: [
			'FROM scratch AS files',
			'COPY a /out/a',
			'COPY b /out/b',
			'FROM node AS build',
			'COPY a .',
			'RUN make',
			'FROM debian',
			'COPY --from=files /out/a /a',
			'COPY --from=build /dist /dist',
			'RUN after',
		],
		files: { a: 'a', b: 'b' },
	};

	test('a copy from a stage goes by what it copies, also where the stage ran again', () => {
		expect(verdictsOf(build, edited(build, { b: 'new' }))).toEqual([
			'2 cached',
			'3 again',
			'5 cached',
			'6 cached',
			'8 cached',
			'9 cached',
			'10 cached',
		]);
	});

	test('what a command leaves is not known', () => {
		const { steps } = rebuildOf(build, withLine(build, 6, 'RUN make all'));
		expect(steps.slice(5)).toMatchObject([
			{
				verdict: 'unsure',
				why: 'Line 6 in `build` runs again. If `/dist` comes out the same, this step is cached.',
			},
			{ verdict: 'unsure', why: 'It follows line 9: where that one is cached, so is this one.' },
		]);
	});

	test('a step behind one that is unsure runs again where its own text changed', () => {
		const dockerfile = (build.dockerfile as string[]).with(5, 'RUN make all').with(9, 'RUN others');
		expect(verdictsOf(build, { dockerfile }).at(-1)).toBe('10 again');
	});

	test('a stage that the target does not use is not needed', () => {
		expect(verdictsOf({ ...build, target: 'build' }, edited(build, { a: 'new' }))).toEqual([
			'2 unneeded',
			'3 unneeded',
			'5 again',
			'6 again',
			'8 unneeded',
			'9 unneeded',
			'10 unneeded',
		]);
	});

	test('a target that is not there is refused', () => {
		expect(rebuildOf({ ...build, target: 'nowhere' }, {}).refusals).toEqual(['no stage is called `nowhere`']);
	});

	test('a Dockerfile that the engine refuses has no steps', () => {
		const { steps, refusals } = rebuildOf(build, { dockerfile: 'FROM debian\nCOPPY a b\n' });
		expect([steps, refusals.length]).toEqual([[], 1]);
	});

	test('an ONBUILD runs where its stage is the base, first of all', () => {
		const onbuild = {
			dockerfile: ['FROM debian AS base', 'ONBUILD COPY a /a', 'FROM base', 'RUN make'],
			files: { a: 'a' },
		};
		const { steps } = rebuildOf(onbuild, { files: { a: 'new' } });
		expect(steps).toMatchObject([
			{ line: 3, text: 'ONBUILD COPY a /a', verdict: 'again' },
			{ line: 4, verdict: 'again' },
		]);
	});

	test('two steps that are the same run once', () => {
		const twice = {
			dockerfile: ['FROM scratch AS one', 'COPY a /a', 'FROM scratch', 'COPY a /a', 'COPY --from=one /a /b'],
			files: { a: 'a' },
		};
		const [one, other] = rebuildOf(twice, { files: { a: 'new' } }).steps;
		expect(one?.identity).toBe(other?.identity);
	});
});

describe('--link', () => {
	const build: TestBuild = {
		dockerfile: ['FROM debian', 'RUN first', 'COPY --link a /a', 'RUN last'],
		files: { a: 'a' },
	};
	const containerd = { imageStore: 'containerd', folderModes: 'unnoticed' } as const;

	test('gains nothing on the classic store', () => {
		expect(verdictsOf(build, withLine(build, 2, 'RUN other'))).toEqual(['2 again', '3 again', '4 again']);
	});

	test('is an island on the containerd store, unless it changes modes', () => {
		const edit = withLine(build, 2, 'RUN other');
		expect(verdictsOf(build, edit, containerd)).toEqual(['2 again', '3 cached', '4 again']);
		const chmod = { ...build, ...withLine(build, 3, 'COPY --link --chmod=755 a /a') };
		expect(verdictsOf(chmod, withLine(chmod, 2, 'RUN other'), containerd)[1]).toBe('3 again');
		expect(verdictsOf(build, edited(build, { a: 'new' }), containerd)).toEqual([
			'2 cached',
			'3 again',
			'4 again',
		]);
	});
});

describe('--link on the containerd store', () => {
	const containerd = { imageStore: 'containerd', folderModes: 'unnoticed' } as const;

	test('a step put above it does not count, in a stage of nothing either', () => {
		const build = { dockerfile: ['FROM scratch', 'COPY --link a /a'], files: { a: 'a' } };
		const edit = { dockerfile: ['FROM scratch', 'WORKDIR /w', 'COPY --link a /a'] };
		expect(verdictsOf(build, edit, containerd)).toEqual(['2 again', '3 cached']);
		expect(verdictsOf(build, edit)).toEqual(['2 again', '3 again']);
	});

	test('a copy from the very stage that it stands on goes by content', () => {
		const build = {
			dockerfile: ['FROM scratch AS s', 'COPY a /a', 'COPY b /b', 'FROM s', 'COPY --link --from=s /a /c'],
			files: { a: 'a', b: 'b' },
		};
		const edit = edited(build, { b: 'new' });
		expect(verdictsOf(build, edit, containerd)).toEqual(['2 cached', '3 again', '5 cached']);
		expect(verdictsOf(build, edit)).toEqual(['2 cached', '3 again', '5 again']);
	});
});

describe('mounts', () => {
	const withMount = (mount: string): TestBuild => ({
		dockerfile: ['FROM debian', `RUN --mount=${mount} make`],
		files: { 'src/a': 'a', 'other/b': 'b' },
	});

	test('a bind mount counts by what it shows', () => {
		const build = withMount('type=bind,source=src,target=/src');
		expect(verdictsOf(build, edited(build, { 'other/b': 'new' }))).toEqual(['2 cached']);
		expect(verdictsOf(build, edited(build, { 'src/a': 'new' }))).toEqual(['2 again']);
	});

	test('what it shows has to be there, also where another mount shows all', () => {
		const build = withMount('target=/ctx --mount=source=gone,target=/g');
		expect(rebuildOf(build, {}).steps[0]).toMatchObject({ verdict: 'again', fails: true });
	});

	test('without a source it shows the whole context', () => {
		const build = withMount('target=/ctx');
		expect(verdictsOf(build, edited(build, { 'other/b': 'new' }))).toEqual(['2 again']);
	});

	test.each([
		['type=cache,target=/c,id=one', 'type=cache,target=/c,id=two', 'cached'],
		['type=cache,target=/c,sharing=locked', 'type=cache,target=/c,sharing=private', 'cached'],
		['type=cache,target=/c', 'type=cache,target=/c,id=two', 'again'],
		['type=cache,target=/c', 'type=cache,target=/c,sharing=shared', 'cached'],
		['type=secret,id=a', 'type=secret,id=b', 'again'],
		['type=secret,id=a', 'type=secret,id=a,target=/run/secrets/a', 'cached'],
		['type=tmpfs,target=/t', 'type=tmpfs,target=/t,size=1m', 'again'],
		['type=tmpfs,target=/t', 'type=TMPFS,dst=/t/', 'cached'],
		['type=cache,target=/c', 'type=cache,target=/d', 'again'],
		['type=cache,target=/c', 'type=cache,target=/c,ro', 'again'],
		['type=cache,target=/c', 'type=cache,target=/c,readonly=false', 'cached'],
		['type=cache,target=/c,uid=1', 'type=cache,target=/c,uid=2', 'again'],
		['type=secret,id=a', 'type=secret,id=a,target=/s', 'again'],
		['type=secret,id=a', 'type=secret,src=a', 'cached'],
		['type=secret,id=a', 'type=secret,id=a,env=A', 'again'],
		['type=secret,id=a', 'type=secret,id=a,required', 'again'],
		['type=secret,id=a,required', 'type=secret,id=a,required=true', 'cached'],
		['type=secret,id=a,required=1', 'type=secret,id=a,required=false', 'again'],
		['type=ssh', 'type=ssh,id=default', 'cached'],
		['type=ssh', 'type=ssh,id=other', 'again'],
		['source=src,target=/s', 'type=bind,src=src,destination=/s', 'cached'],
		['source=src,target=/s', 'source=/src/,target=/s', 'cached'],
		['source=src,target=/s', 'source=src,target=/s,rw', 'again'],
		['source=src,target=/s', 'source=src,target=/s,rw=false', 'cached'],
		['source=src,target=/s', 'source=other,target=/s', 'again'],
		['target=/b --mount=type=tmpfs,target=/a', 'type=tmpfs,target=/a --mount=target=/b', 'cached'],
		[
			'type=secret,id=a --mount=type=tmpfs,target=/a',
			'type=tmpfs,target=/a --mount=type=secret,id=a',
			'cached',
		],
		['type=secret,id=a --mount=type=secret,id=b', 'type=secret,id=b --mount=type=secret,id=a', 'again'],
	])('%s to %s: %s', (one, other, verdict) => {
		expect(verdictsOf(withMount(one), withMount(other))).toEqual([`2 ${verdict}`]);
	});

	test('a mount of a stage counts by what it shows', () => {
		const build: TestBuild = {
			dockerfile: [
				'FROM scratch AS s',
				'COPY src /src',
				'COPY other /other',
				'FROM debian',
				'RUN --mount=from=s,source=/src,target=/m make',
			],
			files: { 'src/a': 'a', 'other/b': 'b' },
		};
		expect(verdictsOf(build, edited(build, { 'other/b': 'new' }))).toEqual([
			'2 cached',
			'3 again',
			'5 cached',
		]);
	});
});

describe('what comes from elsewhere', () => {
	test.each([
		['https://example.com/x.tar.gz', 'unsure'],
		[`--checksum=sha256:${'a'.repeat(64)} https://example.com/x.tar.gz`, 'cached'],
		['https://example.com/x.git#main', 'unsure'],
		[`https://example.com/x.git#${'a'.repeat(40)}`, 'cached'],
	])('ADD %s: %s', (source, verdict) => {
		const build = { dockerfile: ['FROM debian', `ADD ${source} /x`, 'RUN make'] };
		expect(verdictsOf(build, {})).toEqual([`2 ${verdict}`, `3 ${verdict}`]);
	});

	test('a variable that the base image may set leaves open whether a text is the same on another one', () => {
		const build = {
			dockerfile: [
				'FROM debian AS s',
				'COPY <<E /h',
				'$FROM_BASE',
				'E',
				'FROM scratch',
				'COPY --from=s /h /h',
			],
		};
		expect(verdictsOf(build, {})).toEqual(['2 cached', '6 cached']);
		expect(verdictsOf(build, withLine(build, 1, 'FROM ubuntu AS s'))).toEqual(['2 again', '6 unsure']);
		const plain = { ...build, ...withLine(build, 3, 'text') };
		expect(verdictsOf(plain, withLine(plain, 1, 'FROM ubuntu AS s'))).toEqual(['2 again', '6 cached']);
	});

	test('a value that the base image may set leaves open whether a written one is the same', () => {
		const build = { dockerfile: ['FROM debian', 'ENV PATH=/x:$PATH', 'RUN make'] };
		expect(verdictsOf(build, withLine(build, 2, 'ENV PATH=/x:/bin'))).toEqual(['3 unsure']);
		expect(verdictsOf(build, withLine(build, 2, 'ENV PATH=/y:$PATH'))).toEqual(['3 again']);
		expect(verdictsOf(build, withLine(build, 2, 'ENV PATH=/x:$PATH B=1'))).toEqual(['3 again']);
	});

	test('a working directory that the base image may have leaves open what runs in it', () => {
		const build = { dockerfile: ['FROM debian', '# nothing', 'RUN make'] };
		expect(verdictsOf(build, withLine(build, 2, 'WORKDIR /'))).toEqual(['3 unsure']);
		expect(verdictsOf(build, withLine(build, 2, 'WORKDIR /app'))).toEqual(['2 again', '3 again']);
		const scratch = { dockerfile: ['FROM scratch', '# nothing', 'RUN make'] };
		expect(verdictsOf(scratch, withLine(scratch, 2, 'WORKDIR /'))).toEqual(['3 cached']);
	});

	test('a variable that the base image may set hides what is copied', () => {
		const build = { dockerfile: ['FROM debian', 'COPY $FROM_BASE /x'], files: { a: 'a' } };
		expect(verdictsOf(build, { files: { a: 'new' } })).toEqual(['2 unsure']);
	});
});

describe('where a copy puts its files', () => {
	const copy = (line: string, before: readonly string[] = []): TestBuild => ({
		dockerfile: [
			'FROM scratch AS s',
			...before,
			line,
			'FROM debian',
			'RUN --mount=from=s,source=/x,target=/m make',
		],
		files: { 'd/a': 'a', 'd/b': 'b', f: 'f', l: { kind: 'link', content: 'f' } },
	});
	/** Whether the command runs again that sees `/x` alone of what the copy made. */
	const sees = (build: TestBuild, files: TestBuild['files']) =>
		verdictsOf(build, edited(build, files)).at(-1);

	test.each<[string, TestBuild['files'], string]>([
		['COPY d /x', { 'd/a': 'new' }, 'again'],
		['COPY d /y', { 'd/a': 'new' }, 'fails'],
		['COPY d/a /x', { 'd/b': 'new' }, 'cached'],
		['COPY d/a /x/', { 'd/a': 'new' }, 'again'],
		['COPY d/a f /x/', { f: 'new' }, 'again'],
		['COPY --exclude=b d /x', { 'd/b': 'new' }, 'cached'],
		['COPY --exclude=b d /x', { 'd/a': 'new' }, 'again'],
		['COPY --chmod=600 f /x', { f: { content: 'f', mode: 0o755 } }, 'cached'],
		['COPY f /x', { f: { content: 'f', mode: 0o755 } }, 'again'],
		['COPY l /x', { f: 'new' }, 'again'],
		['COPY --parents d/a /x/', { 'd/a': 'new' }, 'again'],
		['COPY --parents d/./a /x/', { 'd/a': 'new' }, 'again'],
		['COPY --parents d/a /x/', { 'd/b': 'new' }, 'cached'],
	])('%s', (line, files, verdict) => {
		const build = copy(line);
		if (verdict === 'fails') expect(rebuildOf(build, {}).steps.at(-1)?.fails).toBe(true);
		else expect(sees(build, files)?.split(' ')[1]).toBe(verdict);
	});

	test('a later copy lies over an earlier one, and beside what it leaves', () => {
		const over = copy('COPY f /x/a', ['COPY d /x']);
		expect(sees(over, { 'd/a': 'new' })).toMatch(/cached$/);
		expect(sees(over, { 'd/b': 'new' })).toMatch(/again$/);
		expect(sees(over, { f: 'new' })).toMatch(/again$/);
	});

	test('a folder that a working directory makes is there to copy into', () => {
		const into = copy('COPY f .', ['WORKDIR /x']);
		expect(sees(into, { f: 'new' })).toMatch(/again$/);
		expect(sees(into, { 'd/a': 'new' })).toMatch(/cached$/);
	});
});
