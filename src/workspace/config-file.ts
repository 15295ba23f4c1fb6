import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { SEVERITIES } from '#core/finding.ts';
import { DEFAULT_SETTINGS, type LintSettings } from '#core/lint/settings.ts';
import { syntax } from '#core/lint/syntax.ts';
import type { Problem } from '#core/problem.ts';
import { findRule, listSimilarRules } from '#core/rules/all-rules.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { decodeText } from './decode-text.ts';
import { createPatternMatcher } from './git-ignore.ts';
import { readRegularFile } from './read-regular-file.ts';
import { parseSiteAddress } from './site-address.ts';
import { parseTyped } from './typed/load-typed.ts';
import type { Worded } from './typed/schema-problems.ts';
import { createSpanProblem, makeSourceText, type Wording } from './typed/source-text.ts';

const CONFIG_NAME = 'drydock.yaml';

/** Names that people give it by mistake. */
const MISTAKEN_NAMES = ['drydock.yml', '.drydock.yaml', '.drydock.yml'];

/** Made when a settings file is read: most calls have none, and the library takes long to start. */
let madeSchema: ReturnType<typeof makeConfigSchema> | undefined;

/** The schema of `drydock.yaml`. */
function getConfigSchema(): ReturnType<typeof makeConfigSchema> {
	madeSchema ??= makeConfigSchema();
	return madeSchema;
}

function makeConfigSchema() {
	return z.strictObject({
		rules: z
			.record(z.string(), z.enum([...SEVERITIES, 'off']))
			.nullish()
			.describe('A severity for a rule, or `off`: `recommended-packages: off`.'),
		'private-registries': z
			.array(
				z
					.string()
					.min(1)
					.refine((entry) => !entry.includes('://'), 'a host is written without its scheme'),
			)
			.nullish()
			.describe('Hosts that count as private registries: `registry.example.com`.'),
		'allowed-images': z
			.array(
				z
					.string()
					.regex(
						/^[\w.:-]+(?:\/[\w.-]+)*(?:\/\*?)?$/,
						'an entry is a registry or a repository, without a scheme, a tag or a digest',
					),
			)
			.nullish()
			.describe(
				'Registries and repositories that images may come from: `registry.example.com`, `docker.io/library`, `ghcr.io/acme/*`.',
			),
		'required-labels': z
			.array(z.string().min(1))
			.nullish()
			.describe('Labels that every image must have: `org.opencontainers.image.revision`.'),
		site: z
			.string()
			.nullish()
			.describe('The address of your own Drydock site; every link in a finding starts with it.'),
		ignore: z
			.array(z.string().min(1))
			.nullish()
			.describe(
				'Patterns as in `.gitignore`, relative to this file: what a walk through folders leaves out.',
			),
	});
}

/** The same as a JSON Schema, for editors. */
export function buildConfigSchema(): Readonly<Record<string, unknown>> {
	return { title: 'Settings of Drydock', ...z.toJSONSchema(getConfigSchema(), { io: 'input' }) };
}

/** What is in force in a folder. */
export interface Configuration {
	/** Its file; `undefined` where there is none up to the root. */
	readonly path?: string | undefined;
	readonly settings: LintSettings;
	/** True where `site` is one of them. */
	readonly givesSite: boolean;
	isIgnored(path: string, isFolder: boolean): boolean;
}

export type ConfigurationResult =
	| { readonly configuration: Configuration; readonly problems: readonly [] }
	| { readonly configuration: undefined; readonly problems: readonly Problem[] };

const NONE: ConfigurationResult = {
	configuration: { settings: DEFAULT_SETTINGS, givesSite: false, isIgnored: () => false },
	problems: [],
};

/**
 * Answers for a folder what the `drydock.yaml` in it and in the folders above say; the nearest wins where two say different
 * things, and lists add up. Each file is read once.
 * `shown` gives a path the form in which problems name it.
 */
export function createConfigurationFinder(
	formatPath: (path: string) => string,
): (folder: string) => ConfigurationResult {
	const resultsByFolder = new Map<string, ConfigurationResult>();
	return function find(folder: string): ConfigurationResult {
		const cached = resultsByFolder.get(folder);
		if (cached !== undefined) return cached;
		const parent = dirname(folder);
		const outer = parent === folder ? NONE : find(parent);
		const own = readIfThere(join(folder, CONFIG_NAME), formatPath) ?? findMisnamed(folder, formatPath);
		const result = own === undefined ? outer : layOver(own, outer);
		resultsByFolder.set(folder, result);
		return result;
	};
}

/** A file with the right content and a wrong name would be passed over, and nobody would be told. */
function findMisnamed(folder: string, formatPath: (path: string) => string): ConfigurationResult | undefined {
	const name = MISTAKEN_NAMES.find((one) => existsSync(join(folder, one)));
	if (name === undefined) return undefined;
	return createUnreadableResult(
		formatPath(join(folder, name)),
		`Settings are read from \`${CONFIG_NAME}\` only, so nothing in this file counts.`,
		`Rename it to \`${CONFIG_NAME}\`.`,
	);
}

/** A file in a folder within another adds to what stands there, and wins where both speak of the same. */
function layOver(own: ConfigurationResult, outer: ConfigurationResult): ConfigurationResult {
	if (!own.configuration || !outer.configuration) return own.configuration ? outer : own;
	const { path, settings, isIgnored, givesSite } = own.configuration;
	const { settings: above, isIgnored: isIgnoredAbove, givesSite: isGivenAbove } = outer.configuration;
	const join = (key: 'privateRegistries' | 'allowedImages' | 'requiredLabels') => [
		...new Set([...above[key], ...settings[key]]),
	];
	return {
		configuration: {
			path,
			settings: {
				rules: { ...above.rules, ...settings.rules },
				privateRegistries: join('privateRegistries'),
				allowedImages: join('allowedImages'),
				requiredLabels: join('requiredLabels'),
				site: givesSite ? settings.site : above.site,
			},
			isIgnored: (file, isFolder) => isIgnored(file, isFolder) || isIgnoredAbove(file, isFolder),
			givesSite: givesSite || isGivenAbove,
		},
		problems: [],
	};
}

function readIfThere(path: string, formatPath: (path: string) => string): ConfigurationResult | undefined {
	let bytes: Uint8Array;
	try {
		if (isStrangeLink(path))
			return createUnreadableResult(
				formatPath(path),
				`It is a link to a file of another name.`,
				`Put the settings here, or link to a file that is named ${CONFIG_NAME} too.`,
			);
		bytes = readRegularFile(path);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
		const reason = code ?? (error instanceof Error ? error.message : error);
		return createUnreadableResult(
			formatPath(path),
			`It cannot be read (${reason}).`,
			'Make it a readable file, or remove it.',
		);
	}
	return parseConfiguration(decodeText(bytes), path, formatPath(path));
}

/** What is wrong in a settings file is shown; behind a link nobody's secrets may stand in its place. */
function isStrangeLink(path: string): boolean {
	return basename(realpathSync(path)) !== CONFIG_NAME;
}

function createUnreadableResult(path: string, detail: string, fix: string): ConfigurationResult {
	return { configuration: undefined, problems: [{ code: 'config-unreadable', path, detail, fix }] };
}

/** Reads the text of a `drydock.yaml`. Every problem in it is reported at once, each with its place. */
export function parseConfiguration(text: string, path: string, shownPath = path): ConfigurationResult {
	const source = makeSourceText(shownPath, text);
	const read = parseTyped(source, getConfigSchema().nullable(), {
		code: 'config-invalid',
		yamlWords: {
			broken: (message, fix = 'Correct the line.') => createWording(`This is not YAML: ${message}`, fix),
			unfolding: (detail) => ({ code: 'config-unreadable', detail, fix: 'Write the values out.' }),
		},
		describe: describeIssue,
	});
	if (read.file === undefined)
		return { configuration: undefined, problems: limitProblems(read.problems, read.problems.length) };

	const { value, places } = read.file;
	const problems: Problem[] = [];
	let wrongCount = 0;
	const severities: Record<string, LintSettings['rules'][string]> = {};
	for (const [name, severity] of Object.entries(value?.rules ?? {})) {
		const id = findRule(name)?.id;
		if (wrongCount >= MOST_PROBLEMS && id === undefined) {
			wrongCount++;
			continue;
		}
		const wrong = id === undefined ? describeUnknownRule(name) : describeRefusedRule(id, name, severities);
		if (wrong !== undefined) wrongCount++;
		if (wrong !== undefined)
			problems.push(createSpanProblem(source, places.keySpanOf(['rules', name]), createWording(...wrong)));
		else if (id !== undefined) severities[id] = severity;
	}
	const site = parseSiteAddress(value?.site ?? DEFAULT_SETTINGS.site);
	if (site === undefined) {
		const wording = createWording('`site` is not an http or https address.', describeSetting(['site']));
		problems.push(createSpanProblem(source, places.spanOf(['site']), wording));
	}
	if (site === undefined || problems.length > 0)
		return {
			configuration: undefined,
			problems: limitProblems(problems, Math.max(wrongCount, problems.length)),
		};

	const settings: LintSettings = {
		rules: severities,
		privateRegistries: value?.['private-registries'] ?? [],
		allowedImages: value?.['allowed-images'] ?? [],
		requiredLabels: value?.['required-labels'] ?? [],
		site,
	};
	const isIgnored = createPatternMatcher(dirname(path), value?.ignore ?? []);
	const givesSite = value?.site !== undefined && value.site !== null;
	return { configuration: { path, settings, givesSite, isIgnored }, problems: [] };
}

/** Nobody reads more of them, and to describe thousands takes long. */
const MOST_PROBLEMS = 50;

/** The first problems of a file, and a word on how many more there are. */
function limitProblems(problems: readonly Problem[], count: number): readonly Problem[] {
	const shownName = problems.slice(0, MOST_PROBLEMS);
	const last = shownName.at(-1);
	if (last === undefined || count <= shownName.length) return shownName;
	return [...shownName.slice(0, -1), { ...last, detail: `${last.detail}${describeMore(count)}` }];
}

function describeMore(count: number): string {
	return count > MOST_PROBLEMS ? ` ${count - MOST_PROBLEMS} more problems like these follow.` : '';
}

function createWording(detail: string, fix: string): Wording {
	return { code: 'config-invalid', detail, fix };
}

function describeIssue(issue: z.core.$ZodIssue): Worded[] {
	if (issue.code === 'unrecognized_keys')
		return issue.keys.slice(0, MOST_PROBLEMS).map((key, index) => ({
			path: [...issue.path, key],
			atKey: true,
			detail: `There is no setting \`${key}\`.${index === MOST_PROBLEMS - 1 ? describeMore(issue.keys.length) : ''}`,
			fix: describeKnownSettings(key),
		}));
	const place = issue.path.length === 0 ? 'The file' : `\`${issue.path.join('.')}\``;
	const detail = `${place}: ${issue.message}.`;
	return [{ path: issue.path, atKey: false, detail, fix: describeSetting(issue.path) }];
}

function describeUnknownRule(name: string): [detail: string, fix: string] {
	const similar = listSimilarRules(name);
	const advice =
		similar.length > 0 ? `Write \`${similar.join('` or `')}\`` : 'Take a name from `drydock explain`';
	return [`There is no rule \`${name}\`.`, `${advice}, or remove the line.`];
}

/** A rule of which the file cannot say what it says; `undefined` for any other. */
function describeRefusedRule(
	id: string,
	name: string,
	severities: LintSettings['rules'],
): [detail: string, fix: string] | undefined {
	if (id === syntax.id)
		return ['A file that cannot be read is always an error.', 'Remove the line; `ignore` leaves files out.'];
	if (id in severities)
		return [`\`${name}\` is \`${id}\`, which stands above.`, 'Keep one of the two lines.'];
	return undefined;
}

function describeKnownSettings(key: string): string {
	const names = Object.keys(getConfigSchema().shape);
	const [best] = listSimilarNames(key, names);
	return best === undefined
		? `Remove it. Settings are: ${names.join(', ')}.`
		: `Write \`${best}\`, or remove it.`;
}

/** What the setting is for, in the words of the schema. */
function describeSetting(path: readonly PropertyKey[]): string {
	const field = Object.entries(getConfigSchema().shape).find(([name]) => name === path[0])?.[1];
	return field?.description ?? `The file holds ${Object.keys(getConfigSchema().shape).join(', ')}.`;
}
