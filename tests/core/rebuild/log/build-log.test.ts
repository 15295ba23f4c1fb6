import { expect, test } from 'vitest';
import { parseBuildLog, readSentBytes } from '#core/rebuild/log/build-log.ts';
import { formatRebuildJson, makeRebuildReport } from '#core/rebuild/rebuild-report.ts';
import { formatRebuildText } from '#core/rebuild/words/rebuild-text.ts';
import { plain } from '#core/report/paint.ts';
import { rebuildOf } from '../rebuild-test.ts';

const PLAIN = `#0 building with "default" instance using docker driver
#6 [build 1/3] FROM docker.io/library/node:24
#6 DONE 0.0s
#7 [build 2/3] COPY package.json .
#7 CACHED
#8 [build 3/3] RUN npm ci
#8 0.412 added 3 packages
#8 DONE 62.3s
#9 [stage-1 2/2] COPY --from=build /app /app
#9 DONE 0.2s
#9 DONE 0.1s
#10 exporting to image
#10 DONE 0.4s
`;

test('either log tells how many bytes of the context were sent', () => {
	expect(readSentBytes('#5 transferring context: 12kB\n#5 transferring context: 1.53MB 0.1s done\n')).toBe(
		1_530_000,
	);
	const raw = (bytes: number) =>
		`{"statuses":[{"id":"transferring context:","vertex":"sha256:cb61","name":"transferring","current":${bytes}}]}\n`;
	expect(readSentBytes(raw(0) + raw(2048))).toBe(2048);
	expect(readSentBytes(PLAIN)).toBeUndefined();
});

test('a plain log tells which steps were cached, and how long the others took', () => {
	expect(parseBuildLog(PLAIN)).toEqual([
		{ labels: ['build'], number: 2, total: 3, text: 'COPY package.json .', isCached: true },
		{ labels: ['build'], number: 3, total: 3, text: 'RUN npm ci', isCached: false, seconds: 62.3 },
		{
			labels: ['stage-1'],
			number: 2,
			total: 2,
			text: 'COPY --from=build /app /app',
			isCached: false,
			seconds: expect.closeTo(0.3),
		},
	]);
});

test('a log of a CI system has times in front, a failed step its error', () => {
	const log =
		'2026-11-28T05:00:00Z #8 [ 2/10] RUN x\n2026-11-28T05:00:01Z #8 ERROR: process did not complete\n';
	expect(parseBuildLog(log)).toEqual([
		{ labels: [], number: 2, total: 10, text: 'RUN x', isCached: false, error: 'process did not complete' },
	]);
});

const raw = (vertex: object) => JSON.stringify({ vertexes: [vertex] });
const STEP = { digest: 'sha256:1', name: '[linux/arm64 build 2/3] RUN x', inputs: ['sha256:0'] };

test('a raw log tells the same', () => {
	const log = [
		raw(STEP),
		raw({ ...STEP, started: '2026-11-28T05:00:00.5Z' }),
		raw({ ...STEP, started: '2026-11-28T05:00:00.5Z', completed: '2026-11-28T05:00:02Z' }),
		'not JSON',
		'{"statuses":[]}',
	].join('\n');
	expect(parseBuildLog(log)).toEqual([
		{ labels: ['linux/arm64', 'build'], number: 2, total: 3, text: 'RUN x', isCached: false, seconds: 1.5 },
	]);
});

test('what a step prints is no name of a step', () => {
	const log = '#8 [2/3] RUN x\n#8 [3/3] RUN y\n#8 DONE 1.0s\n';
	expect(parseBuildLog(log)).toMatchObject([{ number: 2, text: 'RUN x', seconds: 1 }]);
});

const START = '2026-11-28T05:00:00Z';
const END = '2026-11-28T05:00:02Z';

test.each<[string, readonly object[], readonly object[]]>([
	['cached', [STEP, { ...STEP, cached: true }], [{ isCached: true }]],
	[
		'not cached',
		[{ ...STEP, cached: false, started: START, completed: END }],
		[{ isCached: false, seconds: 2 }],
	],
	[
		'failed',
		[{ ...STEP, started: START, completed: END, error: 'exit 1' }],
		[{ error: 'exit 1', seconds: undefined }],
	],
	[
		'with an empty error',
		[{ ...STEP, started: START, completed: END, error: '' }],
		[{ error: undefined, seconds: 2 }],
	],
	[
		'with no error',
		[{ ...STEP, started: START, completed: END, error: null }],
		[{ error: undefined, seconds: 2 }],
	],
	['on nothing', [{ ...STEP, inputs: [], started: START, completed: END }], [{ isCached: true }]],
	[
		'on nothing, and failed',
		[{ ...STEP, inputs: [], started: START, completed: END, error: 'x' }],
		[{ isCached: false }],
	],
	['on nothing, and under way', [{ ...STEP, inputs: [], started: START }], [{ isCached: false }]],
	[
		'that never began',
		[{ ...STEP, started: null, completed: END }],
		[{ isCached: false, seconds: undefined }],
	],
	[
		'named once',
		[
			{ ...STEP, started: START },
			{ digest: STEP.digest, completed: END },
		],
		[{ text: 'RUN x', seconds: 2 }],
	],
	['without a digest', [{ name: STEP.name, started: START, completed: END }], []],
	['of no file', [{ ...STEP, name: '[internal] load build context' }], []],
	['that is the base', [{ ...STEP, name: '[1/3] FROM docker.io/library/node' }], []],
	['that lays a layer', [{ ...STEP, name: '[2/3] LINK COPY a /a' }], []],
])('a step of a raw log: %s', (_, vertices, steps) => {
	const found = parseBuildLog(vertices.map(raw).join('\n'));
	expect(found).toMatchObject(steps);
	expect(found).toHaveLength(steps.length);
});

test('a first step on nothing that was only asked for its key did not run', () => {
	const asked = {
		digest: 'sha256:1',
		name: '[1/2] WORKDIR /x',
		started: '2026-11-28T05:00:00Z',
		completed: '2026-11-28T05:00:01Z',
	};
	const later = { ...asked, started: '2026-11-28T05:00:02Z', completed: '2026-11-28T05:00:03Z' };
	expect(parseBuildLog(raw(asked))[0]?.isCached).toBe(true);
	expect(parseBuildLog(`${raw(asked)}\n${raw(later)}`)[0]).toMatchObject({ isCached: false, seconds: 2 });
});

const BUILD = {
	dockerfile: [
		'FROM node:24 AS build',
		'COPY package.json .',
		'RUN npm ci',
		'FROM debian',
		'COPY --from=build /app /app',
	],
	files: { 'package.json': 'p' },
};

test('seconds of a log are those of the steps that run again', () => {
	const rebuild = rebuildOf(BUILD, { files: { 'package.json': 'new' } });
	const report = makeRebuildReport(rebuild, 'Dockerfile', ['package.json'], parseBuildLog(PLAIN));
	expect(JSON.parse(formatRebuildJson(report))).toEqual({
		version: 1,
		file: 'Dockerfile',
		edited: ['package.json'],
		seconds: 62.3,
		steps: [
			{
				line: 2,
				stage: 'build',
				text: 'COPY package.json .',
				verdict: 'again',
				why: '`package.json` changed, and this step reads it.',
			},
			{
				line: 3,
				stage: 'build',
				text: 'RUN npm ci',
				verdict: 'again',
				why: 'It comes after line 2, which runs again.',
				seconds: 62.3,
			},
			{
				line: 5,
				stage: 'stage-1',
				text: 'COPY --from=build /app /app',
				verdict: 'unsure',
				why: 'Line 3 in `build` runs again. If `/app` comes out the same, this step is cached.',
				seconds: 0.3,
			},
		],
	});
	expect(formatRebuildText(report)).toBe(`build
> again       2  COPY package.json .
                 \`package.json\` changed, and this step reads it.
  again       3  RUN npm ci  (1 min 2 s)
                 It comes after line 2, which runs again.

stage-1
  unsure      5  COPY --from=build /app /app  (0.3 s)
                 Line 3 in \`build\` runs again. If \`/app\` comes out the same, this step is cached.

2 steps run again, 1 is unsure.
It begins on line 2: \`package.json\` changed, and this step reads it.
By the log, what runs again takes 1 min 2 s, and 0.3 s more if all that is unsure does.
`);
});

test('a log of the file before an edit is matched by text, one with its variables replaced by number', () => {
	const log = parseBuildLog(
		'#1 [2/4] RUN first\n#1 DONE 1.0s\n#2 [3/4] RUN   second\n#2 DONE 2.0s\n#3 [4/4] COPY 1.txt /\n#3 DONE 4.0s\n',
	);
	const secondsOf = (...lines: string[]) =>
		makeRebuildReport(
			rebuildOf({ dockerfile: ['FROM debian', ...lines], files: { '1.txt': '' } }, {}),
			'',
			[],
			log,
		).steps.map(({ seconds }) => seconds);
	expect(secondsOf('RUN second', 'RUN first', 'COPY $V.txt /')).toEqual([2, 1, 4]);
	expect(secondsOf('RUN second')).toEqual([2]);
	expect(secondsOf('RUN other', 'WORKDIR /x', 'COPY 2.txt /')).toEqual([undefined, undefined, undefined]);
});

test('without a log there are no seconds', () => {
	const report = makeRebuildReport(rebuildOf(BUILD, {}), 'Dockerfile', []);
	expect(formatRebuildJson(report)).not.toContain('seconds');
	expect(formatRebuildText(report)).toContain('\n0 steps run again, 3 come from the cache.\n');
});

test('seconds are said in minutes from one on, and none that are unsure are not mentioned', () => {
	const report = makeRebuildReport(
		rebuildOf({ dockerfile: ['FROM debian', 'RUN x'] }, { dockerfile: ['FROM debian', 'RUN y'] }),
		'Dockerfile',
		[],
		parseBuildLog('#1 [2/2] RUN y\n#1 DONE 60.0s\n'),
	);
	expect(formatRebuildText(report)).toContain('\nBy the log, what runs again takes 1 min 0 s.\n');
	expect(formatRebuildText({ ...report, seconds: 59.9 })).toContain('takes 59.9 s.');
});

test('each verdict is painted, and a reason is said once', () => {
	const mark = (name: string) => (text: string) => `<${name}>${text.trim()}</${name}> `;
	const paint = {
		...plain,
		warning: mark('again'),
		info: mark('unsure'),
		quiet: mark('quiet'),
		strong: mark('strong'),
	};
	const build = (step: string) => ['FROM debian AS s', step, 'FROM debian', 'RUN z', 'COPY --from=s /a /b /'];
	const rebuild = rebuildOf({ dockerfile: build('RUN x') }, { dockerfile: build('RUN y') });
	const same = { ...rebuild, steps: rebuild.steps.flatMap((step) => [step, { ...step }]) };
	const text = formatRebuildText(makeRebuildReport(same, 'Dockerfile', []), { paint });
	expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
		'<strong>s</strong>',
		'<again>> again       2</again> RUN y',
		'<quiet>The line is new, or its text changed.</quiet>',
		'<again>again       2</again> RUN y',
		'',
		'<strong>stage-1</strong>',
		'<quiet>cached      4</quiet> RUN z',
		'<quiet>cached      4</quiet> RUN z',
		'<unsure>unsure      5</unsure> COPY --from=s /a /b /',
		'<quiet>Line 2 in `s` runs again. If `/a` and `/b` come out the same, this step is cached.</quiet>',
		'<unsure>unsure      5</unsure> COPY --from=s /a /b /',
		'',
		'<strong>2 steps run again, 2 are unsure, 2 come from the cache.</strong>',
		'It begins on line 2: The line is new, or its text changed.',
		'',
	]);
});

test('an instruction that just fits is whole, also beside its time', () => {
	const shown = (length: number) => {
		const step = `RUN ${'x'.repeat(length)}`;
		const log = parseBuildLog(`#1 [2/2] ${step}\n#1 DONE 1.0s\n`);
		const report = makeRebuildReport(
			rebuildOf({ dockerfile: ['FROM debian', step] }, {}),
			'Dockerfile',
			[],
			log,
		);
		return formatRebuildText(report, { width: 60 }).split('\n')[1];
	};
	expect(shown(32)).toHaveLength(60);
	expect(shown(32)).toContain('x  (1 s)');
	expect(shown(33)).toHaveLength(60);
	expect(shown(33)).toContain('x…  (1 s)');
});

test('a long instruction is cut at the width of a terminal', () => {
	const long = { dockerfile: ['FROM debian', `RUN ${'x'.repeat(200)}`] };
	const text = formatRebuildText(makeRebuildReport(rebuildOf(long, {}), 'Dockerfile', []), { width: 60 });
	expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(60);
});
