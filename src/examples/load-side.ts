import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildContext } from '#core/build-context/model.ts';
import { classifyFile } from '#core/file-kind.ts';
import type { Finding } from '#core/finding.ts';
import { lint } from '#core/lint/lint.ts';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { Problem } from '#core/problem.ts';
import { decodeUtf8 } from '#workspace/decode-utf8.ts';
import { readBuildContext } from '#workspace/read-build-context.ts';
import { createPathProblem } from '#workspace/typed/source-text.ts';
import type { ExampleFile, ExampleSide } from './example.ts';
import type { Side } from './manifest.ts';

/** A context shows something; what needs weight makes it while it builds. */
const LARGEST_FILE = 2e6;
const LARGEST_SIDE = 8e6;

/** One side of an example: its files, and what the linter says of each that it understands. */
export function loadSide(
	exampleFolder: string,
	examplePath: string,
	side: Side,
): { side?: ExampleSide; problems: readonly Problem[] } {
	const folder = join(exampleFolder, side);
	const path = `${examplePath}/${side}`;
	const entry = lstatSync(folder, { throwIfNoEntry: false });
	// Links are told with the content as a whole, and never followed.
	if (entry?.isSymbolicLink()) return { problems: [] };
	if (entry?.isDirectory() !== true) return { problems: [createMissingSideProblem(path, side)] };

	const problems: Problem[] = [];
	// Built from a clone, as readers have it: `.git` lies beside the files.
	const context = readBuildContext(folder, 'Dockerfile', { isRepository: true });
	const files: ExampleFile[] = [];
	let bytes = 0;
	for (const name of context.files) {
		const file = readFile(folder, path, name, problems);
		if (file !== undefined) files.push(file);
		bytes += file?.bytes.length ?? 0;
		if (bytes <= LARGEST_SIDE) continue;
		problems.push(createLargeProblem(path, LARGEST_SIDE));
		break;
	}
	const unreadable = files.filter((file) => file.text === undefined && classifyFile(file.path) !== undefined);
	problems.push(...unreadable.map((file) => createNotTextProblem(`${path}/${file.path}`)));
	if (unreadable.length === 0 && !files.some(({ path: name, text }) => isLinted(name, text))) {
		problems.push(createNothingToLintProblem(path, side));
	}
	let findings: ExampleSide['findings'] | undefined;
	return {
		side: {
			side,
			folder,
			files,
			context,
			// Not everybody who reads content asks for them.
			get findings() {
				findings ??= lintFiles(folder, files, context);
				return findings;
			},
		},
		problems,
	};
}

function lintFiles(
	folder: string,
	files: readonly ExampleFile[],
	context: BuildContext,
): ExampleSide['findings'] {
	const findings = new Map<string, readonly Finding[]>();
	for (const { path: name, text } of files) {
		if (text === undefined || !isLinted(name, text)) continue;
		const own = name === 'Dockerfile' ? context : readFolderContext(folder, name);
		findings.set(name, lint({ path: name, text }, { context: own }));
	}
	return findings;
}

/** The context of a file that is built from the folder it lies in. */
function readFolderContext(folder: string, name: string): BuildContext {
	const inner = dirname(name);
	return readBuildContext(join(folder, inner), name.slice(inner === '.' ? 0 : inner.length + 1), {
		isRepository: inner === '.',
	});
}

function isLinted(path: string, text: string | undefined): boolean {
	return text !== undefined && classifyFile(path, text) !== undefined;
}

function readFile(folder: string, path: string, name: string, problems: Problem[]): ExampleFile | undefined {
	const file = join(folder, name);
	const entry = lstatSync(file, { throwIfNoEntry: false });
	if (entry === undefined) {
		problems.push(createUnopenableProblem(`${path}/${name}`));
		return undefined;
	}
	if (entry.isSymbolicLink()) return undefined;
	if (!entry.isFile()) {
		problems.push(createNotAFileProblem(`${path}/${name}`));
		return undefined;
	}
	if (entry.size > LARGEST_FILE) {
		problems.push(createLargeProblem(`${path}/${name}`, LARGEST_FILE));
		return undefined;
	}
	const bytes = new Uint8Array(readFileSync(file));
	const mode = entry.mode & 0o111 ? '755' : '644';
	// A byte of zero is what tells programs from texts, UTF-8 or not.
	const { text } = bytes.includes(0) ? { text: undefined } : decodeUtf8(bytes);
	return { path: name, mode, bytes, ...omitUndefined({ text }) };
}

function createMissingSideProblem(path: string, side: Side): Problem {
	return createPathProblem(path, {
		code: 'side-missing',
		detail: `The example has no folder \`${side}/\`. An example is a before and an after, each a whole build context.`,
		fix: `Create \`${side}/\` with a Dockerfile and every file that it copies.`,
	});
}

function createNothingToLintProblem(path: string, side: Side): Problem {
	return createPathProblem(path, {
		code: 'side-without-dockerfile',
		detail: `The ${side} has no file that the linter reads: no Dockerfile, compose file or configuration.`,
		fix: `Add \`${side}/Dockerfile\`, or the compose file that the example is about.`,
	});
}

function createNotTextProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'file-not-text',
		detail: 'By its name the linter should read this file, but it is not text in UTF-8.',
		fix: 'Save it as UTF-8 without bytes of zero, or give it another name.',
	});
}

function createLargeProblem(path: string, largest: number): Problem {
	return createPathProblem(path, {
		code: 'context-too-large',
		detail: `This is larger than ${largest / 1e6} MB. Every page of the example, and every archive, would carry it.`,
		fix: 'Make it smaller, or let the build make it: `RUN head -c 300M /dev/zero > /big`.',
	});
}

function createUnopenableProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'file-name-not-utf-8',
		detail: 'The name of this file or folder is not UTF-8, so it cannot be opened.',
		fix: 'Give it another name.',
	});
}

function createNotAFileProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'file-not-regular',
		detail: 'This is neither a regular file nor a folder, so it cannot be part of a build context.',
		fix: 'Remove it, or put a file in its place.',
	});
}
