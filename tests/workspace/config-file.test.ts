import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { buildConfigSchema, createConfigurationFinder, parseConfiguration } from '#workspace/config-file.ts';
import { folderWith } from '../folder-with.ts';

const problemsOf = (text: string) => parseConfiguration(text, '/x/drydock.yaml', 'drydock.yaml').problems;

describe('drydock.yaml', () => {
	test('sets severities, registries, site and what to leave out', () => {
		const text = `rules:
  unused-suppression: off
  key-in-image: info
private-registries: [registry.example.com]
allowed-images: [registry.example.com, docker.io/library, ghcr.io/acme/*]
required-labels: [org.opencontainers.image.revision]
site: https://docs.example.com/kb?x#y
ignore:
  - vendor/
`;
		const { configuration } = parseConfiguration(text, '/x/drydock.yaml');
		expect(configuration?.settings).toEqual({
			rules: { 'unused-suppression': 'off', 'key-in-image': 'info' },
			privateRegistries: ['registry.example.com'],
			allowedImages: ['registry.example.com', 'docker.io/library', 'ghcr.io/acme/*'],
			requiredLabels: ['org.opencontainers.image.revision'],
			site: 'https://docs.example.com/kb/',
		});
		expect(configuration?.isIgnored('/x/vendor', true)).toBe(true);
		expect(configuration?.isIgnored('/x/vendor', false)).toBe(false);
		expect(configuration?.isIgnored('/elsewhere/vendor', true)).toBe(false);
	});

	test('may be empty', () => {
		for (const text of ['# nothing yet\n', 'rules:\n#  syntax: off\nprivate-registries:\nsite:\nignore:\n'])
			expect(parseConfiguration(text, '/x/drydock.yaml').configuration?.settings).toEqual(DEFAULT_SETTINGS);
	});

	test.each([
		['rules:\n  syntax: fatal\n', '2:11', '`rules.syntax`'],
		['rules:\n  sintax: off\n', '2:3', 'There is no rule `sintax`'],
		['rules:\n  syntax: off\n', '2:3', 'always an error'],
		['rules: { DL3006: off, DL3007: error }\n', '1:23', '`DL3007` is `pin-base-image`, which stands above'],
		['private-registries: ["https://a.example"]\n', '1:23', 'without its scheme'],
		['rulez: {}\n', '1:1', 'There is no setting `rulez`'],
		['site: ftp://x\n', '1:7', '`site` is not an http'],
		['site: 5\n', '1:7', '`site`'],
		['private-registries: a\n', '1:21', '`private-registries`'],
		['allowed-images: ["https://a.example/b"]\n', '1:19', 'without a scheme'],
		['allowed-images: [node:24@x]\n', '1:18', 'without a scheme'],
		['required-labels: [1]\n', '1:19', '`required-labels.0`'],
		['ignore: [a, 3]\n', '1:13', '`ignore.1`'],
		['- a\n', '1:1', 'The file: Invalid input: expected object'],
		['rules: [\n', '1:8', 'not YAML'],
		['a: 1\na: 2\n', '2:1', 'not YAML'],
	])('%j is refused at %s', (text, place, detail) => {
		const [problem] = problemsOf(text);
		expect(`${problem?.range?.start.line}:${problem?.range?.start.column}`).toBe(place);
		expect(problem?.detail).toContain(detail);
		expect(problem?.frame).toContain('|');
		expect(problem?.fix).not.toBe('');
	});

	test('names the setting or the rule that was probably meant', () => {
		expect(problemsOf('rulez: {}\n')[0]?.fix).toContain('`rules`');
		expect(problemsOf('rules: { git-in-imag: off }\n')[0]?.fix).toContain('`git-in-image`');
	});

	test('reports all that is wrong at once', () => {
		expect(problemsOf('site: x\nrulez: 1\nrules: { syntax: 1 }\n')).toHaveLength(2);
		expect(problemsOf('site: x\nrules: { nope-nope: off }\n')).toHaveLength(2);
	});

	test('does not unfold an alias bomb', () => {
		const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
			.split('')
			.map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`)
			.join('\n')}\n`;
		expect(problemsOf(bomb)[0]?.code).toBe('config-unreadable');
		// A few aliases are how one writes a list once.
		expect(problemsOf('ignore: &a [x]\nprivate-registries: *a\n')).toEqual([]);
	});

	test('is the nearest one upwards', () => {
		const folder = folderWith({
			'drydock.yaml': 'site: https://outer.example/\n',
			'a/b/Dockerfile': '',
			'a/drydock.yaml': 'site: https://inner.example/\n',
			'c/Dockerfile': '',
		});
		const find = createConfigurationFinder((path) => path);
		expect(find(join(folder, 'a/b')).configuration?.settings.site).toBe('https://inner.example/');
		expect(find(join(folder, 'c')).configuration?.settings.site).toBe('https://outer.example/');
	});

	test('adds to those of the folders above, and wins over them', () => {
		const folder = folderWith({
			'drydock.yaml':
				'rules: { key-in-image: info, git-in-image: off }\nallowed-images: [a.example]\nsite: https://outer.example/\nignore: [vendor/]\n',
			'a/drydock.yaml': 'rules: { key-in-image: error }\nallowed-images: [b.example]\nrequired-labels: [x]\n',
		});
		const inner = createConfigurationFinder((path) => path)(join(folder, 'a')).configuration;
		expect(inner?.settings).toEqual({
			rules: { 'key-in-image': 'error', 'git-in-image': 'off' },
			privateRegistries: [],
			allowedImages: ['a.example', 'b.example'],
			requiredLabels: ['x'],
			site: 'https://outer.example/',
		});
		expect(inner?.isIgnored(join(folder, 'a/vendor'), true)).toBe(true);
	});

	test('does not count where a folder above has a wrong one', () => {
		const folder = folderWith({ 'drydock.yaml': 'site: 5\n', 'a/drydock.yaml': 'rules: {}\n' });
		expect(createConfigurationFinder((path) => path)(join(folder, 'a')).problems).toHaveLength(1);
	});

	test.each(['drydock.yml', '.drydock.yaml', '.drydock.yml'])(
		'is not called %s, and that is said',
		(name) => {
			const folder = folderWith({ [name]: 'rules: {}\n' });
			const { problems } = createConfigurationFinder((path) => path)(folder);
			expect(problems[0]?.path).toContain(name);
			expect(problems[0]?.fix).toBe('Rename it to `drydock.yaml`.');
		},
	);

	test('has a JSON Schema with a sentence on each setting', () => {
		const { properties = {} } = buildConfigSchema() as {
			readonly properties?: Record<string, { readonly description?: string }>;
		};
		expect(Object.keys(properties)).toEqual(
			expect.arrayContaining([
				'rules',
				'private-registries',
				'allowed-images',
				'required-labels',
				'site',
				'ignore',
			]),
		);
		for (const [name, { description }] of Object.entries(properties))
			expect(description, name).toMatch(/\.$/);
	});
});
