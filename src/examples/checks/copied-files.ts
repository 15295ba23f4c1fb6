import { dirname } from 'node:path/posix';
import { parseGlob } from '#core/build-context/glob.ts';
import type { BuildContext } from '#core/build-context/model.ts';
import type { Dockerfile, Instruction, Word } from '#core/dockerfile/model.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { classifyFile } from '#core/file-kind.ts';
import { listContextSources } from '#core/image/copies.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import type { Problem } from '#core/problem.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { readBuildContext } from '#workspace/read-build-context.ts';
import { createSpanProblem, makeSourceText, type SourceText } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';
import { SIDES, type Side } from '../manifest.ts';

/** Every source of a `COPY` or `ADD` is in the build context, and `.dockerignore` lets it through. */
export function checkCopiedFiles(example: LoadedExample): Problem[] {
	return SIDES.flatMap((side) =>
		example.sides[side].files.flatMap(({ path, text }) => {
			if (text === undefined || classifyFile(path, text) !== 'dockerfile') return [];
			const source = makeSourceText(`${example.path}/${side}/${path}`, text);
			const inner = dirname(path);
			const root = inner === '.' ? '' : `/${inner}`;
			const name = path.slice(root.length);
			const context = readBuildContext(`${example.sides[side].folder}${root}`, name);
			return listMissingSources(text, context, (line) => isDeclared(example, side, path, line)).map(
				(missing) => createMissingSourceProblem(source, side, missing, context),
			);
		}),
	);
}

/** A before that is about ignored files says so. */
function isDeclared({ manifest }: LoadedExample, side: Side, file: string, line: number): boolean {
	return manifest[side].findings.some(
		(one) => one.rule === 'copy-ignored-file' && one.file === file && one.line === line,
	);
}

interface MissingSource {
	readonly word: Word;
	/** Relative to the context, variables replaced. */
	readonly path: string;
	readonly isIgnored: boolean;
}

function listMissingSources(
	text: string,
	context: BuildContext,
	isAccepted: (line: number) => boolean,
): MissingSource[] {
	const { dockerfile, errors, facts: stageFacts } = parseDockerfile(text);
	if (errors.length > 0) return [];
	const facts = new DockerfileFacts(stageFacts, context);
	return listCopyInstructions(dockerfile).flatMap((copy) =>
		listContextSources(facts.readCopy(copy)).flatMap(({ word, path }) => {
			const candidates = listContextPaths(context);
			const matches = candidates.filter(makePathMatcher(path));
			if (matches.some((match) => !context.isIgnored(match)) || path === '') return [];
			if (matches.length > 0 && isAccepted(copy.startLine)) return [];
			return [{ word, path, isIgnored: matches.length > 0 }];
		}),
	);
}

function listCopyInstructions({ instructions }: Dockerfile): Instruction[] {
	// What an ONBUILD copies comes from the context of another build.
	return instructions.filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD');
}

/** Files and the folders they are in. */
function listContextPaths({ files }: BuildContext): string[] {
	const paths = new Set(files);
	for (const file of files) {
		for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) paths.add(folder);
	}
	return [...paths];
}

function makePathMatcher(path: string): (candidate: string) => boolean {
	return parseGlob(path) ?? ((candidate) => candidate === path);
}

function createMissingSourceProblem(
	source: SourceText,
	side: Side,
	missing: MissingSource,
	context: BuildContext,
): Problem {
	const { word, path, isIgnored } = missing;
	const written = word.text === path ? '' : `, written \`${word.text}\`,`;
	if (isIgnored) {
		return createSpanProblem(source, word.span, {
			code: 'copy-source-ignored',
			detail: `\`${path}\`${written} is in the ${side}, but \`${context.ignoreFile}\` keeps it out of the build.`,
			fix: `Add \`!${path}\` to the end of \`${context.ignoreFile}\`, or take this source out of the instruction.`,
		});
	}
	const [similar] = listSimilarNames(path, context.files);
	return createSpanProblem(source, word.span, {
		code: 'copy-source-missing',
		detail: `\`${path}\`${written} is not in the ${side}'s build context, so the build stops here.`,
		fix: `${similar === undefined ? '' : `Did you mean \`${similar}\`? Otherwise add`}${similar === undefined ? 'Add' : ''} the file, or correct the path; it is relative to the folder of the Dockerfile.`,
	});
}
