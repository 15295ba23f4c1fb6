import { expect, test } from 'vitest';
import { parseBuildLog } from '#core/rebuild/log/build-log.ts';
import { makeRebuildReport } from '#core/rebuild/rebuild-report.ts';
import { rebuildOf, type TestBuild } from '../rebuild-test.ts';

/** The seconds of the log that each step of a build gets. */
function secondsOf(dockerfile: readonly string[], log: readonly string[], build: Partial<TestBuild> = {}) {
	const text = log.flatMap((step, at) => [`#${at} ${step}`, `#${at} DONE ${at + 1}.0s`]).join('\n');
	const rebuild = rebuildOf({ dockerfile, ...build }, {});
	return makeRebuildReport(rebuild, '', [], parseBuildLog(text)).steps.map(({ seconds }) => seconds);
}

test('a step is looked for in its own stage', () => {
	const dockerfile = ['FROM x AS a', 'RUN m', 'FROM y AS b', 'RUN --mount=from=a,target=/a m'];
	const log = [
		'[b 2/2] RUN --mount=from=a,target=/a m',
		'[a 2/2] RUN m',
		'[2/2] RUN m',
		'[stage-0 2/2] RUN m',
	];
	expect(secondsOf(dockerfile, log)).toEqual([2, 1]);
	expect(secondsOf(['FROM x', 'RUN m'], ['[stage-0 2/2] RUN m'])).toEqual([undefined]);
	expect(secondsOf(['FROM x', 'RUN m'], ['[linux/arm64 2/2] RUN m'])).toEqual([1]);
});

test('of two steps of one text each has its number', () => {
	const dockerfile = ['FROM x', 'RUN m', 'RUN n', 'RUN m'];
	expect(secondsOf(dockerfile, ['[2/4] RUN m', '[3/4] RUN n', '[4/4] RUN m'])).toEqual([1, 2, 3]);
	expect(secondsOf(['FROM x', 'RUN m'], ['[3/9] RUN m', '[7/9] RUN m'])).toEqual([1]);
});

test('a text that a log shows otherwise is found by its number among as many steps', () => {
	const dockerfile = ['FROM x', 'COPY $V /'];
	expect(secondsOf(dockerfile, ['[2/2] COPY a /'])).toEqual([1]);
	expect(secondsOf(dockerfile, ['[2/3] COPY a /'])).toEqual([undefined]);
	expect(secondsOf(dockerfile, ['[2/2] RUN a'])).toEqual([undefined]);
	expect(secondsOf(['FROM x', 'COPY b /'], ['[2/2] COPY a /'], { files: { b: '' } })).toEqual([undefined]);
});

test('a step that is not done has no seconds', () => {
	const dockerfile = ['FROM x AS a', 'RUN m', 'FROM y', 'WORKDIR /', 'RUN n'];
	const log = ['[a 2/2] RUN m', '[stage-1 2/3] WORKDIR /', '[stage-1 2/3] RUN n'];
	expect(secondsOf(dockerfile, log)).toEqual([undefined, 3]);
});

test.each<[string, readonly string[]]>([
	['', ['FROM a', 'RUN x']],
	['', ['FROM a AS b', 'RUN x']],
	['', ['FROM a', 'RUN --network=none x']],
	['', ['FROM a', 'ADD --chown=1 f /x']],
	['', ['FROM a', 'COPY --chown=1 f /x']],
	['stage-0', ['FROM a', 'RUN --mount=type=cache,target=/c x']],
	['stage-0', ['FROM a', 'COPY --from=img /x /x']],
	['b', ['FROM a AS B', 'RUN x', 'COPY --from=img /x /x']],
	['stage-1', ['FROM a AS b', 'FROM a', 'RUN x']],
])('the log names the stage %j: %j', (stage, dockerfile) => {
	expect(rebuildOf({ dockerfile, files: { f: 'f' } }, {}).steps.at(-1)?.label?.stage).toBe(stage);
});

test('steps are numbered with the base image, without settings and the working directory that is there', () => {
	const dockerfile = ['FROM a', 'ENV A=1', 'WORKDIR /w', 'WORKDIR /', 'RUN x', 'CMD x'];
	expect(rebuildOf({ dockerfile }, {}).steps.map(({ label }) => label)).toEqual([
		{ stage: '', number: 2, total: 4 },
		{ stage: '', number: 3, total: 4 },
	]);
	expect(rebuildOf({ dockerfile: ['FROM scratch', 'RUN x'] }, {}).steps[0]?.label).toEqual({
		stage: '',
		number: 1,
		total: 1,
	});
});
