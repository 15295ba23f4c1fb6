import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFileBuilds } from '#cli/lint/file-builds.ts';
import { readBuildIndex } from '#workspace/build-index.ts';
import { folderWith } from '../../folder-with.ts';

function listLabels(files: Readonly<Record<string, string>>) {
	const root = folderWith({ Dockerfile: 'FROM scratch\n', ...files });
	const listed = (name: string) => (files[name] === undefined ? [] : [join(root, name)]);
	const index = readBuildIndex({ root, compose: listed('compose.yaml'), bake: listed('docker-bake.hcl') });
	const builds = listFileBuilds(join(root, 'Dockerfile'), index, { args: new Map() }, () => ({
		files: [],
		isIgnored: () => false,
		read: () => undefined,
	}));
	return builds.map(({ names, inputs }) => [names.map(({ name }) => name), inputs.labels]);
}

test('the labels that a build definition gives are known by their names', () => {
	const list = 'services:\n  a:\n    build: {context: ., labels: [team=x, "rev=${REV}"]}\n';
	expect(listLabels({ 'compose.yaml': list })).toEqual([[['a'], ['rev', 'team']]]);
	const map = 'services:\n  a:\n    build: {context: ., labels: {team: x, rev: "${REV}"}}\n';
	expect(listLabels({ 'compose.yaml': map })).toEqual([[['a'], ['rev', 'team']]]);
	const bake = 'target "a" {\n  labels = {\n    rev = REV\n    team = "x"\n  }\n}\n';
	expect(listLabels({ 'docker-bake.hcl': bake })).toEqual([[['a'], ['rev', 'team']]]);
});

test('builds that give other labels are not the same build', () => {
	const service = (labels: string) => `build: {context: ., labels: ${labels}}`;
	const compose = `services:\n  a:\n    ${service('[team=x]')}\n  b:\n    ${service('[team=y]')}\n  c:\n    ${service('[rev=1]')}\n`;
	expect(listLabels({ 'compose.yaml': compose })).toEqual([
		[['a', 'b'], ['team']],
		[['c'], ['rev']],
	]);
});

test('a file that nothing names has no labels but its own', () => {
	expect(listLabels({})).toEqual([[[], undefined]]);
});
