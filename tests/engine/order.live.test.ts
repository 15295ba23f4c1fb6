import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editEntries } from '#core/rebuild/files/edit-entries.ts';
import { type BuildInput, type ContextEntry, DEFAULT_BUILD_SETTINGS } from '#core/rebuild/model.ts';
import { suggestOrder } from '#core/rebuild/order/suggest-order.ts';
import { writeSide } from '../../src/bench/rebuild/pair-folder.ts';
import { createRandom } from '../../src/bench/rebuild/random.ts';
import { provideShellImage } from '../../src/bench/rebuild/shell-image.ts';
import { hasEngine } from './live-engine.ts';

/** How many generated files with a better order are built in both orders. */
const FILES = 20;
const MOST_DRAWS = 2_000;

const CONTEXT: readonly ContextEntry[] = [
	{ path: 'package.json', content: '{}\n' },
	{ path: 'src/a.sh', content: 'echo a\n', mode: 0o755 },
	{ path: 'src/lib/b.sh', content: 'echo b\n' },
	{ path: 'docs/x.md', content: 'x\n' },
];

/** Lines that touch each other's places often enough to be kept apart. */
const LINES: readonly string[] = [
	'WORKDIR /app',
	'WORKDIR /srv/web',
	'COPY src /app/src',
	'COPY src ./src/',
	'COPY --chown=1:2 src /work/src/',
	'COPY --chown=web src /app/mine/',
	'COPY --chmod=700 src/a.sh /work/',
	'COPY . /all/',
	'COPY docs /docs',
	'COPY package.json src/a.sh ./',
	'ADD src/lib /work/lib',
	'RUN mkdir -p /data/x && touch /data/x/y',
	'RUN mkdir -m 700 -p /app/made',
	'RUN echo hello > /data.txt',
	'RUN useradd --no-create-home web',
	'RUN rm -rf /var/tmp/* /work/src && mkdir -p /work/other',
	'RUN chmod -R g-w /etc/opt',
	'RUN ls / > /seen.txt',
	'RUN id > /who.txt',
	'ENV A=1',
	'USER 7',
	'LABEL a=b',
	'EXPOSE 80',
];

interface Orders {
	readonly first: string;
	readonly better: string;
}

/** Draws files until enough of them have a better order for an edit of the sources. */
function drawOrders(base: string): Orders[] {
	const random = createRandom(18);
	const found = new Map<string, Orders>();
	for (let draw = 0; draw < MOST_DRAWS && found.size < FILES; draw++) {
		const lines = Array.from({ length: 4 + random.below(4) }, () => random.pick(LINES));
		const before: BuildInput = { dockerfile: [`FROM ${base}`, ...lines, ''].join('\n'), context: CONTEXT };
		const after = { ...before, context: editEntries(CONTEXT, new Map([['src/a.sh', 'content']])) };
		const suggested = suggestOrder(before, after, DEFAULT_BUILD_SETTINGS);
		if (suggested) found.set(before.dockerfile, { first: before.dockerfile, better: suggested.dockerfile });
	}
	return [...found.values()];
}

/** What an image holds but for times: every path with its mode, owner, kind and size, every own file with its hash. */
const LIST = `cd / && find . -xdev \\( -path ./proc -o -path ./sys -o -path ./dev -o -path ./etc/hosts -o -path ./etc/hostname -o -path ./etc/resolv.conf -o -name '*.log' \\) -prune -o -printf '%p %m %U:%G %y %l ' \\( -type d -printf '\\n' -o -printf '%s\\n' \\) | sort; find app work srv all docs data data.txt seen.txt who.txt etc/passwd etc/group -type f -exec sha256sum {} + 2>/dev/null | sort`;

describe.skipIf(!hasEngine('the order that is suggested'))('a better order', () => {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-order-'));
	const image = 'drydock-order-test';
	let base: string;
	beforeAll(async () => {
		base = await provideShellImage(() => {});
		writeSide(folder, { context: CONTEXT, buildArgs: {} });
	}, 300_000);
	afterAll(() => rmSync(folder, { recursive: true }));

	function describeImage(dockerfile: string): string | undefined {
		const file = join(folder, '..', `${image}.Dockerfile`);
		writeFileSync(file, dockerfile);
		try {
			run(['build', '--quiet', '--tag', image, '--file', file, folder]);
		} catch {
			return undefined;
		} finally {
			rmSync(file);
		}
		try {
			const config = run(['image', 'inspect', '--format', '{{json .Config}}', image]);
			const files = run([
				'run',
				'--rm',
				'--network=none',
				'--user=0',
				'--workdir=/',
				'--entrypoint=sh',
				image,
				'-c',
				LIST,
			]);
			return `${config}\n${files}`;
		} finally {
			run(['image', 'rm', '--force', image]);
		}
	}

	test(`leaves the image as it was, in ${FILES} generated files`, () => {
		const orders = drawOrders(base);
		expect(orders).toHaveLength(FILES);
		const built = orders.map((order) => ({
			order,
			first: describeImage(order.first),
			better: describeImage(order.better),
		}));
		expect(built.filter(({ first }) => first !== undefined).length).toBeGreaterThan(FILES / 2);
		for (const { order, first, better } of built)
			expect(better, `${order.first}\n${order.better}`).toBe(first);
	}, 900_000);
});

function run(args: readonly string[]): string {
	return execFileSync('docker', args, {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
		maxBuffer: 1 << 26,
	});
}
