import { describe, expect, test } from 'vitest';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { type Outcome, verify } from '#engine/verify.ts';
import { fakeExample } from '../fake-example.ts';
import { hasEngine, objectsOfRun } from '../live-engine.ts';

/** One example with these claims, run on both sides; every claim must hold, and nothing be left behind. */
async function proven(id: string, run: object, files: Record<string, string>): Promise<Outcome> {
	const engine = await connectDocker();
	const progress = { started() {}, step() {}, finished() {} };
	const { signal } = new AbortController();
	const example = fakeExample(id, run, files);
	const { outcomes, leftBehind } = await verify([example], { engine, signal, record: false, progress });
	expect(outcomes[0]?.problems).toEqual([]);
	expect(leftBehind).toEqual([]);
	expect(objectsOfRun(engine.runId)).toEqual([]);
	return outcomes[0] as Outcome;
}

function claim(measure: string, value: number | boolean | string): object {
	return { id: measure.replace('.', '-'), says: 'It holds.', measure, before: value, after: value };
}

describe.skipIf(!hasEngine('the experiments of the lessons'))('a real engine', () => {
	test('runs a step again for an edit and for a mode, and not for a time', async () => {
		const mark = { file: 'a.txt', from: 'one', to: 'one {unique}' };
		const experiment = (name: string, change: object) => ({
			name,
			do: 'rebuild',
			with: { rounds: 1, mark, ...change },
		});
		await proven(
			'rebuild',
			{
				experiments: [
					experiment('edit', { edits: [{ file: 'a.txt', from: 'one', to: 'one more' }] }),
					experiment('times', { touch: true }),
					experiment('mode', { modes: { 'a.txt': '600' } }),
				],
				claims: [
					claim('edit.steps-run', 2),
					claim('times.steps-run', 0),
					claim('times.new-bytes', 0),
					claim('mode.steps-cached', 0),
				],
			},
			{ Dockerfile: 'FROM debian:bookworm-slim\nCOPY a.txt /\nRUN cat /a.txt > /b.txt\n', 'a.txt': 'one\n' },
		);
	});

	test('finds the file that an old script left on a machine', async () => {
		const outcome = await proven(
			'drift',
			{
				experiments: [
					{ name: 'drift', with: { old: ['1.sh', '2.sh'], fresh: ['2.sh'], probe: ['ls', '/etc/tides'] } },
				],
				claims: [claim('drift.differing-files', 1), claim('drift.same-answer', false)],
			},
			{ '1.sh': 'mkdir -p /etc/tides && echo a > /etc/tides/a', '2.sh': 'mkdir -p /etc/tides' },
		);
		expect(outcome.run?.before.measurements['drift.differing-files']?.details).toEqual([
			'only on the old machine: /etc/tides/a',
		]);
	});

	test('sees children of a base that was mended carry the old file until each is built again', async () => {
		await proven(
			'fix-the-base',
			{
				build: {
					before: { bases: { 'registry.example/base:1': 'base' } },
					after: { bases: { 'registry.example/base:1': 'base' } },
				},
				experiments: [
					{
						name: 'fix-the-base',
						with: {
							services: [
								{ name: 'a', folder: 'a' },
								{ name: 'b', folder: 'b' },
							],
							fix: { file: 'base/Dockerfile', from: 'old', to: 'mended' },
							probe: ['cat', '/version'],
							mended: 'mended',
						},
					},
				],
				claims: [
					claim('fix-the-base.stale-after-fix', 2),
					claim('fix-the-base.stale-after-rebuild', 0),
					claim('fix-the-base.shared-percent', 50),
				],
			},
			{
				'base/Dockerfile': 'FROM debian:bookworm-slim\nRUN echo old > /version\n',
				'a/Dockerfile': 'FROM registry.example/base:1\nRUN echo a > /name\n',
				'b/Dockerfile': 'FROM registry.example/base:1\nRUN echo b > /name\n',
			},
		);
	});

	test('reads a deleted secret from a history in the image, which a search for its text does not find', async () => {
		const text = 'canary-not-a-secret-live-history';
		await proven(
			'history',
			{
				setup: { checkout: { history: [{ message: 'Begin', files: { 'a.env': `TOKEN=${text}\n` } }] } },
				experiments: [
					{ name: 'find-secret', with: { text } },
					{ name: 'recover-from-history', with: { folder: '/app', file: 'a.env', text } },
					{ name: 'git-folder', do: 'in-image', with: { folder: 'app/.git' } },
				],
				claims: [
					claim('find-secret.found', false),
					claim('recover-from-history.recovered', true),
					claim('git-folder.present', true),
				],
			},
			{ Dockerfile: 'FROM debian:bookworm-slim\nCOPY . /app\n' },
		);
	});

	test('refuses a tag that was moved to another commit than the pinned one', async () => {
		const stations = 'git://{git.tides.example}/stations.git';
		const pinned = '8789269ad9ae220806249eb739bde420a00bee21';
		const outcome = await proven(
			'move-tag',
			{
				setup: {
					'git-server': {
						host: 'git.tides.example',
						repository: 'stations',
						contents: { 'stations.txt': 'pier\n' },
						tag: 'v1',
					},
				},
				build: { before: { args: { STATIONS: stations } }, after: { args: { STATIONS: stations } } },
				experiments: [
					{
						name: 'move-tag',
						with: {
							tag: 'v1',
							files: { 'stations.txt': 'not ours\n' },
							pinnedIn: 'Dockerfile',
							refusal: 'expected checksum to match',
							shows: 'not ours',
						},
					},
				],
				claims: [claim('move-tag.refused', true), claim('move-tag.other-commit-in-image', false)],
			},
			{
				Dockerfile: `FROM debian:bookworm-slim\nARG STATIONS\nADD --checksum=${pinned} \${STATIONS}#v1 /stations\n`,
			},
		);
		expect(outcome.run?.after.measurements['move-tag.refusal']?.value).toContain(
			'expected checksum to match',
		);
	});

	test('refuses a download that was swapped for another file', async () => {
		const fetched = `fetch('http://tools.tides.example:8080/version').then(async (r) => fs.writeFileSync('version', await r.text()))`;
		const outcome = await proven(
			'swap-download',
			{
				setup: { 'private-server': { host: 'tools.tides.example', files: { '/version': '1.4\n' } } },
				experiments: [
					{
						name: 'swap-download',
						with: { file: '/version', content: 'not ours\n', refusal: 'version: FAILED', shows: 'not ours' },
					},
				],
				claims: [claim('swap-download.refused', true), claim('swap-download.other-file-in-image', false)],
			},
			{
				Dockerfile: `FROM node:24-bookworm-slim\nRUN node -e "${fetched}" && echo '9d2bf356d838faba1759efd3e9de32647bd68e9da8c92878074b392872e9f04e  version' | sha256sum --check\n`,
			},
		);
		expect(outcome.run?.after.measurements['swap-download.refusal']?.value).toContain('version: FAILED');
	});
});
