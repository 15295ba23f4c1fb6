import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderWith } from '../../folder-with.ts';
import { type JsonOutcome, runLintJson } from './lint-json.ts';

const SEED = Number(process.env.SEED ?? 20_261_129);

/** Parts of services: with and without an image, a build, or what stands in another file. */
const SERVICES: readonly string[] = [
	'image: "tides:1.2.3"',
	'image: nginx',
	'networks: [tides]',
	'build: app',
	'build: {context: app, target: run}',
	'build: {context: app, target: "${TARGET:-run}"}',
	'build: {context: app, args: {BASE: debian}}',
	'build: {dockerfile_inline: "FROM debian:12\\nRUN apt-get update\\n"}',
	'{extends: {file: part/compose.yaml, service: web}}',
	'{image: "tides/db:1.2.3", depends_on: [web], environment: {DB_PASSWORD: hunter22}}',
];
const NAMES = ['web', 'db'];

const service = fc.constantFrom(...SERVICES).map((part) => (part.startsWith('{') ? part : `{${part}}`));
const compose = fc
	.record({
		services: fc.dictionary(fc.constantFrom(...NAMES), service, { maxKeys: 2 }),
		include: fc.boolean(),
	})
	.map(({ services, include }) => {
		const lines = Object.entries(services).map(([name, part]) => `  ${name}: ${part}\n`);
		const body = lines.length > 0 ? `services:\n${lines.join('')}` : 'services: {}\n';
		return include ? `include: [part/compose.yaml]\n${body}` : body;
	});
const bake = fc.constantFrom(
	'target "default" {\n  context = "app"\n  target = "run"\n}\n',
	'variable "B" { default = "debian:12" }\ntarget "a" {\n  context = "app"\n  args = { BASE = B }\n}\n',
	'target "a" {\n  matrix = { t = ["run", "dev"] }\n  name = "a-${t}"\n  context = "app"\n  target = t\n}\n',
);
const DOCKERFILE = `ARG BASE
FROM \${BASE:-debian:12} AS run
COPY . .
CMD ["app"]
FROM run AS dev
RUN apt-get update && apt-get install -y git gcc
`;

const tree = fc
	.record(
		{
			'compose.yaml': compose,
			'compose.override.yaml': compose,
			'part/compose.yaml': compose,
			'deep/er/compose.yaml': compose,
			'docker-bake.hcl': bake,
			'.env': fc.constantFrom('TARGET=dev\n', 'COMPOSE_FILE=compose.yaml:part/compose.yaml\n'),
		},
		{ requiredKeys: ['compose.yaml'] },
	)
	.map((files) => ({ ...files, 'app/Dockerfile': DOCKERFILE }));

/** What is said of each file, whatever the order of the files. */
function tellFindings({ files }: JsonOutcome): Map<string, unknown> {
	return new Map(files.map(({ path, findings }) => [path, findings]));
}

/** A compose file is read for its builds only where it has a word that may bring one in: here each has. */
function makeAllMatter(files: Readonly<Record<string, string>>): Record<string, string> {
	const isCompose = (path: string) => path.endsWith('compose.yaml') || path.endsWith('override.yaml');
	const mentionAll = ([path, text]: [string, string]) =>
		[path, isCompose(path) ? `${text}# build extends include\n` : text] as const;
	return Object.fromEntries(Object.entries(files).map(mentionAll));
}

test('what is read of the build definitions, and when, changes no finding', async () => {
	await fc.assert(
		fc.asyncProperty(tree, async (files) => {
			const cwd = folderWith(files);
			const walked = tellFindings(await runLintJson([], { cwd }));
			const eager = tellFindings(await runLintJson([], { cwd: folderWith(makeAllMatter(files)) }));
			expect(eager).toEqual(walked);
			for (const [path, findings] of walked) {
				const alone = await runLintJson([path], { cwd });
				expect(tellFindings(alone)).toEqual(new Map([[path, findings]]));
			}
			const backwards = await runLintJson([...walked.keys()].reverse(), { cwd });
			expect(tellFindings(backwards)).toEqual(walked);
		}),
		{ seed: SEED, numRuns: 60 },
	);
});
