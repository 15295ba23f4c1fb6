import { describe, expect, test } from 'vitest';
import { editEntries } from '#core/rebuild/edit-entries.ts';
import { type BuildInput, type ContextEntry, DEFAULT_SETTINGS } from '#core/rebuild/model.ts';
import { findOrderObstacle } from '#core/rebuild/order/compare-orders.ts';
import { moveStep } from '#core/rebuild/order/move-step.ts';
import { suggestOrder } from '#core/rebuild/order/suggest-order.ts';

const FILES: readonly ContextEntry[] = ['package.json', 'src/a.js', 'docs/x.md'].map((path) => ({
	path,
	content: path,
}));

function suggest(lines: readonly string[], edited = 'src/a.js'): string[] | undefined {
	const before: BuildInput = { dockerfile: `${lines.join('\n')}\n`, context: FILES };
	const after = { ...before, context: editEntries(FILES, new Map([[edited, 'content']])) };
	return suggestOrder(before, after, DEFAULT_SETTINGS)?.dockerfile.trimEnd().split('\n');
}

describe('the order that runs the fewest steps again', () => {
	test('system packages come above a copy that they cannot read', () => {
		expect(
			suggest([
				'FROM debian:12',
				'# the sources',
				'COPY . /app/',
				'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
				'CMD ["sh"]',
			]),
		).toEqual([
			'FROM debian:12',
			'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
			'# the sources',
			'COPY . /app/',
			'CMD ["sh"]',
		]);
	});

	test('a copy passes another copy, a setting and a folder that is made elsewhere', () => {
		expect(
			suggest([
				'FROM debian:12',
				'WORKDIR /app',
				'COPY src ./src',
				'COPY docs /docs',
				'ENV A=1',
				'RUN mkdir -p /data && touch /data/x',
			]),
		).toEqual([
			'FROM debian:12',
			'WORKDIR /app',
			'COPY docs /docs',
			'ENV A=1',
			'RUN mkdir -p /data && touch /data/x',
			'COPY src ./src',
		]);
	});

	test('of two that are edited both move, and keep their order', () => {
		expect(
			suggest(['FROM debian:12', 'COPY src /s', 'COPY src /t', 'RUN mkdir /data', 'RUN mkdir /data/y']),
		).toEqual(['FROM debian:12', 'RUN mkdir /data', 'RUN mkdir /data/y', 'COPY src /s', 'COPY src /t']);
	});

	test.each([
		['a command that may read what is copied', ['COPY . /app/', 'RUN npm ci']],
		['a package that lies in the context', ['COPY . /app/', 'RUN apt-get install -y ./a.deb']],
		['a place of the system', ['COPY . /usr/src/app/', 'RUN apt-get install -y curl']],
		['a folder below the copy', ['COPY . /app/', 'RUN mkdir -p /app/data']],
		['a folder that both make', ['COPY --chown=1:1 src /app/src/', 'RUN mkdir -p /app/data']],
		['a user that is made', ['COPY --chown=web . /app/', 'RUN useradd web']],
		['a variable in the target', ['ARG A=/app', 'COPY . $A/', 'RUN mkdir /data']],
		['a mount of the context', ['COPY . /app/', 'RUN --mount=type=bind,target=/m mkdir /data']],
		['a shell of its own', ['SHELL ["/bin/bash", "-c"]', 'COPY . /app/', 'RUN mkdir /data']],
		['a substitution', ['COPY . /app/', 'RUN mkdir $(cat /app/name)']],
		['a script', ['COPY . /app/', 'RUN /app/build.sh']],
		['a working directory between', ['COPY . app/', 'WORKDIR /srv', 'RUN mkdir /data']],
		['nothing to gain', ['RUN mkdir /data', 'COPY . /app/']],
	])('nothing is suggested past %s', (_, lines) => {
		expect(suggest(['FROM debian:12', ...lines])).toBeUndefined();
	});
});

describe('moving a step', () => {
	const text = 'FROM a AS x\n\nCOPY . /app\n\n# why\nRUN mkdir /d \\\n  /e\nFROM b\nRUN z\n';

	test('comments go with it, blank lines stay', () => {
		expect(moveStep(text, 6, 'up')).toEqual({
			dockerfile: 'FROM a AS x\n\n# why\nRUN mkdir /d \\\n  /e\n\nCOPY . /app\nFROM b\nRUN z\n',
			line: 4,
		});
	});

	test('it does not leave its stage', () => {
		expect(moveStep(text, 3, 'up')).toBeUndefined();
		expect(moveStep(text, 6, 'down')).toBeUndefined();
		expect(moveStep(text, 1, 'down')).toBeUndefined();
	});

	test('what stands in the way is said', () => {
		const before = { dockerfile: 'FROM a\nCOPY . /app\nRUN npm ci\n', context: FILES };
		expect(findOrderObstacle(before, 'FROM a\nRUN npm ci\nCOPY . /app\n')).toBe(
			'What `npm ci` reads and writes is not known.',
		);
		expect(findOrderObstacle(before, before.dockerfile)).toBeUndefined();
		expect(findOrderObstacle(before, 'FROM a\nRUN npm ci\n')).toBe('These are not the same instructions.');
	});
});
