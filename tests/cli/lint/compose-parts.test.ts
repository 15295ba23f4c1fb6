import { expect, test } from 'vitest';
import { folderWith } from '../../folder-with.ts';
import { listFindings, runLintJson } from './lint-json.ts';

const PART = 'services:\n  web:\n    image: tides:1.2.3\n    networks: [tides]\n    depends_on: [db]\n';
const BARE = 'services:\n  web:\n    networks: [tides]\n';

test.each([
	['by `include`', { 'compose.yaml': 'include: [part/compose.yaml]\n', 'part/compose.yaml': PART }],
	[
		'by `extends`',
		{
			'compose.yaml': 'services: {a: {extends: {file: part/compose.yaml, service: web}}}\n',
			'part/compose.yaml': PART,
		},
	],
	[
		'by `COMPOSE_FILE`',
		{
			'.env': 'COMPOSE_FILE=base/compose.yaml:part/compose.yaml\n',
			'compose.yaml': 'services: {}\n',
			'base/compose.yaml': 'services: {db: {image: "tides/db:1.2.3"}}\n',
			'part/compose.yaml': PART,
		},
	],
	[
		'over the one above it, which has the image',
		{ 'compose.yaml': 'services: {web: {image: "tides:1.2.3"}}\n', 'part/compose.yaml': BARE },
	],
])('a compose file that is read %s is not judged alone', async (_, files) => {
	expect(listFindings(await runLintJson([], { cwd: folderWith(files) }))).toEqual([]);
});

test('any other is', async () => {
	const files = { 'compose.yaml': 'services: {db: {image: "tides/db:1.2.3"}}\n', 'part/compose.yaml': BARE };
	expect(listFindings(await runLintJson([], { cwd: folderWith(files) }))).toEqual([
		'part/compose.yaml:2 syntax',
		'part/compose.yaml:3 syntax',
	]);
});
