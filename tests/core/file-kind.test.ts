import { expect, test } from 'vitest';
import { classifyFile } from '#core/file-kind.ts';

const registry = 'version: 0.1\nstorage:\n  filesystem: {}\n';

test.each([
	['Dockerfile', 'dockerfile'],
	['a/b/Dockerfile', 'dockerfile'],
	['a\\b\\Dockerfile', 'dockerfile'],
	['Dockerfile.prod', 'dockerfile'],
	['api.Dockerfile', 'dockerfile'],
	['api.dockerfile', 'dockerfile'],
	['two\nlines.Dockerfile', 'dockerfile'],
	['Containerfile', 'dockerfile'],
	['compose.yaml', 'compose'],
	['compose.override.yml', 'compose'],
	['docker-compose.yml', 'compose'],
	['docker-compose-test.yaml', 'compose'],
	['/etc/docker/daemon.json', 'daemon'],
	['buildkitd.toml', 'buildkitd'],
	['.dockerignore', 'ignore-file'],
	['Dockerfile.dockerignore', 'ignore-file'],
] as const)('%s is read as %s', (path, kind) => {
	expect(classifyFile(path)).toBe(kind);
});

test.each([
	'README.md',
	'dockerfile.md',
	'Dockerfiles',
	'MyDockerfile',
	'decompose.yaml',
	'compose.json',
	'config.json',
])('%s is not read', (path) => {
	expect(classifyFile(path)).toBeUndefined();
});

test('a config.yml is read only when its text is that of a registry', () => {
	expect(classifyFile('config.yml', registry)).toBe('registry');
	expect(classifyFile('config.yml', `\uFEFF${registry}`)).toBe('registry');
	expect(classifyFile('a/config.yaml', `\n${registry}`)).toBe('registry');
	expect(classifyFile('config.yml', 'version: 2.1\njobs: {}\n')).toBeUndefined();
	expect(classifyFile('config.yml', 'version: 0.1\njobs: {}\n')).toBeUndefined();
	expect(classifyFile('config.yml')).toBeUndefined();
});

test('another file is not read, whatever its text', () => {
	expect(classifyFile('other.yml', 'services:\n  web:\n    image: a\n')).toBeUndefined();
});

test.each([
	['services:\n  web:\n    image: a\n', true],
	['\uFEFFservices: # all\n\n  # one\n  web:\n    build: .\n', true],
	['services:\n  web:\n    ports: []\n    extends: {}\n', true],
	['services:\n  web: { image: a }\n', true],
	['services: { web: { image: a } }\n', true],
	['name: x\nservices:\n  web:\n    ports: []\n  api:\n    image: a\n', true],
	['services:\n  image: a\n', false],
	['services:\n\n  image: a\n', false],
	['services:\n  web:\n  image: a\n', false],
	['services:\n  web:\n    ports: []\n', false],
	['services:\n  - image: a\n', false],
	['services:\nother:\n  web:\n    image: a\n', false],
	['services:\n', false],
	['  services:\n    web:\n      image: a\n', false],
	['servers:\n  web:\n    image: a\n', false],
])('a config.yml with %j is a compose file: %s', (text, isCompose) => {
	expect(classifyFile('config.yml', text)).toBe(isCompose ? 'compose' : undefined);
});
