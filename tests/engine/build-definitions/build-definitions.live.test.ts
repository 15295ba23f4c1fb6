import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listBakeTargets } from '#core/build-definitions/bake.ts';
import type { BuildDefinition, NamedValues } from '#core/build-definitions/model.ts';
import { resolveDefinitionPath } from '#core/build-definitions/paths.ts';
import { listBuildDefinitions } from '#core/build-definitions/projects.ts';
import { findFiles } from '#workspace/find-files.ts';
import { folderWith } from '../../folder-with.ts';
import { BAKE_PROJECTS } from './bake-projects.ts';
import { COMPOSE_PROJECTS } from './compose-projects.ts';
import { bakeFiles, composeFiles } from './generated-projects.ts';

const RUNS = Number(process.env['DEFINITION_RUNS'] ?? 40);
const SEED = Number(process.env['DEFINITION_SEED'] ?? 1313);

const live = spawnSync('docker', ['compose', 'version']).status === 0;
if (!live) console.warn('No Docker at hand: the agreement on build definitions was not tested.');

/** A build as both sides tell it. What we do not know is left out of the comparison, never wrong. */
type Told = Readonly<Record<string, unknown>>;

describe.skipIf(!live)('Drydock reads a build as docker compose config does', () => {
	test.each(Object.entries(COMPOSE_PROJECTS))('%s', (_, files) => compareCompose(files));

	test(`in ${RUNS} generated projects (seed ${SEED})`, () => {
		for (const files of fc.sample(composeFiles(), { numRuns: RUNS, seed: SEED })) compareCompose(files);
	});
});

describe.skipIf(!live)('Drydock reads a target as docker buildx bake does', () => {
	test.each(Object.entries(BAKE_PROJECTS))('%s', (_, files) => compareBake(files));

	test(`in ${RUNS} generated projects (seed ${SEED})`, () => {
		for (const files of fc.sample(bakeFiles(), { numRuns: RUNS, seed: SEED })) compareBake(files);
	});
});

interface ComposeConfig {
	readonly services: Readonly<Record<string, { readonly build?: ComposeBuild }>>;
}

interface ComposeBuild {
	readonly context?: string;
	readonly dockerfile?: string;
	readonly dockerfile_inline?: string;
	readonly target?: string;
	readonly args?: Readonly<Record<string, string | null>>;
	readonly additional_contexts?: Readonly<Record<string, string>>;
	readonly labels?: Readonly<Record<string, string>>;
}

function compareCompose(files: Readonly<Record<string, string>>): void {
	const folder = folderWith(files);
	const config: ComposeConfig = runDocker(
		['compose', '--profile', '*', 'config', '--format', 'json'],
		folder,
	);
	const theirs = Object.entries(config.services).flatMap(([name, { build }]) =>
		build ? [[name, describeComposeBuild(build)] as const] : [],
	);
	const main = listCompose(folder);
	const ours = new Map(main.map((definition) => [definition.name, definition]));
	expect([...ours.keys()].sort()).toEqual(theirs.map(([name]) => name).sort());
	for (const [name, told] of theirs) compareTold(ours.get(name), told, folder);
}

/** What the project of the folder itself builds: the same as `docker compose` without a file named. */
function listCompose(folder: string): BuildDefinition[] {
	const compose = findFiles(folder).files.filter((path) => /compose[^/]*\.ya?ml$/.test(path));
	const all = listBuildDefinitions({ compose, bake: [], readText, root: folder, isFile });
	const main = all.filter(({ file }) => file.slice(folder.length + 1).indexOf('/') === -1);
	return main;
}

function describeComposeBuild(build: ComposeBuild): Told {
	return {
		context: build.context,
		dockerfile: build.dockerfile_inline === undefined ? build.dockerfile : undefined,
		inline: build.dockerfile_inline,
		target: build.target,
		args: build.args ?? {},
		contexts: build.additional_contexts ?? {},
		labels: build.labels ?? {},
	};
}

interface BakeOutput {
	readonly target: Readonly<Record<string, BakeBuild>>;
}

interface BakeBuild {
	readonly context?: string;
	readonly dockerfile?: string;
	readonly 'dockerfile-inline'?: string;
	readonly target?: string;
	readonly args?: Readonly<Record<string, string>>;
	readonly contexts?: Readonly<Record<string, string>>;
	readonly labels?: Readonly<Record<string, string>>;
}

function compareBake(files: Readonly<Record<string, string>>): void {
	const folder = folderWith(files);
	const order = ['docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.hcl'];
	const paths = order.filter((name) => name in files).map((name) => join(folder, name));
	const services = listCompose(folder);
	const targets = listBakeTargets({ folder, files: paths, services }, readText).map((one) => one.definition);
	const names = targets.map(({ name }) => name);
	const output: BakeOutput = runDocker(['buildx', 'bake', '--print', ...names], folder);
	for (const definition of targets) {
		const told = output.target[definition.name];
		expect(told, definition.name).toBeDefined();
		if (told) compareTold(definition, describeBakeBuild(told, folder), folder);
	}
}

function describeBakeBuild(build: BakeBuild, folder: string): Told {
	const place = (path: string) => (/^[a-z-]+:/.test(path) ? path : resolveDefinitionPath(folder, path));
	return {
		context: place(build.context ?? '.'),
		dockerfile: build['dockerfile-inline'] === undefined ? build.dockerfile : undefined,
		inline: build['dockerfile-inline'],
		target: build.target,
		args: build.args ?? {},
		contexts: Object.fromEntries(
			Object.entries(build.contexts ?? {}).map(([name, path]) => [name, place(path)]),
		),
		labels: build.labels ?? {},
	};
}

function compareTold(ours: BuildDefinition | undefined, theirs: Told, folder: string): void {
	if (!ours) throw new Error('the definition is missing');
	const told: Record<string, unknown> = {
		context: ours.context,
		dockerfile: ours.inline ? undefined : ours.dockerfile === undefined ? 'Dockerfile' : ours.dockerfile,
		inline: ours.inline ? (ours.inline.text?.text ?? theirs['inline']) : undefined,
		target: ours.target,
		args: keepKnown(ours.args, theirs['args']),
		contexts: keepKnown(ours.contexts, theirs['contexts']),
		labels: keepKnown(ours.labels, theirs['labels']),
	};
	for (const name of Object.keys(told)) if (told[name] === null) told[name] = theirs[name];
	expect(told, `${ours.name} in ${folder}`).toEqual(theirs);
}

/** With the other side's value for each that we say we do not know. */
function keepKnown(values: NamedValues, theirs: unknown): Record<string, unknown> {
	const other = theirs as Readonly<Record<string, unknown>>;
	return Object.fromEntries(
		[...values].flatMap(([name, value]) =>
			value !== null ? [[name, value]] : name in other ? [[name, other[name]]] : [],
		),
	);
}

function runDocker<Output>(args: readonly string[], cwd: string): Output {
	const { PATH = '', HOME = '', DOCKER_CONFIG = '', DOCKER_HOST = '' } = process.env;
	const env = { PATH, HOME, DOCKER_CONFIG, DOCKER_HOST };
	const { stdout, stderr, status } = spawnSync('docker', args, { cwd, env, encoding: 'utf8' });
	if (status !== 0) throw new Error(`docker ${args.join(' ')} failed: ${stderr}`);
	// What is printed can be read again: a `$` is doubled in it.
	const text = stdout.replaceAll('$$', '$');
	return JSON.parse(text.slice(text.indexOf('{')));
}

function readText(path: string): string | undefined {
	return isFile(path) ? readFileSync(path, 'utf8') : undefined;
}

function isFile(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
