import { describe, expect, test } from 'vitest';
import { rebuildOf, type TestBuild } from '../rebuild-test.ts';

const files = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, path]));

/** Why the last step is done as it is. */
function explainLast(build: TestBuild, edit: Partial<TestBuild>): string | undefined {
	return rebuildOf(build, edit).steps.at(-1)?.why;
}

const lines = (...dockerfile: string[]): TestBuild => ({ dockerfile, files: files('a', 'b', 'c', 'd', 'e') });

describe('why a step comes from the cache', () => {
	test.each<[string, TestBuild, Partial<TestBuild>]>([
		['No file that it reads changed.', lines('FROM x', 'COPY a /'), {}],
		['No file that it reads changed.', lines('FROM x', 'RUN --mount=source=a,target=/a make'), {}],
		[
			'What it takes from `s` is the same as before.',
			lines('FROM x AS s', 'RUN m', 'FROM y', 'COPY --from=s /a /'),
			{},
		],
		[
			'What it takes from `s` and `t` is the same as before.',
			lines(
				'FROM x AS s',
				'FROM y AS t',
				'FROM z',
				'RUN --mount=from=s,target=/s --mount=from=t,target=/t make',
			),
			{},
		],
		['Nothing that it depends on changed.', lines('FROM x', 'RUN make'), {}],
		['Nothing that it depends on changed.', lines('FROM x AS a', 'RUN one', 'FROM y', 'RUN make'), {}],
		[
			'Another stage did the same before.',
			lines('FROM x AS old', 'RUN make'),
			lines('FROM x AS new', 'RUN make'),
		],
	])('%s', (why, build, edit) => {
		expect(explainLast(build, edit)).toBe(why);
	});
});

describe('which files a step read that are others now', () => {
	const build = lines('FROM scratch', 'COPY . /');
	const edited = (changes: Record<string, string>, ...gone: string[]) => ({
		files: Object.fromEntries(
			Object.entries({ ...build.files, ...changes }).filter(([path]) => !gone.includes(path)),
		),
	});

	test.each<[string, Partial<TestBuild>]>([
		['`a` changed, and this step reads it.', edited({ a: 'new' })],
		['`a` and `b` changed, and this step reads them.', edited({ a: 'new', b: 'new' })],
		['`a`, `b` and `c` changed, and this step reads them.', edited({ a: '1', b: '2', c: '3' })],
		['`a`, `b`, `c` and `d` changed, and this step reads them.', edited({ a: '1', b: '2', c: '3', d: '4' })],
		[
			'`a`, `b`, `c` and 2 more changed, and this step reads them.',
			edited({ a: '1', b: '2', c: '3', d: '4', e: '5' }),
		],
		['`f` and `g` are new, and this step reads them.', edited({ f: 'f', g: 'g' })],
		['`a` and `b` are gone, and this step reads them.', edited({}, 'a', 'b')],
		['This step reads `a` and `f`: not the same as before.', edited({ a: 'new', f: 'f' })],
	])('%s', (why, edit) => {
		expect(explainLast(build, edit)).toBe(why);
	});
});

describe('what above a step is another now', () => {
	test.each<[string, TestBuild, Partial<TestBuild>]>([
		[
			'What it takes from `s` is no longer the same.',
			lines('FROM scratch AS s', 'COPY a /a', 'FROM y', 'COPY --from=s /a /'),
			{ files: { ...files('b'), a: 'new' } },
		],
		[
			'It runs in another working directory: the one set above it changed.',
			lines('FROM x', 'WORKDIR /v', 'RUN make'),
			lines('FROM x', 'WORKDIR /w', 'RUN make'),
		],
		[
			'The text that it runs, or the shell that runs it, changed.',
			lines('FROM x', 'SHELL ["/bin/bash", "-c"]', 'RUN make'),
			lines('FROM x', 'SHELL ["/bin/zsh", "-c"]', 'RUN make'),
		],
		[
			'The variable `A` is set now, and a command gets all variables.',
			lines('FROM x', 'RUN make'),
			lines('FROM x', 'ENV A=1', 'RUN make'),
		],
		[
			'The variables above it are set in another order.',
			lines('FROM x', 'ENV A=1', 'ENV B=1', 'RUN make'),
			lines('FROM x', 'ENV B=1', 'ENV A=1', 'RUN make'),
		],
		[
			'It comes right after line 2 now, and came after another step before.',
			lines('FROM x', 'RUN one', 'RUN two', 'RUN three'),
			lines('FROM x', 'RUN one', 'RUN three'),
		],
		[
			'The variable `A` has another value, and a command gets all variables.',
			lines('FROM x', 'ENV A=1 B=1', 'RUN make'),
			lines('FROM x', 'ENV A=2 B=2', 'RUN make'),
		],
		[
			'A variable in it has another value, or what it stands on changed.',
			lines('FROM scratch', 'ENV V=a', 'COPY $V /x'),
			lines('FROM scratch', 'ENV V=b', 'COPY $V /x'),
		],
		[
			'It comes after line 2, which runs again.',
			lines('FROM scratch', 'COPY a /a'),
			lines('FROM scratch', 'WORKDIR /w', 'COPY a /a'),
		],
		[
			'The steps that stood above it are gone, or others.',
			lines('FROM x AS s', 'RUN one', 'FROM s', 'RUN make'),
			lines('FROM x AS s', 'RUN one', 'FROM y', 'RUN make'),
		],
		['The line is new, or its text changed.', lines('FROM x', 'RUN one'), lines('FROM x', 'RUN two')],
		[
			'It stands on another image: `docker.io/library/y:latest`, before `docker.io/library/x:latest`.',
			lines('FROM x', 'ENV A=1', 'RUN one'),
			lines('FROM y', 'ENV A=2', 'RUN one'),
		],
	])('%s', (why, build, edit) => {
		expect(explainLast(build, edit)).toBe(why);
	});
});

test.each<[string, TestBuild, TestBuild]>([
	[
		'Line 2 in `s` runs again. If `/etc` comes out the same, this step is cached.',
		lines('FROM x AS s', 'COPY a /f', 'FROM y', 'COPY --from=s /etc /etc'),
		lines('FROM x AS s', 'COPY b /f', 'FROM y', 'COPY --from=s /etc /etc'),
	],
	[
		'Line 2 in `s` runs again. If `/etc` comes out the same, this step is cached.',
		lines('FROM x AS s', 'RUN one', 'COPY a /f', 'WORKDIR /w', 'FROM y', 'COPY --from=s /etc /etc'),
		lines('FROM x AS s', 'RUN two', 'COPY a /f', 'WORKDIR /w', 'FROM y', 'COPY --from=s /etc /etc'),
	],
	[
		'Line 2 in `s` may run again. If `/etc` comes out the same, this step is cached.',
		lines('FROM x AS s', 'RUN one', 'FROM y', 'COPY --from=s /etc /etc'),
		lines('FROM --platform=linux/amd64 x AS s', 'RUN one', 'FROM y', 'COPY --from=s /etc /etc'),
	],
])('what a step above leaves open: %s', (why, build, edit) => {
	expect(explainLast(build, edit)).toBe(why);
});

test.each<[string, TestBuild]>([
	[
		'The engine asks this address at each build: what it gets there decides.',
		lines('FROM x', 'ADD https://example.com/a /'),
	],
	[
		'The engine asks this address at each build: what it gets there decides.',
		lines('FROM x', 'ADD https://example.com/a.git /'),
	],
	['It depends on what the base image holds, which the files here do not say.', lines('FROM x', 'COPY $A /')],
])('what is left open: %s', (why, build) => {
	expect(explainLast(build, { files: files('a') })).toBe(why);
});
