import { z } from 'zod';
import { innerPath } from './inner-path.ts';
import { TRUSTED } from './limits/limit.ts';

/** The sides of an example, in the order they are shown. */
export const SIDES = ['before', 'after'] as const;
export type Side = (typeof SIDES)[number];

const kebabCase = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case words joined by `-`');

export const declaredFinding = z
	.strictObject({
		rule: kebabCase.describe('The rule that must report.'),
		file: z.string().default('Dockerfile').describe('The file it reports in, relative to the side.'),
		line: z.int().min(1).describe('The line the finding starts on.'),
	})
	.describe('One finding that the linter must report.');

const side = z.strictObject({
	findings: z
		.array(declaredFinding)
		.describe('Every finding on this side. An empty list means: clean under all rules.'),
});

const literal = z.union([z.number(), z.string(), z.boolean()]);

/** What `after` may say of the measured before instead of a value. How each is judged stands in `claims.ts`. */
export const COMPARISONS = ['smaller', 'larger', 'same'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/**
 * What a run must observe. Either values are given (`before: true`, `after: false`), or `after` is compared with the
 * measured before, `by` at least a share (`50%`) or a factor (`3x`).
 */
const claim = z.strictObject({
	id: kebabCase.describe('Names the claim; its address on the example page is `#claim-<id>`.'),
	says: z.string().min(1).describe('One sentence a reader can check.'),
	measure: z
		.string()
		.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'an experiment and a measure: `build.image-bytes`')
		.describe('What is measured: `<experiment>.<measure>`.'),
	before: literal.optional().describe('The exact value that the before must give.'),
	after: literal.describe(
		`The exact value that the after must give, or ${COMPARISONS.map((name) => `\`${name}\``).join(', ')}.`,
	),
	by: z
		.string()
		.regex(/^\d+(\.\d+)?(%|x)$/, 'a share such as `50%` or a factor such as `3x`')
		.optional()
		.describe('How much smaller or larger the after must be at least.'),
});

/** A procedure the engine carries out on each side; its parameters are checked by the experiment itself. */
const experiment = z.strictObject({
	name: kebabCase.describe('Names the results: `<name>.<measure>`.'),
	do: kebabCase
		.optional()
		.describe('The kind of experiment; the same as the name unless one kind is used twice.'),
	with: z.record(z.string(), z.unknown()).default({}).describe('What the experiment needs to know.'),
});

/** How a side is built, beyond `docker build <side>`. */
const buildSettings = z.strictObject({
	args: z
		.record(z.string(), z.string())
		.default({})
		.describe(
			'Build arguments: `--build-arg <name>=<value>`; `{<host>}` in a value is the address of a service. A planted secret says that it is a canary.',
		),
	secrets: z
		.record(z.string().regex(/^[\w.-]+$/, 'letters, digits, `_`, `.` and `-`'), z.string())
		.default({})
		.describe('Build secrets by their id: `--secret id=<id>`. Their values are canaries and say so.'),
	ssh: innerPath
		.optional()
		.describe(
			'A private key, relative to the example: an agent that holds it is forwarded, `--ssh default`.',
		),
	bases: z
		.record(z.string(), innerPath)
		.optional()
		.describe(
			'Base images that the side builds itself: the folder of their Dockerfile by the name in `FROM`.',
		),
	target: z.string().optional().describe('The stage to build: `--target`.'),
});

const run = z.strictObject({
	needs: z
		.array(z.string())
		.default([])
		.describe('What the engine must offer beyond the ordinary: `compose`, `buildkit>=0.16`.'),
	setup: z
		.record(z.string(), z.unknown())
		.default({})
		.describe('Services and canaries the sides need while they build and run, such as a git server.'),
	build: z
		.strictObject({ before: buildSettings.prefault({}), after: buildSettings.prefault({}) })
		.prefault({})
		.describe('What `docker build` is given for each side, wherever the side is built.'),
	experiments: z
		.array(experiment)
		.min(1)
		.describe('What is done to each side, in order. `build` comes first where a side has a Dockerfile.'),
	claims: z.array(claim).min(1).describe('What the measurements must show.'),
});

/** The schema of `example.yaml`: what an example teaches, what the linter says of each side, what the engine must observe. */
export const manifestSchema = z.strictObject({
	title: z.string().min(1).max(80).describe('The page title: what the after does.'),
	summary: z
		.string()
		.min(1)
		.describe('One or two sentences: what goes wrong before, and what the after does about it.'),
	lesson: kebabCase.describe('The lesson it belongs to.'),
	teaches: z.array(kebabCase).describe('The rules it is an example of.'),
	before: side,
	after: side,
	run,
	trust: z
		.partialRecord(z.enum(TRUSTED), z.string().min(20))
		.default({})
		.describe(
			'What it needs beyond the limits of a run, each with the reason. It then runs with `--trust` only, and its page says so.',
		),
	planted: z
		.array(innerPath)
		.default([])
		.describe('Files with a planted key or token, each a canary: `before/deploy_key`.'),
	notes: z
		.array(z.string())
		.default([])
		.describe('Sentences shown below the example: limits, and what a reader may trip over.'),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type DeclaredFinding = z.infer<typeof declaredFinding>;
export type Claim = z.infer<typeof claim>;
export type BuildSettings = z.infer<typeof buildSettings>;
