import { describe, expect, test } from 'vitest';
import { rebuildOf, type TestBuild, verdictsOf } from './rebuild-test.ts';

const FILES = { a: 'a', b: 'b', 'd/a': 'a', 'd/b': 'b' };

/** What becomes of the last step where one line of a build is written otherwise. */
function verdictOf(
	one: string,
	other: string,
	above: readonly string[] = ['FROM debian'],
): string | undefined {
	const build = (line: string) => ({ dockerfile: [...above, ...line.split('\n')], files: FILES });
	return verdictsOf(build(one), build(other)).at(-1)?.replace(/^\d+ /, '');
}

const shell = (script: string) => `RUN ${JSON.stringify(['/bin/sh', '-c', script])}`;

describe('what a command is to the engine', () => {
	test.each<[string, string, string]>([
		['RUN make', shell('make'), 'cached'],
		['RUN <<E\nmake\nE', shell('make\n'), 'cached'],
		['RUN <<-E\n\tmake\nE', shell('make\n'), 'cached'],
		['RUN <<E\n\tmake\nE', shell('make\n'), 'again'],
		['RUN <<E\nmake\nE', 'RUN <<F\nmake\nF', 'cached'],
		['RUN sh <<E\nmake\nE', shell('sh <<E\nmake\nE'), 'cached'],
		['RUN <<E sh\nmake\nE', shell('<<E sh\nmake\nE'), 'cached'],
		['RUN sh <<E\nmake\nE', shell('make\n'), 'again'],
		['RUN cat <<A <<B\na\nA\nb\nB', shell('cat <<A <<B\na\nA\nb\nB'), 'cached'],
		['RUN <<A <<B\na\nA\nb\nB', shell('<<A <<B\na\nA\nb\nB'), 'cached'],
		['RUN <<E\n#!/bin/bash\nmake\nE', shell('#!/bin/bash\nmake\n'), 'again'],
		['RUN <<E\n#!/bin/bash\nmake\nE', 'RUN <<F\n#!/bin/bash\nmake\nF', 'again'],
		['RUN <<E\nmake #!\nE', shell('make #!\n'), 'cached'],
		['RUN --network=none make', 'RUN make', 'again'],
		['RUN --network=none make', 'RUN --network=none make', 'cached'],
		['RUN --security=sandbox make', 'RUN make', 'again'],
	])('%j and %j: %s', (one, other, verdict) => {
		expect(verdictOf(one, other)).toBe(verdict);
	});

	test('a script of its own has no need of the shell', () => {
		const build = (program: string, script: string) => [
			'FROM debian',
			`SHELL ["${program}", "-c"]`,
			'RUN <<E',
			...script.split('\n'),
			'E',
		];
		const verdict = (script: string) =>
			verdictsOf({ dockerfile: build('/bin/a', script) }, { dockerfile: build('/bin/b', script) });
		expect(verdict('#!/bin/x\nmake')).toEqual(['3 cached']);
		expect(verdict('make')).toEqual(['3 again']);
	});

	test('an argument counts once it has a value', () => {
		const above = (line: string) => ({ dockerfile: ['FROM debian', line, 'RUN make'] });
		expect(verdictsOf(above('ARG X'), above('# none'))).toEqual(['3 cached']);
		expect(verdictsOf(above('ARG X='), above('# none'))).toEqual(['3 again']);
		expect(verdictsOf(above('ARG BUILDKIT_SBOM_SCAN_STAGE=true'), above('# none'))).toEqual(['3 cached']);
		const argument = { ...above('ARG X'), buildArgs: { X: '1' } };
		expect(verdictsOf(argument, { buildArgs: {} })).toEqual(['3 again']);
	});
});

describe('what a mount is to the engine', () => {
	const mount = (fields: string) => `RUN --mount=${fields} make`;

	test.each<[string, string, string]>([
		['type=secret,id=a,required=1', 'type=secret,id=a,required=true', 'cached'],
		['type=secret,id=a,required=false', 'type=secret,id=a', 'again'],
		['type=secret,id=a', 'type=secret,id=A', 'again'],
		['type=secret,id=a,env=A', 'type=secret,id=a,env=A,target=/run/secrets/a', 'again'],
		['type=secret,target=/x/a', 'type=secret,id=a,target=/x/a', 'cached'],
		['type=ssh', 'type=ssh,target=/run/secrets/default', 'again'],
		['source=d,target=/s,ro=1', 'source=d,target=/s,ro=true', 'cached'],
		['source=d,target=/s,ro=false', 'source=d,target=/s,rw', 'cached'],
		['source=d,target=/s,ro=false', 'source=d,target=/s', 'again'],
		['type=cache,target=/c', 'type=cache,target=/c,id=/c', 'cached'],
		['type=cache,target=/c', 'type=cache,target=/c,sharing=SHARED', 'cached'],
		['type=cache,target=/c', 'type=cache,target=/C', 'again'],
		['type=cache,target=/c,id=/c', 'type=cache,target=/c,id=/d', 'again'],
		['type=cache,target=/c,mode=0700', 'type=cache,target=/c', 'again'],
		['type=tmpfs,target=/t', 'type=tmpfs,target=/T', 'again'],
	])('%s and %s: %s', (one, other, verdict) => {
		expect(verdictOf(mount(one), mount(other))).toBe(verdict);
	});
});

describe('what a copy is to the engine', () => {
	const checksum = `--checksum=sha256:${'a'.repeat(64)}`;

	test.each<[string, string, string]>([
		['COPY d/a /x', 'COPY d/a /x/', 'again'],
		['COPY a /x', 'COPY ./a /x', 'cached'],
		['COPY a /x', 'COPY /a //x', 'cached'],
		['COPY a /x', 'COPY d/a /x', 'cached'],
		['COPY a /x', 'ADD a /x', 'again'],
		['ADD --unpack=false a /x', 'COPY a /x', 'cached'],
		['COPY <<E /x\na\nE', 'COPY <<E /x\nb\nE', 'again'],
		['COPY <<-E /x\n\ta\nE', 'COPY <<E /x\na\nE', 'cached'],
		['COPY <<E /x\na\nE', 'COPY <<F /x\na\nF', 'again'],
		[`ADD ${checksum} https://example.com/a/b /x/`, `ADD ${checksum} https://example.com/c/b /x/`, 'cached'],
		[`ADD ${checksum} https://example.com/a/b /x/`, `ADD ${checksum} https://example.com/a/c /x/`, 'again'],
		[`ADD ${checksum} https://example.com/a/ /x/`, `ADD ${checksum} https://example.com/b/ /x/`, 'again'],
		[
			`ADD ${checksum} https://example.com/a/b /x/`,
			`ADD ${checksum} https://example.com/a/b?c /x/`,
			'cached',
		],
		[
			`ADD ${checksum} --unpack=true https://example.com/a /x/`,
			`ADD ${checksum} https://example.com/a /x/`,
			'again',
		],
		[
			`ADD ${checksum} --unpack=false https://example.com/a /x/`,
			`ADD ${checksum} https://example.com/a /x/`,
			'cached',
		],
	])('%j and %j: %s', (one, other, verdict) => {
		expect(verdictOf(one, other)).toBe(verdict);
	});

	test('in a heredoc quotes are characters', () => {
		const build = (line: string) => [
			'FROM scratch AS s',
			'ENV A=1',
			'COPY <<E /x',
			line,
			'E',
			'FROM debian',
			'COPY --from=s /x /x',
		];
		const verdict = (one: string, other: string) =>
			verdictsOf({ dockerfile: build(one) }, { dockerfile: build(other) }).at(-1);
		expect(verdict('$A', '1')).toBe('7 cached');
		expect(verdict('"$A"', '$A')).toBe('7 again');
	});

	test('a folder that is made belongs to the user', () => {
		const build = (user: string) => [
			'FROM scratch AS s',
			`USER ${user}`,
			'WORKDIR /x',
			'FROM debian',
			'RUN --mount=from=s,source=/x,target=/m make',
		];
		const verdict = (one: string, other: string) =>
			verdictsOf({ dockerfile: build(one) }, { dockerfile: build(other) }).at(-1);
		expect(verdict('1', '2')).toBe('5 again');
		expect(verdict('root', '0')).toBe('5 cached');
	});

	test('--link makes an island of ADD too, and no other flag does', () => {
		const containerd = { imageStore: 'containerd', folderModes: 'unnoticed' } as const;
		const verdict = (line: string) => {
			const build = (step: string) => ({ dockerfile: ['FROM debian', step, line], files: FILES });
			return verdictsOf(build('RUN one'), build('RUN two'), containerd).at(-1);
		};
		expect(verdict('ADD --link a /a')).toBe('3 cached');
		expect(verdict('COPY --link=true a /a')).toBe('3 cached');
		expect(verdict('COPY --link=false a /a')).toBe('3 again');
		expect(verdict('COPY --parents a /a/')).toBe('3 again');
		expect(verdict('RUN make')).toBe('3 again');
	});
});

describe('which stages are built, and on what', () => {
	const build = (...dockerfile: string[]): TestBuild => ({ dockerfile, files: FILES });

	test('a stage is named by its number, in any case, and by the last one of its name', () => {
		const edit = { files: { ...FILES, b: 'new' } };
		const verdict = (from: string) =>
			verdictsOf(
				build(
					'FROM scratch AS one',
					'COPY a /x',
					'FROM scratch AS two',
					'COPY b /x',
					'FROM y',
					`COPY --from=${from} /x /x`,
				),
				edit,
			).at(-1);
		expect(verdict('0')).toBe('6 cached');
		expect(verdict('1')).toBe('6 again');
		expect(verdict('ONE')).toBe('6 cached');
		expect(verdict('Two')).toBe('6 again');
	});

	test('a target is named by its number too', () => {
		const stages = build('FROM x', 'RUN one', 'FROM y', 'RUN two');
		expect(verdictsOf({ ...stages, target: '0' }, {})).toEqual(['2 cached', '4 unneeded']);
		expect(verdictsOf({ ...stages, target: '1' }, {})).toEqual(['2 unneeded', '4 cached']);
		expect(rebuildOf({ ...stages, target: '2' }, {}).refusals).toEqual(['no stage is called `2`']);
	});

	test('a stage that only a flag of another kind names is not needed', () => {
		const verdict = (line: string) => verdictsOf(build('FROM x AS s', 'RUN one', 'FROM y', line), {})[0];
		expect(verdict('COPY --chown=s a /a')).toBe('2 unneeded');
		expect(verdict('RUN --mount=type=secret,id=s make')).toBe('2 unneeded');
		expect(verdict('RUN --mount=from=s,target=/s make')).toBe('2 cached');
		expect(verdict('COPY --link --from=s /a /a')).toBe('2 cached');
	});

	test('another target than before builds what has not been built', () => {
		const stages = build('FROM x AS one', 'RUN one', 'FROM y AS two', 'RUN two');
		expect(verdictsOf({ ...stages, target: 'one' }, { target: 'two' })).toEqual(['2 unneeded', '4 again']);
	});

	test('an ONBUILD runs in the next stage alone', () => {
		const stages = build('FROM x AS a', 'ONBUILD RUN one', 'FROM a AS b', 'FROM b', 'RUN two');
		expect(rebuildOf(stages, {}).steps.map(({ text }) => text)).toEqual(['ONBUILD RUN one', 'RUN two']);
	});

	test('an argument before the first FROM may have no value', () => {
		expect(verdictsOf(build('ARG X', 'FROM x', 'RUN one'), {})).toEqual(['3 cached']);
		expect(verdictsOf(build('ARG X', 'FROM x${X}', 'RUN one'), build('ARG X', 'FROM x', 'RUN one'))).toEqual([
			'3 cached',
		]);
	});

	test('the platform of another image says nothing of this one', () => {
		const stages = (from: string) =>
			build('FROM --platform=linux/arm64 alpine AS a', 'RUN x', from, 'RUN y', 'COPY --from=a /x /x');
		const verdicts = verdictsOf(stages('FROM debian'), stages('FROM --platform=linux/arm64 debian'));
		expect(verdicts.slice(0, 2)).toEqual(['2 cached', '4 unsure']);
	});
});
