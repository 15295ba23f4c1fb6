import { expect, test } from 'vitest';
import { makeOverlayTest } from '#core/build-definitions/compose-parts.ts';

const services = (...lines: readonly string[]) => `services:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const MAIN = services('web: {image: "a:1"}', 'db: {image: "b:1"}');

test.each<readonly [what: string, other: string, text: string, isOverlay: boolean]>([
	['has no image for a service of the file above', 'dev/compose.yaml', services('web: {ports: []}'), true],
	[
		'has an image for one, and none for another',
		'dev/compose.yaml',
		services('web: {image: "c:1"}', 'db: {ports: []}'),
		true,
	],
	['stands two folders below', 'a/dev/compose.yaml', services('web: {ports: []}'), true],
	['has no image for a service of its own', 'dev/compose.yaml', services('api: {ports: []}'), false],
	['has an image', 'dev/compose.yaml', services('web: {image: "c:1"}'), false],
	['builds', 'dev/compose.yaml', services('web: {build: .}'), false],
	['takes the service from another one', 'dev/compose.yaml', services('web: {extends: api}'), false],
	['leaves it to a provider', 'dev/compose.yaml', services('web: {provider: {type: a}}'), false],
	['has no services', 'dev/compose.yaml', 'name: a\n', false],
	['stands beside it', 'compose.dev.yaml', services('web: {ports: []}'), false],
	['stands above it', '../compose.yaml', services('web: {ports: []}'), false],
	['stands in a folder whose name goes on', '../project-2/compose.yaml', services('web: {ports: []}'), false],
])('a compose file that %s: %s', (_, other, text, isOverlay) => {
	const main = '/srv/project/compose.yaml';
	const file = other.startsWith('../') ? `/srv/${other.slice(3)}` : `/srv/project/${other}`;
	const texts = new Map([
		[main, MAIN],
		[file, text],
	]);
	const isOver = makeOverlayTest([...texts.keys()], (path) => texts.get(path));
	expect(isOver(file)).toBe(isOverlay);
});
