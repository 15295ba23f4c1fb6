import { describe, expect, test } from 'vitest';
import { editEntries } from '#core/rebuild/files/edit-entries.ts';
import { type BuildInput, type ContextEntry, DEFAULT_BUILD_SETTINGS } from '#core/rebuild/model.ts';
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
	return suggestOrder(before, after, DEFAULT_BUILD_SETTINGS)?.dockerfile.trimEnd().split('\n');
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

describe('two steps that change places', () => {
	const swap = (first: string, second: string): string | undefined => {
		const before = { dockerfile: `FROM a\nWORKDIR /w\n${first}\n${second}\n`, context: FILES };
		return findOrderObstacle(before, `FROM a\nWORKDIR /w\n${second}\n${first}\n`);
	};

	test.each([
		['COPY src /s', 'COPY docs /d'],
		['COPY package.json ./', 'COPY src ./src'],
		['COPY package.json .', 'COPY src/a.js .'],
		['COPY src /s', 'RUN apt-get update && apt-get install -y curl=8.*'],
		['COPY src /s', 'RUN mkdir -p /d && chmod 700 /d && rm -rf /e/*'],
		['COPY src /s', 'RUN echo hello > /d/log'],
		['COPY src /s', 'RUN true'],
		['COPY src /s', 'RUN --mount=type=cache,target=/c apt-get update'],
		['COPY src /s', 'RUN --mount=type=tmpfs,dst=/c mkdir /d'],
		['COPY --chown=1:2 src /s', 'RUN useradd web'],
		['COPY src /s', 'RUN useradd web'],
		['RUN mkdir /a', 'RUN touch /b'],
	])('may do so: %s, and %s', (first, second) => {
		expect(swap(first, second)).toBeUndefined();
	});

	test.each([
		['COPY src /s', 'COPY docs /s', 'Both touch `/s`.'],
		['COPY src /s', 'RUN rm -rf /s/*', 'Both touch `/s`.'],
		['COPY src /s', 'RUN chmod 700 /s/a.js', 'Both touch `/s/a.js`.'],
		['COPY src /s', 'RUN echo hello > /s/log', 'Both touch `/s/log`.'],
		['COPY src /s', 'RUN --mount=type=cache,target=/s true', 'Both touch `/s`.'],
		['COPY package.json .', 'RUN rm package.json', 'Both touch `/w/package.json`.'],
		['COPY package.json /w', 'RUN touch /w/x', 'Both touch `/w/x`.'],
		['COPY --exclude=x src /s/', 'RUN touch /s/x', 'Both touch `/s/x`.'],
		['COPY package.json /usr/a', 'RUN apt-get update', '`/usr/a` is a place of the system.'],
		['RUN apt-get update', 'RUN apk add git', 'Both work on the folders of the system.'],
		['COPY --chown=web src /s', 'RUN useradd web', 'One of the two may make the user that the other names.'],
		['COPY --chown=web src /s', 'COPY docs /etc/', 'One of the two may make the user that the other names.'],
		[
			'COPY src /usr/s',
			'COPY docs /lib/d',
			'`/usr/s` and `/lib/d` may be one place, by a link of the base image.',
		],
		['COPY src /n/s', 'COPY docs /n/d', 'The first of the two makes `/n`, and with it decides whose it is.'],
	])('may not: %s, and %s', (first, second, obstacle) => {
		expect(swap(first, second)).toBe(obstacle);
	});

	test.each([
		'RUN make',
		'RUN A=1 mkdir /d',
		'RUN sudo mkdir /d',
		'RUN mkdir /d &',
		'RUN mkdir --parents /d',
		'RUN mkdir "/d"',
		'RUN mkdir $D',
		'RUN ["mkdir", "/d"]',
		'RUN (mkdir /d)',
		'RUN rm *',
		'RUN useradd -d /home/x x',
		'RUN apt-get install -y ./x.deb',
		'RUN apt-get install -y --option Dir=/x curl',
		'RUN apt-get install -y curl > /log',
		'RUN pip install flask',
		'RUN --mount=type=bind,target=/m mkdir /d',
		'RUN --mount=type=cache,target=/c,from=x mkdir /d',
		'RUN --mount=type=cache,target=$C mkdir /d',
		'RUN --network=none mkdir /d',
		'RUN <<EOF\nmkdir /d\nEOF',
	])('may not, since nobody knows all that it touches: %s', (step) => {
		expect(swap('COPY src /s', step)).toMatch(/^What `.*` reads and writes is not known\.$/);
	});

	test.each(['COPY src $D', 'COPY --chown=$U src /d'])('may not, since a variable decides: %s', (step) => {
		expect(swap('COPY docs /s', step)).toMatch(/^Where `.*` puts its files is not known\.$/);
	});
});
