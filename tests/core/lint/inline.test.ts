import { describe, expect, test } from 'vitest';
import type { Finding } from '#core/finding.ts';
import { lint } from '#core/lint/lint.ts';
import type { LintOptions } from '#core/lint/run-rules.ts';

function listFindings(path: string, text: string, options: LintOptions = {}): Finding[] {
	return lint({ path, text }, options);
}

/** Line, column and rule of each. */
function listPlaces(path: string, text: string, options: LintOptions = {}): string[] {
	return listFindings(path, text, options).map(
		({ rule, range: { start } }) => `${start.line}:${start.column} ${rule}`,
	);
}

/** A compose file of services that each build the lines given. */
function writeCompose(...services: readonly (readonly string[])[]): string {
	const written = services.map((lines, index) => {
		const inside = lines.map((line) => `        ${line}\n`).join('');
		return `  s${index}:\n    build:\n      dockerfile_inline: |\n${inside}`;
	});
	return `services:\n${written.join('')}`;
}

describe('a Dockerfile in a compose file', () => {
	test('is judged at its place there', () => {
		expect(
			listPlaces('compose.yaml', writeCompose(['FROM alpine:3.22', 'RUN git clone https://a/b'])),
		).toContain('6:13 clone-in-build');
	});

	test('has no repair: how the text is written there is not known', () => {
		const [finding] = listFindings('Dockerfile', 'FROM a:1\nADD b c\n').filter(({ fix }) => fix);
		expect(finding?.rule).toBe('add-for-local-copy');
		const inside = listFindings('compose.yaml', writeCompose(['FROM a:1', 'ADD b c']));
		expect(inside.filter(({ rule }) => rule === 'add-for-local-copy')).toEqual([
			expect.not.objectContaining({ fix: expect.anything() }),
		]);
	});

	test('shows the places that explain a finding, and the secrets in it, where they stand in the file', () => {
		const text = writeCompose([
			'FROM alpine:3.22',
			'COPY . /srv',
			'RUN npm ci',
			'RUN git clone https://me:ghp_canary@a.example/b',
		]);
		const findings = listFindings('compose.yaml', text);
		const related = findings.flatMap((one) => one.related ?? []);
		expect(related.map(({ range }) => range.start.line)).toContain(7);
		const secrets = findings.flatMap((one) => one.secrets ?? []);
		expect(secrets.map(({ start, end }) => text.slice(start, end))).toContain('me:ghp_canary');
	});

	test('is judged once where an alias gives it to two services, and twice where it is written twice', () => {
		const text =
			'x-b: &b\n  dockerfile_inline: |\n    FROM alpine\nservices:\n  a:\n    build: *b\n  c:\n    build: *b\n';
		expect(listPlaces('compose.yaml', text)).toEqual(['3:10 pin-base-image']);
		expect(listPlaces('compose.yaml', writeCompose(['FROM alpine'], ['FROM alpine']))).toEqual([
			'5:14 pin-base-image',
			'9:14 pin-base-image',
		]);
	});

	test('is built to the target and with the arguments that stand beside it', () => {
		const stages = [
			'FROM alpine:3.22 AS run',
			'CMD ["app"]',
			'FROM run AS dev',
			'RUN apk add --no-cache git',
		];
		const text = writeCompose(stages);
		expect(listPlaces('compose.yaml', text)).toContain('8:32 git-in-image');
		expect(listPlaces('compose.yaml', `${text}      target: run\n`).join()).not.toContain('git-in-image');
		const tag = writeCompose(['ARG TAG=3.22', 'FROM alpine:$TAG']);
		expect(listPlaces('compose.yaml', tag)).toEqual([]);
		expect(listPlaces('compose.yaml', `${tag}      args: {TAG: latest}\n`)).toEqual(['6:14 pin-base-image']);
	});

	test('is not judged in a file that cannot be read', () => {
		const rules = listFindings('compose.yaml', `${writeCompose(['FROM alpine'])}  a: [\n`).map(
			({ rule }) => rule,
		);
		expect(new Set(rules)).toEqual(new Set(['syntax']));
	});

	test('is not judged where its text or its place is not known', () => {
		expect(listPlaces('docker-bake.hcl', 'target "app" {\n  dockerfile-inline = NOBODY\n}\n')).toEqual([]);
		const text =
			'{"x": "dockerfile-inline", "target": {"app": {"dockerfile\\u002dinline": "FROM alpine\\n"}}}';
		expect(listPlaces('docker-bake.json', text)).toEqual([]);
	});

	test('keeps the comments in it for itself, and obeys those of the file above the service', () => {
		const inside = writeCompose(['# drydock ignore=pin-base-image a test', 'FROM alpine']);
		expect(listPlaces('compose.yaml', inside)).toEqual([]);
		const above = writeCompose(['FROM alpine']).replace(
			'  s0',
			'  # drydock ignore=pin-base-image a test\n  s0',
		);
		expect(listPlaces('compose.yaml', above)).toEqual([]);
	});

	test('has its suppressions called unused like those of any file', () => {
		const mark = '  # drydock ignore=pin-base-image a test\n';
		const text = writeCompose(['FROM alpine:3.22']).replace('  s0', `${mark}  s0`);
		expect(listPlaces('compose.yaml', text)).toEqual(['2:3 unused-suppression']);
	});

	test('where its context is not known, no suppression of a rule that asks for it is unused', () => {
		const mark = '  # drydock ignore=git-directory-in-context the history is shown\n';
		const text = writeCompose(['FROM alpine:3.22']).replace('  s0', `${mark}  s0`);
		expect(listPlaces('compose.yaml', text)).toEqual([]);
	});
});

describe('a Dockerfile in a Bake file', () => {
	const bake = (inside: string) => `target "app" {\n  dockerfile-inline = <<EOT\n${inside}EOT\n}\n`;

	test('is judged at its place there', () => {
		expect(listPlaces('docker-bake.hcl', bake('FROM alpine\n'))).toEqual(['3:6 pin-base-image']);
	});

	test.each<[written: string, place: string]>([
		['<<EOT\nFROM alpine\nEOT', '3:6-3:12'],
		['<<-EOT\n    FROM alpine\n  EOT', '3:10-3:16'],
		['<<EOT\r\nFROM alpine\r\nEOT', '3:6-3:12'],
		['<<EOT\n# a\n\nFROM alpine\nEOT', '5:6-5:12'],
		['<<EOT\n  FROM ${IMAGE}\nEOT', '3:3-3:16'],
		['<<EOT\nFROM ${IMAGE}\nEOT', '3:1-3:14'],
		['<<EOT\nFROM scratch\nRUN ${LINES}\nFROM alpine\nEOT', '2:23-6:4'],
		['"FROM alpine"', '2:23-2:36'],
	])('written as %j points to its place there, as far as that is known', (written, place) => {
		const variables =
			'variable "IMAGE" {\n  default = "alpine"\n}\nvariable "LINES" {\n  default = "a\\nRUN b"\n}\n';
		const text = `target "app" {\n  dockerfile-inline = ${written}\n}\n${variables}`;
		const [finding] = listFindings('docker-bake.hcl', text).filter(({ rule }) => rule === 'pin-base-image');
		const { start, end } = finding?.range ?? {};
		expect(`${start?.line}:${start?.column}-${end?.line}:${end?.column}`).toBe(place);
	});

	test.each([
		[
			'on the line above it',
			(text: string) => text.replace('  docker', '  # drydock ignore=pin-base-image a test\n  docker'),
			[],
		],
		['in it', (text: string) => text.replace('FROM', '# drydock ignore=pin-base-image a test\nFROM'), []],
		[
			'two lines above it',
			(text: string) => `# drydock ignore=pin-base-image a test\n${text}`,
			['1:1 unused-suppression', '4:6 pin-base-image'],
		],
	] as const)('obeys a comment %s', (_, change, expected) => {
		expect(listPlaces('docker-bake.hcl', change(bake('FROM alpine\n')))).toEqual(expected);
	});

	test('has no comments where the file is JSON', () => {
		const text = '{"target": {"app": {"dockerfile-inline": "FROM alpine\\n"}}}';
		expect(listPlaces('docker-bake.json', text)).toEqual(['1:42 pin-base-image']);
	});

	test('keeps the comments in it for itself where there are two', () => {
		const silenced = bake('# drydock ignore=pin-base-image a test\nFROM alpine\n');
		expect(
			listPlaces('docker-bake.hcl', silenced + bake('FROM alpine:3.22\n').replace('app', 'web')),
		).toEqual([]);
	});

	test('is judged once where a matrix makes several targets of it', () => {
		const text = bake('FROM alpine\n').replace(
			'{\n',
			'{\n  matrix = { v = ["1", "2"] }\n  name = "app-${v}"\n',
		);
		expect(listPlaces('docker-bake.hcl', text)).toEqual(['5:6 pin-base-image']);
	});

	test('where its context is not known, no suppression of a rule that asks for it is unused', () => {
		const silenced = bake('FROM alpine:3.22\n').replace(
			'  docker',
			'  # drydock ignore=git-directory-in-context the history is shown\n  docker',
		);
		expect(listPlaces('docker-bake.hcl', silenced)).toEqual([]);
	});
});
