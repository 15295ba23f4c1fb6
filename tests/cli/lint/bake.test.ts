import { describe, expect, test } from 'vitest';
import { folderWith } from '../../folder-with.ts';
import { listFindings, runLint, runLintJson } from './lint-json.ts';

/** Lints a Bake file, in which `«rule` at the end of a line is a finding that must stand there, and nothing else may. */
async function expectMarked(name: string, marked: string, others: Readonly<Record<string, string>> = {}) {
	const expected = marked.split('\n').flatMap((line, index) => {
		const [, rules] = /«(.*)/.exec(line) ?? [];
		return rules?.split(',').map((rule) => `${name}:${index + 1} ${rule}`) ?? [];
	});
	const cwd = folderWith({ ...others, [name]: marked.replaceAll(/ *«.*/g, '') });
	expect(listFindings(await runLintJson([], { cwd }))).toEqual(expected);
	expect(listFindings(await runLintJson([name], { cwd }))).toEqual(expected);
}

describe('a Dockerfile in a Bake file', () => {
	test('in a heredoc: each finding on its own line', () =>
		expectMarked(
			'docker-bake.hcl',
			`# two images
target "a" {
  dockerfile-inline = <<EOT
FROM debian «pin-base-image
ENV A 1 «legacy-key-value-format
USER 1
CMD ["true"]
EOT
}
target "b" {
  context = "."
  dockerfile-inline = <<-END
    FROM alpine:3.22

      ENV B 1 «legacy-key-value-format
    # c
    USER 1
    CMD ["true"]
  END
}
`,
		));

	test('with ends of lines as Windows has them', () =>
		expectMarked(
			'docker-bake.hcl',
			'\uFEFFtarget "a" {\r\n  dockerfile-inline = <<-EOT\r\n    FROM alpine:3.22\r\n    ENV A 1 «legacy-key-value-format\n    USER 1\r\n    CMD ["true"]\r\n  EOT\r\n}\r\n',
		));

	test('in quotes: at the text', () =>
		expectMarked(
			'app.bake.hcl',
			`target "a" {
  args = {}
  dockerfile-inline = "FROM debian\\nENV A 1\\nUSER 1\\nCMD [\\"true\\"]\\n" # why «legacy-key-value-format,pin-base-image
}
`,
		));

	test('in JSON: at the text, whatever the order of the targets', () => {
		const text = (from: string) => JSON.stringify(`FROM ${from}\nUSER 1\nCMD ["true"]\n`);
		return expectMarked(
			'docker-bake.json',
			`{
  "target": {
    "b": {
      "dockerfile-inline": ${text('alpine:3.22')}
    },
    "1": {
      "context": ".",
      "dockerfile-inline":
        ${text('debian')} «pin-base-image
    }
  }
}
`,
		);
	});

	test('is judged for the target that is built', async () => {
		const bake = (mark: string, target: string) => `target "a" {
  dockerfile-inline = <<EOT
FROM tides/alpine:3.22 AS run
CMD ["app"]
FROM run AS dev
RUN apk add --no-cache git gcc${mark}
EOT
${target}
}
`;
		await expectMarked('docker-bake.hcl', bake('', '  target = "run"'));
		await expectMarked('docker-bake.hcl', bake(' «git-in-image,build-tools-in-final-stage', ''));
	});

	test('is judged with its arguments, its own and inherited ones', async () => {
		const bake = (mark: string, base: string) => `variable "B" { default = "${base}" }
target "_base" {
  args = { BASE = B }
  dockerfile-inline = <<EOT
ARG BASE=scratch
FROM $\${BASE}${mark}
USER 1
CMD ["true"]
EOT
}
target "a" { inherits = ["_base"] }
`;
		await expectMarked('docker-bake.hcl', bake(' «pin-base-image', 'debian'));
		await expectMarked('docker-bake.hcl', bake('', 'debian:12'));
	});

	test('is judged with what stands for its variables; what nobody knows hides nothing else', () =>
		expectMarked(
			'docker-bake.hcl',
			`variable "OPEN" {}
target "a" {
  name = "a-\${v}"
  matrix = { v = ["12", "13"] }
  dockerfile-inline = <<EOT
FROM debian:\${v}
ENV A 1 «legacy-key-value-format
USER 1
CMD ["true"]
EOT
}
target "b" {
  dockerfile-inline = <<EOT
FROM \${OPEN}
RUN apt-get update «update-apart-from-install
ENV A 1 «legacy-key-value-format
EOT
}
`,
		));

	test('has the context of the target', () =>
		expectMarked(
			'docker-bake.hcl',
			`target "a" {
  context = "app"
  dockerfile-inline = <<EOT
FROM debian:12
COPY . . «git-directory-in-context
USER 1
CMD ["true"]
EOT
}
`,
			{ 'app/.git/HEAD': '' },
		));

	test('that another target hides is nobody’s, and a file without one is none to lint', async () => {
		await expectMarked(
			'docker-bake.hcl',
			`target "_base" { dockerfile-inline = "FROM debian\\nENV A 1\\n" }
target "a" {
  inherits = ["_base"]
  dockerfile-inline = "FROM alpine:3.22\\nUSER 1\\nCMD [\\"true\\"]\\n"
}
`,
		);
		const cwd = folderWith({ 'docker-bake.hcl': 'target "a" {}\n', Dockerfile: 'FROM scratch\n' });
		expect((await runLintJson([], { cwd })).paths).toEqual(['Dockerfile']);
	});

	test('that a target empties makes way for the file that it names', async () => {
		const bake = `target "_base" { dockerfile-inline = "FROM debian\\nENV A 1\\n" }
target "a" {
  inherits = ["_base"]
  dockerfile-inline = ""
  target = "run"
}
`;
		const cwd = folderWith({
			'docker-bake.hcl': bake,
			Dockerfile: 'FROM alpine:3.22 AS run\nCMD ["true"]\nUSER 1\nFROM run\nRUN apk add --no-cache git gcc\n',
		});
		expect(listFindings(await runLintJson([], { cwd }))).toEqual([]);
	});

	test('is silent where a comment above it says so, and where one in it does', () =>
		expectMarked(
			'docker-bake.hcl',
			`target "a" {
  # drydock ignore=legacy-key-value-format as the example has it
  dockerfile-inline = <<EOT
FROM alpine:3.22
ENV A 1
# drydock ignore=legacy-key-value-format nothing «unused-suppression
USER 1
CMD ["true"]
EOT
}
`,
		));

	test('shows no secret of its own', async () => {
		const text = 'FROM alpine:3.22\nENV API_TOKEN=hunter2-and-more\nUSER 1\nCMD ["true"]\n';
		const quoted = { 'docker-bake.json': JSON.stringify({ target: { a: { 'dockerfile-inline': text } } }) };
		const heredoc = { 'docker-bake.hcl': `target "a" {\n  dockerfile-inline = <<E\n${text}E\n}\n` };
		for (const files of [quoted, heredoc]) {
			const { stdout } = await runLint([], { cwd: folderWith(files) });
			expect(stdout).toContain('secret-in-arg-or-env');
			expect(stdout).not.toContain('hunter2');
		}
	});
});

describe('a target that makes no image', () => {
	const GIT = 'FROM alpine:3.22\nRUN apk add --no-cache git\n';
	const target = (output: string) => `target "a" {\n  output = ${output}\n}\n`;
	test.each<[output: string, isImage: boolean]>([
		['["type=cacheonly"]', false],
		['["./bin"]', false],
		['[{ type = "local", dest = "out" }]', false],
		['["type=tar,dest=out.tar"]', false],
		['["-"]', false],
		['["type=cacheonly", "type=registry"]', true],
		['["type=docker"]', true],
		['["dest=x,type=image"]', true],
		['[WHO_KNOWS]', true],
		['[]', true],
		['null', true],
	])('output = %s: an image comes out: %s', async (output, isImage) => {
		const cwd = folderWith({ 'docker-bake.hcl': target(output), Dockerfile: GIT });
		const found = listFindings(await runLintJson([], { cwd }));
		expect(found).toEqual(isImage ? ['Dockerfile:2 git-in-image'] : []);
	});

	test('as another one of the file does, which is named', async () => {
		const bake = `${target('["type=cacheonly"]')}target "b" {\n  inherits = ["a"]\n  output = ["type=docker"]\n}\ngroup "default" {\n  targets = ["a", "b"]\n}\n`;
		const { files } = await runLintJson([], {
			cwd: folderWith({ 'docker-bake.hcl': bake, Dockerfile: GIT }),
		});
		const messages = files.flatMap(({ findings }) => findings.map(({ message }) => message));
		expect(messages).toEqual([expect.stringMatching(/So for `b` in `docker-bake.hcl` only\.$/)]);
	});
});
