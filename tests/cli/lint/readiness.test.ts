import { expect, test } from 'vitest';
import { folderWith } from '../../folder-with.ts';
import { listFindings, runLintJson } from './lint-json.ts';

const CHECKED = 'image: "tides/db:1.2.3", healthcheck: {test: [CMD, ask]}';
const APP = '  app:\n    image: tides/app:1.2.3\n    depends_on:\n      - db\n';

async function lintFiles(files: Readonly<Record<string, string>>): Promise<string[]> {
	const findings = listFindings(await runLintJson([], { cwd: folderWith(files) }));
	return findings.filter((finding) => finding.endsWith(' started-not-ready'));
}

test.each([
	[
		'includes',
		{
			'compose.yaml': `include: [db/part.yaml]\nservices:\n${APP}`,
			'db/part.yaml': `services: {db: {${CHECKED}}}\n`,
		},
	],
	[
		'includes as one of several',
		{
			'compose.yaml': `include: [{path: [a.yaml, b.yaml]}]\nservices:\n${APP}`,
			'a.yaml': 'services: {db: {image: "tides/db:1.2.3"}}\n',
			'b.yaml': 'services: {db: {healthcheck: {test: [CMD, ask]}}}\n',
		},
	],
	[
		'extends',
		{
			'compose.yaml': `services:\n  db: {extends: {file: ../base.yaml, service: pg}}\n${APP}`.replace(
				'../',
				'./',
			),
			'base.yaml': `services: {pg: {${CHECKED}}}\n`,
		},
	],
	[
		'extends over two files',
		{
			'compose.yaml': `services:\n  db: {extends: {file: a/x.yaml, service: one}}\n${APP}`,
			'a/x.yaml': 'services: {one: {extends: {file: y.yaml, service: two}}}\n',
			'a/y.yaml': `services: {two: {${CHECKED}}}\n`,
		},
	],
	[
		'has laid over it',
		{
			'compose.yaml': `services:\n  db: {image: "tides/db:1.2.3"}\n${APP}`,
			'compose.override.yaml': 'services: {db: {healthcheck: {test: [CMD, ask]}}}\n',
		},
	],
])('a health check that the file %s counts', async (_, files) => {
	expect(await lintFiles(files)).toEqual([expect.stringMatching(/^compose\.yaml:[56] started-not-ready$/)]);
});

test.each([
	['waits until it is healthy', '{app: {depends_on: {db: {condition: service_healthy}}}}'],
	['turns the health check off', '{db: {healthcheck: {disable: true}}}'],
	['takes the health check away', '{db: {healthcheck: !reset null}}'],
])('nothing is said where the file laid over it %s', async (_, services) => {
	const files = {
		'compose.yaml': `services:\n  db: {${CHECKED}}\n${APP}`,
		'compose.override.yaml': `services: ${services}\n`,
	};
	expect(await lintFiles(files)).toEqual([]);
});

test('a file that changes the times alone keeps the check', async () => {
	const files = {
		'compose.yaml': `services:\n  db: {${CHECKED}}\n${APP}`,
		'compose.override.yaml': 'services: {db: {healthcheck: {interval: 5s}}}\n',
	};
	expect(await lintFiles(files)).toEqual(['compose.yaml:6 started-not-ready']);
});

test('files that name each other in a circle end', async () => {
	const files = {
		'compose.yaml': `include: [part.yaml]\nservices:\n${APP}`,
		'part.yaml': 'include: [compose.yaml]\nservices: {db: {extends: {file: part.yaml, service: db}}}\n',
	};
	expect(await lintFiles(files)).toEqual([]);
});

test('files that all include two others end soon', async () => {
	const part = (at: number) => `p${at % 40}.compose.yaml`;
	const files = Array.from({ length: 40 }, (_, at) => [
		part(at),
		`include: [${part(at + 1)}, ${part(at + 2)}]\nservices: {s${at}: {image: "tides:1.2.3", depends_on: [s0]}}\n`,
	]);
	expect(await lintFiles(Object.fromEntries(files))).toEqual([]);
});
