import { describe, expect, test } from 'vitest';
import { exerciseSchema, type Keep, type Texts } from '#examples/exercises/exercise.ts';
import { judgeKept } from '#examples/exercises/judge.ts';
import { judgeServices } from '#examples/exercises/kept-services.ts';

/** What does not hold, as a reader is told it. */
function lost(texts: Texts | string, keep: Partial<Keep>): string[] {
	const files = typeof texts === 'string' ? { Dockerfile: texts } : texts;
	const whole = exerciseSchema.shape.keep.parse(keep);
	return judgeKept(files, whole, judgeServices)
		.filter(({ holds }) => !holds)
		.map(({ says, instead }) => (instead === undefined ? says : `${says} ${instead}`));
}

describe('stages', () => {
	const keep = { stages: ['build', 'test'] };
	test('stay in their order, whatever stands between them', () => {
		expect(lost('FROM a:1 AS Build\nFROM a:1 AS lint\nFROM a:1 AS test\n', keep)).toEqual([]);
	});
	test('are missed by name, and in another order', () => {
		const says = 'The stages `build` and `test` are there, in this order.';
		expect(lost('FROM a:1\n', keep)).toEqual([says]);
		expect(lost('FROM a:1 AS test\nFROM a:1 AS build\n', keep)).toEqual([
			`${says} There are \`test\` and \`build\`.`,
		]);
	});
});

describe('the base', () => {
	test.each([
		'FROM node:24\n',
		`FROM docker.io/library/node@sha256:${'a'.repeat(64)}\n`,
		'ARG V=24\nFROM node:$V AS x\nFROM x\n',
	])('may be any version, named directly or through a stage: %j', (text) => {
		expect(lost(text, { base: 'node' })).toEqual([]);
	});
	test('is another one in another repository', () => {
		expect(lost('FROM example.com/node:24\n', { base: 'node' })).toEqual([
			'The image starts from `node`, in whatever version. It starts from `example.com/node:24`.',
		]);
	});
});

describe('copied files', () => {
	const context = { 'package.json': '{}', 'src/server.js': '', 'src/a/b.js': '' };
	const keep = { copies: ['package.json', 'src/a/b.js'] };
	test.each([
		'FROM a:1\nCOPY . .\n',
		'FROM a:1\nADD package*.json src /app/\n',
		'FROM a:1 AS build\nCOPY . /app\nFROM a:1\nCOPY --from=build /app /app\n',
		'FROM a:1 AS build\nCOPY . /app\nFROM a:1\nRUN --mount=type=bind,from=build,source=/app,target=/in cp -r /in /app\n',
		'FROM a:1 AS base\nCOPY . /app\nFROM base\n',
	])('reach the image by name, by pattern, whole, and through a stage: %j', (Dockerfile) => {
		expect(lost({ ...context, Dockerfile }, keep)).toEqual([]);
	});
	test('do not reach it from a stage that nothing is taken from, or through .dockerignore', () => {
		const says = 'The build copies `package.json` and `src/a/b.js` from the build context.';
		expect(lost({ ...context, Dockerfile: 'FROM a:1 AS build\nCOPY . .\nFROM a:1\n' }, keep)).toEqual([
			`${says} \`package.json\` and \`src/a/b.js\` do not get there.`,
		]);
		expect(lost({ ...context, '.dockerignore': 'src\n', Dockerfile: 'FROM a:1\nCOPY . .\n' }, keep)).toEqual([
			`${says} \`src/a/b.js\` does not get there.`,
		]);
	});
});

describe('commands of the build', () => {
	const keep = { runs: ['apt-get install tini'] };
	test('stay with other words between them, joined or in a heredoc', () => {
		expect(lost('FROM a:1\nRUN apt-get update && apt-get install -y curl tini\n', keep)).toEqual([]);
		expect(lost('FROM a:1\nRUN <<EOF\nset -e\napt-get install tini\nEOF\n', keep)).toEqual([]);
	});
	test('are missed where they are gone, only a comment, or only in an unused stage', () => {
		const says = ['The build runs `apt-get install tini`.'];
		expect(lost('FROM a:1\nRUN apt-get install -y curl\n', keep)).toEqual(says);
		expect(lost('FROM a:1\nRUN true # apt-get install tini\n', keep)).toEqual(says);
		expect(lost('FROM a:1\nRUN apt-get install tini\nFROM a:1\n', keep)).toEqual(says);
	});
});

describe('the start command', () => {
	const keep = { start: 'node src/server.js' };
	test.each([
		'CMD ["node", "src/server.js"]',
		'CMD node src/server.js',
		'CMD sleep 20 && npm ci && exec node src/server.js',
		'ENTRYPOINT ["node"]\nCMD ["src/server.js"]',
		'ENTRYPOINT ["tini", "--"]\nCMD ["node", "src/server.js"]',
		'CMD ["/bin/sh", "-c", "exec /usr/local/bin/node src/server.js"]',
		'CMD ["old"]\nCMD ["node", "src/server.js"]',
	])('is the program that runs in the end: %j', (text) => {
		expect(lost(`FROM a:1\n${text}\n`, keep)).toEqual([]);
	});
	test('comes from the stage that the final one is built on', () => {
		expect(lost('FROM a:1 AS base\nCMD ["node", "src/server.js"]\nFROM base\nUSER node\n', keep)).toEqual([]);
		expect(
			lost('FROM a:1 AS base\nCMD ["node", "src/server.js"]\nFROM base\nENTRYPOINT ["npm"]\n', keep),
		).toEqual(['The container starts `node src/server.js`. It starts `npm`.']);
	});
	test('is missed where nothing is started', () => {
		expect(lost('FROM a:1\n', keep)).toEqual([
			'The container starts `node src/server.js`. It starts nothing.',
		]);
	});
});

describe('services', () => {
	const keep = exerciseSchema.shape.keep.parse({
		services: {
			web: {
				image: 'example.com/web',
				start: 'node a.js',
				ports: ['8080'],
				environment: { DB: 'db' },
				needs: ['db'],
				volumes: ['/data'],
			},
			db: {},
		},
	});
	const compose = `services:
  web:
    image: example.com/web:1.2
    command: node a.js
    ports: ["127.0.0.1:80:8080"]
    environment: ["DB=postgres://db/x"]
    depends_on: { db: { condition: service_healthy } }
    volumes: ["data:/data"]
  db:
    image: postgres:17
`;
	test('keep image, command, ports, variables, order and data', () => {
		expect(lost({ 'compose.yaml': compose }, keep)).toEqual([]);
	});
	test('are told what each has lost', () => {
		expect(lost({ 'compose.yaml': 'services:\n  web:\n    image: nginx:1\n' }, keep)).toEqual([
			'`web` runs the image `example.com/web`, in whatever version.',
			'`web` starts `node a.js`.',
			'Port 8080 of `web` is published.',
			'`DB` of `web` names `db`.',
			'`web` starts after `db`.',
			'`web` keeps its data at `/data`.',
			'There is a service `db`.',
		]);
	});
});

test('a comment that silences a rule is no repair, in no kind of file', () => {
	const says = ['No finding is silenced by a comment.'];
	expect(lost('# drydock ignore=pin-base-image because\nFROM a\n', {})).toEqual(says);
	expect(lost('# check=skip=all\nFROM a\n', {})).toEqual(says);
	expect(lost({ 'compose.yaml': 'services: {} # drydock ignore=container-links because\n' }, {})).toEqual(
		says,
	);
	expect(lost('FROM a:1\n# a comment like any other\n', {})).toEqual([]);
});

test('of a file that cannot be read nothing holds, and no text makes it throw', () => {
	const keep = { base: 'a', start: 'x', copies: ['x'] };
	expect(lost('FROM a:1\nCOPY x\nCMD ["x"]\n', keep)).toHaveLength(3);
	for (const text of [
		'',
		'\0',
		'FROM',
		'{',
		'FROM a AS a\nFROM a AS a\nCOPY --from=a . .\n',
		'RUN "'.repeat(500),
	])
		expect(() =>
			lost(
				{ Dockerfile: text, 'compose.yaml': text, '.dockerignore': text },
				{ ...keep, services: { web: { ports: [], environment: {}, needs: [], volumes: [] } } },
			),
		).not.toThrow();
});
