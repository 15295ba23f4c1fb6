import { dirname, posix } from 'node:path';
import { classifyFile } from '#core/file-kind.ts';
import type { Problem } from '#core/problem.ts';
import { parseYaml, toPlainData } from '#core/source/yaml.ts';
import { readYaml } from '#workspace/typed/placed-data.ts';
import { createSpanProblem, makeSourceText, type SourceText } from '#workspace/typed/source-text.ts';
import type { Example, ExampleFile } from '../example.ts';
import { SIDES } from '../manifest.ts';
import { findDockerfileBreaches } from './build-limits.ts';
import { findComposeBreaches } from './compose-limits.ts';
import type { InsideCheck } from './limit.ts';
import { type Breach, createBreach, createWholeBreach, describeLimitFix, type Limit } from './limit.ts';
import { resolveMerges, toItems, toMapping } from './plain.ts';
import { findUnclearPlace } from './unclear-place.ts';

type SideFile = Pick<ExampleFile, 'path' | 'text'>;

/** A breach and the problem that says so, at its place. */
export interface PlacedBreach {
	readonly limit: Limit;
	readonly problem: Problem;
}

/** What the files of an example ask for beyond the limits, found without an engine. `path` is the example's, as messages show it. */
export function findExampleBreaches({ sides }: Pick<Example, 'sides'>, path: string): PlacedBreach[] {
	return SIDES.flatMap((side) => findSideBreaches(sides[side].files, `${path}/${side}`));
}

/** The same for the files of one side, such as they are after an experiment has edited them. */
export function findSideBreaches(files: readonly SideFile[], path: string): PlacedBreach[] {
	return [
		...findComposeFiles(files).flatMap((file) => checkComposeFile(file, path)),
		...files.flatMap((file) => checkDockerfile(file, path)),
	];
}

/** Compose files by their names, and what they include and extend, whatever that is called. */
function findComposeFiles(files: readonly SideFile[]): SideFile[] {
	const byPath = new Map(files.map((file) => [file.path, file]));
	const waiting = files.filter(({ path }) => classifyFile(path) === 'compose');
	const seen = new Set<SideFile>();
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		if (seen.has(next)) continue;
		seen.add(next);
		for (const named of readDocuments(next).flatMap(listNamedFiles)) {
			for (const candidate of [named, posix.join(dirname(next.path), named)]) {
				const file = byPath.get(posix.normalize(candidate));
				if (file !== undefined) waiting.push(file);
			}
		}
	}
	return [...seen].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readDocuments({ text = '' }: SideFile): unknown[] {
	return parseYaml(text).documents.map((document) => resolveMerges(toPlainData(document)));
}

function listNamedFiles(config: unknown): string[] {
	const { include, services } = toMapping(config);
	const included = toItems(include).flatMap((one) =>
		typeof one === 'string' ? [one] : toItems(toMapping(one)['path']),
	);
	const extended = Object.values(toMapping(services)).map(
		(service) => toMapping(toMapping(service)['extends'])['file'],
	);
	return [...included, ...extended].filter((one) => typeof one === 'string');
}

function checkComposeFile(file: SideFile, sidePath: string): PlacedBreach[] {
	const isInside = createInsideCheck(dirname(file.path));
	const source = makeSourceText(`${sidePath}/${file.path}`, file.text ?? '');
	const unclear = findUnclearPlace(file.text);
	if (unclear !== undefined) {
		const breach = createWholeBreach('unclear-files', unclear.what);
		return [{ limit: breach.limit, problem: createLimitProblem(source, unclear.span, breach) }];
	}
	const yaml = readYaml(source);
	return (
		readDocuments(file)
			// The project gets another name when it is run.
			.flatMap((config) => findComposeBreaches({ ...toMapping(config), name: undefined }, isInside))
			.map((breach) => {
				const span = 'data' in yaml ? yaml.keySpanOf(breach.path) : { start: 0, end: 1 };
				return { limit: breach.limit, problem: createLimitProblem(source, span, breach) };
			})
	);
}

function checkDockerfile({ path, text }: SideFile, sidePath: string): PlacedBreach[] {
	if (text === undefined || classifyFile(path, text) !== 'dockerfile') return [];
	const source = makeSourceText(`${sidePath}/${path}`, text);
	return findDockerfileBreaches(text).map(({ limit, flag, span }) => ({
		limit,
		problem: createLimitProblem(source, span, createBreach(limit, ['RUN'], flag)),
	}));
}

/**
 * For a compose file as it is written. What goes up and comes down again, or has a variable in it, only Compose can
 * tell: that is looked at again when Compose has resolved it.
 */
function createInsideCheck(folder: string): InsideCheck {
	return (path) => {
		if (isFetchedByCompose(path)) return false;
		if (path.includes('$')) return undefined;
		if (/^[/\\~]|^[a-z]:/i.test(path)) return false;
		if (!posix.normalize(path).startsWith('..')) return true;
		return posix.join(folder, path).startsWith('..') ? false : undefined;
	};
}

/** A context or a file that Compose fetches from elsewhere. */
export function isFetchedByCompose(path: string): boolean {
	return /^[^/\\$]{2,}:|^github\.com\//i.test(path);
}

function createLimitProblem(
	source: SourceText,
	span: { readonly start: number; readonly end: number },
	{ limit, detail }: Breach,
): Problem {
	return createSpanProblem(source, span, { code: 'limit-exceeded', detail, fix: describeLimitFix(limit) });
}
