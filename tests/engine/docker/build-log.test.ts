import { expect, test } from 'vitest';
import { BuildLog } from '#engine/docker/build-log.ts';

const line = (content: object) => JSON.stringify(content);
const data = (text: string) => Buffer.from(text).toString('base64');

test('instructions are counted, with what came from the cache; loading and `FROM` are not', () => {
	const seen: string[] = [];
	const log = new BuildLog((name) => seen.push(name));
	log.add(
		line({
			vertexes: [{ digest: '0', name: '[internal] load .dockerignore', started: '2026-01-01T00:00:00Z' }],
		}),
	);
	log.add(
		line({
			vertexes: [{ digest: 'f', name: '[1/3] FROM debian', started: '2026-01-01T00:00:00Z', cached: true }],
		}),
	);
	log.add(
		line({
			vertexes: [
				{ digest: 'a', name: '[2/3] RUN one' },
				{ digest: 'b', name: '[web 3/3] COPY . .' },
			],
		}),
	);
	log.add(
		line({
			vertexes: [{ digest: 'a', name: '[2/3] RUN one', started: '2026-01-01T00:00:00Z', cached: true }],
		}),
	);
	log.add(line({ vertexes: [{ digest: 'b', name: '[web 3/3] COPY . .', started: '2026-01-01T00:00:00Z' }] }));
	log.add(
		line({ vertexes: [{ digest: 'b', name: '[web 3/3] COPY . .', completed: '2026-01-01T00:00:01.500Z' }] }),
	);
	expect(log.steps().map(({ name, isCached }) => [name, isCached])).toEqual([
		['[2/3] RUN one', true],
		['[web 3/3] COPY . .', false],
	]);
	expect(log.steps()[1]?.seconds).toBe(1.5);
	expect(seen).toEqual(['[2/3] RUN one', '[web 3/3] COPY . .']);
});

test('a failed step is named, with the last lines it printed', () => {
	const log = new BuildLog();
	log.add(line({ vertexes: [{ digest: 'a', name: '[2/2] RUN make' }] }));
	log.add(line({ logs: [{ vertex: 'a', data: data('cc main.c\nmain.c:1: no\n') }] }));
	log.add(line({ vertexes: [{ digest: 'a', name: '[2/2] RUN make', error: 'exit code: 2' }] }));
	expect(log.failure()).toEqual({
		step: '[2/2] RUN make',
		lines: ['cc main.c', 'main.c:1: no', 'exit code: 2'],
	});
});

test('what Buildx says outside every step is kept for the failure', () => {
	const log = new BuildLog();
	log.add('ERROR: failed to read dockerfile: open Dockerfile: no such file or directory');
	expect(log.failure().lines).toEqual([
		'ERROR: failed to read dockerfile: open Dockerfile: no such file or directory',
	]);
});
