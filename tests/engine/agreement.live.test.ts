import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { isImageName, parseImageName } from '#core/image/image-name.ts';
import { lint } from '#core/lint/lint.ts';
import { buildCheckRules } from '#core/rules/build-checks/rules.ts';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { dockerfiles } from '../core/dockerfile/dockerfile-arbitrary.ts';
import { oddForms } from '../core/dockerfile/odd-forms.ts';
import { buildChecks, type Check, hasEngine, type Verdict } from './build-check.ts';

/** How many generated files to compare; thirty or so a second. */
const RUNS = Number(process.env['AGREEMENT_RUNS'] ?? 2000);
/** The same files in every run, so that a failure is a change of ours; other seeds look further. */
const SEED = Number(process.env['AGREEMENT_SEED'] ?? 576_894);
const AT_ONCE = 2;
const IN_ONE_CALL = 20;

/** Where BuildKit 0.25, which answers here, judges otherwise than newer ones; Drydock follows the newer. */
const NEWER: readonly { readonly what: string; readonly pattern: RegExp }[] = [
	{ what: 'COPY --parents is part of the stable syntax', pattern: /--parents/ },
	{ what: 'RUN --security is part of the stable syntax', pattern: /--security/ },
	{ what: 'a check comment above an instruction is honoured', pattern: /(?:\n\s*|^\s+)#\s*check\s*=/i },
	{ what: 'SOURCE_DATE_EPOCH is looked at', pattern: /SOURCE_DATE_EPOCH/ },
	{ what: 'a substitution with a modifier can be a name of a heredoc', pattern: /<<\$\{x:-a\}/ },
];

/** What depends on the machine that builds: here `TARGETVARIANT` is empty, elsewhere it is `v7`. */
const OF_THE_MACHINE = /TARGETVARIANT[\s\S]*--platform=\S*\$/;

/** Checks that need more than the file, or belong to rules with more to say. */
const ELSEWHERE = /^(?:JSONArgsRecommended|SecretsUsedInArgOrEnv|InvalidBaseImagePlatform|CopyIgnoredFile)$/;

/** What some examples name with `# syntax=`; a stand-in where its registry is out of reach. */
const FRONTEND = 'docker/dockerfile:1';

const live = hasEngine();
if (!live) console.warn('No Docker Engine at hand: the agreement with BuildKit was not tested.');

describe.skipIf(!live)('Drydock and docker build --check agree', () => {
	test('on odd forms made by hand', async () => {
		expect(await differences(oddForms())).toEqual([]);
	}, 3_600_000);

	test('on the Dockerfiles of the examples', async () => {
		await createBases(await connectDocker(), () => {}).provide(FRONTEND);
		const paths = globSync('content/examples/*/{before,after}/**/{Dockerfile,*.Dockerfile}');
		expect(await differences(paths.map((path) => readFileSync(path, 'utf8')))).toEqual([]);
	}, 600_000);

	test('on the Dockerfiles of the rule pages', async () => {
		const pages = globSync('content/rules/*.mdx').map((path) => readFileSync(path, 'utf8'));
		expect(await differences(pages.flatMap(dockerfileFences))).toEqual([]);
	});

	test(`on ${RUNS} generated files (seed ${SEED})`, async () => {
		expect(await differences(fc.sample(dockerfiles(), { numRuns: RUNS, seed: SEED }))).toEqual([]);
	}, 86_400_000);
});

interface Difference {
	readonly text: string;
	readonly buildKit: readonly string[];
	readonly drydock: readonly string[];
}

async function differences(texts: readonly string[]): Promise<Difference[]> {
	const found: Difference[] = [];
	const waiting = texts.filter(
		(text) => !OF_THE_MACHINE.test(text) && !NEWER.some(({ pattern }) => pattern.test(text)),
	);
	const worker = async () => {
		while (waiting.length > 0) {
			const batch = waiting.splice(-IN_ONE_CALL);
			const verdicts = await buildChecks(batch.map((text) => ({ text, images: imagesIn(text) })));
			for (const [index, verdict] of verdicts.entries()) {
				const difference = compare(batch[index] ?? '', verdict);
				if (difference) found.push(difference);
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return found;
}

function compare(text: string, verdict: Verdict): Difference | undefined {
	if (verdict.isCutShort) return undefined;
	const findings = lint({ path: 'Dockerfile', text }, { rules: buildCheckRules });
	// What hangs on arguments that nobody gives is no finding, but BuildKit refuses it here, where it is given none.
	const { errors } = parseDockerfile(text);
	const drydock =
		errors.length > 0
			? ['refused', ...errors.map(({ message }) => message)]
			: findings.map(({ rule, range }) => `${aliasOf(rule)}:${range.start.line}`).filter(isCompared);
	const checks = verdict.checks.filter(({ name }) => !ELSEWHERE.test(name));
	const isSame =
		drydock[0] === 'refused' || verdict.refusal !== undefined
			? drydock[0] === 'refused' && verdict.refusal !== undefined
			: areAtSamePlaces(drydock, checks);
	if (isSame) return undefined;
	const shown = checks.map(({ name, first, last }) => `${name}:${first}-${last}`);
	return { text, buildKit: verdict.refusal === undefined ? shown : ['refused', verdict.refusal], drydock };
}

function isCompared(finding: string): boolean {
	return !ELSEWHERE.test(finding.slice(0, finding.indexOf(':')));
}

/** BuildKit names the lines of the whole instruction; Drydock points at a part of it, on one of these. */
function areAtSamePlaces(findings: readonly string[], checks: readonly Check[]): boolean {
	const open = [...checks].sort((a, b) => a.last - b.last);
	for (const finding of findings) {
		const [name, line] = finding.split(':');
		const at = open.findIndex(
			(check) => check.name === name && check.first <= Number(line) && Number(line) <= check.last,
		);
		if (at === -1) return false;
		open.splice(at, 1);
	}
	return open.length === 0;
}

function aliasOf(id: string): string {
	return buildCheckRules.find((rule) => rule.id === id)?.aliases?.[0] ?? id;
}

/** The images that a file builds on or copies from: no registry can be reached here. */
function imagesIn(text: string): string[] {
	const { dockerfile, facts } = parseDockerfile(text);
	const { stages: graph, variables } = facts;
	const names = new Set<string>();
	for (const stage of dockerfile.stages) {
		const base = variables.expand(stage.base.text, stage.from).value;
		if (base !== undefined && !graph.parentOf(stage)) names.add(base);
		for (const { flags } of stage.instructions) {
			const from = flags.find(({ name }) => name === 'from')?.value?.text;
			if (from !== undefined && !graph.resolve(from, stage)) names.add(from);
		}
	}
	const stages = new Set(dockerfile.stages.map(({ name }) => name?.text.toLowerCase()));
	return [...names].filter((name) => isImage(name) && !stages.has(name));
}

function isImage(name: string): boolean {
	return name !== 'scratch' && !/^\d+$/.test(name) && isImageName(parseImageName(name));
}

function dockerfileFences(page: string): string[] {
	return [...page.matchAll(/^```dockerfile[^\n]*\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
}
