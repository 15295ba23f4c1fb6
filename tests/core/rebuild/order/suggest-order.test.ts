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
		['a step that may run again anyway', ['ADD https://example.com/x /x', 'COPY src /s', 'RUN mkdir /data']],
	])('nothing is suggested past %s', (_, lines) => {
		expect(suggest(['FROM debian:12', ...lines])).toBeUndefined();
	});
});

describe('what moves', () => {
	const suggestMoved = (lines: readonly string[]) => {
		const before = { dockerfile: `${['FROM debian:12', ...lines].join('\n')}\n`, context: FILES };
		const after = { ...before, context: editEntries(FILES, new Map([['src/a.js', 'content']])) };
		return suggestOrder(before, after, DEFAULT_BUILD_SETTINGS)?.moved;
	};

	test('a copy that cannot move stays, though another one moves', () => {
		const alone = [
			'COPY src /s',
			'RUN npm ci',
			'FROM debian:12',
			'ADD src /t',
			'RUN mkdir /d',
			'COPY --from=0 /y /y',
		];
		expect(suggestMoved(alone)).toEqual([5]);
	});

	test('no stage of more than 60 instructions is looked at', () => {
		const lines = ['COPY src /s', 'RUN mkdir /data', ...Array.from({ length: 58 }, () => 'LABEL a=b')];
		expect(suggestMoved(lines)).toEqual([2]);
		expect(suggestMoved([...lines, 'LABEL a=b'])).toBeUndefined();
	});

	test('where the file itself was edited, it is left as it is', () => {
		const before = { dockerfile: 'FROM debian\nCOPY src /s\nRUN mkdir /data\n', context: FILES };
		const after = {
			dockerfile: 'FROM debian\nCOPY src /s\nRUN mkdir /data /d\n',
			context: editEntries(FILES, new Map([['src/a.js', 'content']])),
		};
		expect(suggestOrder(before, after, DEFAULT_BUILD_SETTINGS)).toBeUndefined();
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
	});

	test.each([
		['an instruction is gone', 'FROM a\nRUN x\nRUN y\n', 'FROM a\nRUN x\n'],
		['one is new', 'FROM a\nRUN x\n', 'FROM a\nRUN x\nRUN y\n'],
		['one is another', 'FROM a\nRUN x\n', 'FROM a\nRUN y\n'],
		['one stands twice in place of another', 'FROM a\nRUN x\nRUN y\n', 'FROM a\nRUN x\nRUN x\n'],
		['the base is another', 'FROM a\nRUN x\n', 'FROM b\nRUN x\n'],
		['a flag is another', 'FROM a\nCOPY --link x /x\n', 'FROM a\nCOPY x /x\n'],
		['a heredoc is another', 'FROM a\nRUN <<E\nx\nE\n', 'FROM a\nRUN <<E\ny\nE\n'],
		['a stage is gone', 'FROM a\nRUN x\nFROM b\nRUN y\n', 'FROM a\nRUN x\n'],
		['a stage is new', 'FROM a\nRUN x\n', 'FROM a\nRUN x\nFROM b\nRUN y\n'],
	])('that is no other order: %s', (_, dockerfile, later) => {
		expect(findOrderObstacle({ dockerfile, context: [] }, later)).toBe(
			'These are not the same instructions.',
		);
	});

	test('instructions of one text keep their places', () => {
		const dockerfile = 'FROM a\nRUN npm ci\nRUN npm ci\nRUN mkdir /d\nRUN true\n';
		expect(findOrderObstacle({ dockerfile, context: [] }, dockerfile)).toBeUndefined();
	});

	test('every two that turn are looked at, in every stage', () => {
		const dockerfile = 'FROM a\nRUN true\nFROM b\nCOPY src /s\nRUN true\nRUN make\n';
		const later = 'FROM a\nRUN true\nFROM b\nRUN true\nRUN make\nCOPY src /s\n';
		expect(findOrderObstacle({ dockerfile, context: FILES }, later)).toBe(
			'What `make` reads and writes is not known.',
		);
	});

	test('a working directory makes a folder for what stands below it alone', () => {
		const places = ['COPY src /n/s', 'COPY docs /n/d'];
		const obstacleBelow = (above: string, below = '') =>
			findOrderObstacle(
				{ dockerfile: ['FROM a', above, ...places, below].join('\n'), context: FILES },
				['FROM a', above, ...places.toReversed(), below].join('\n'),
			);
		expect(obstacleBelow('WORKDIR /n')).toBeUndefined();
		expect(obstacleBelow('WORKDIR /n/m')).toBeUndefined();
		const obstacle = 'The first of the two makes `/n`, and with it decides whose it is.';
		expect(obstacleBelow('WORKDIR /m')).toBe(obstacle);
		expect(obstacleBelow('RUN mkdir /n')).toBe(obstacle);
		expect(obstacleBelow('', 'WORKDIR /n')).toBe(obstacle);
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
		['RUN mkdir /a', 'RUN useradd web'],
		['RUN make', 'LABEL a=b'],
		['CMD ["x"]', 'RUN make'],
		['ADD docs /d', 'EXPOSE 80'],
		['COPY src /s', 'USER web'],
		['ENV A=1', 'COPY src /s'],
		['COPY --chown=1:1 package.json ./', 'COPY --chmod=644 src/a.js ./'],
		['COPY package.json ./', 'RUN touch x'],
		['COPY src /s', 'RUN --mount=type=bind,type=cache,target=/s,target=/c true'],
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
		['COPY package.json src ./', 'RUN touch x', 'Both touch `/w/x`.'],
		['ADD package.json ./', 'RUN touch x', 'Both touch `/w/x`.'],
		['COPY --parents src/a.js ./', 'RUN touch x', 'Both touch `/w/x`.'],
		['COPY src /s', 'RUN --mount=type=cache,target=/c,target=/s true', 'Both touch `/s`.'],
		['RUN make', 'ENV A=1', 'One of the two sets what the other goes by.'],
		['USER web', 'RUN mkdir /d', 'One of the two sets what the other goes by.'],
		['COPY src $S', 'ENV S=/s', 'One of the two sets what the other goes by.'],
		['LABEL a=1', 'LABEL a=2', 'One of the two sets what the other goes by.'],
		['RUN touch /opt/a /usr/b', 'RUN apt-get update', '`/opt/a` is a place of the system.'],
		['RUN apt-get update', 'RUN apk add git', 'Both work on the folders of the system.'],
		['COPY --chown=web src /s', 'RUN useradd web', 'One of the two may make the user that the other names.'],
		['COPY --chown=web src /s', 'COPY docs /etc/', 'One of the two may make the user that the other names.'],
		[
			'COPY --chown=web src /s',
			'RUN touch /etc/group /x',
			'One of the two may make the user that the other names.',
		],
		[
			'RUN touch /x /etc/passwd',
			'ADD --chown=web:1 src /s',
			'One of the two may make the user that the other names.',
		],
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
		'RUN > /s/x',
		'RUN mkdir /d > "/l"',
		'RUN apt-get update > "/l"',
		'RUN echo x > "/l"',
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

	test('a long command is cut where it is named', () => {
		const obstacleOf = (length: number) => swap('COPY src /s', `RUN ${'x'.repeat(length)}`);
		expect(obstacleOf(40)).toBe(`What \`${'x'.repeat(40)}\` reads and writes is not known.`);
		expect(obstacleOf(41)).toBe(`What \`${'x'.repeat(39)}…\` reads and writes is not known.`);
	});

	test.each(['COPY src $D', 'COPY --chown=$U src /d', 'COPY $S /d', 'COPY src ~/d', 'ADD src [d]'])(
		'may not, since a variable decides: %s',
		(step) => {
			expect(swap('COPY docs /s', step)).toMatch(/^Where `.*` puts its files is not known\.$/);
		},
	);
});
