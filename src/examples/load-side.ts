import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { BuildContext } from '#core/build-context.ts';
import { fileKind } from '#core/file-kind.ts';
import type { Finding } from '#core/finding.ts';
import type { Problem } from '#core/problem.ts';
import { lint } from '#core/rules/lint.ts';
import { decodeUtf8 } from '#workspace/decode-utf8.ts';
import { readBuildContext } from '#workspace/read-build-context.ts';
import type { ExampleFile, ExampleSide } from './example.ts';
import type { Side } from './manifest.ts';
import { problemOf } from './source-text.ts';

/** One side of an example: its files, and what the linter says of each that it understands. */
export function loadSide(
	exampleFolder: string,
	examplePath: string,
	side: Side,
): { side?: ExampleSide; problems: readonly Problem[] } {
	const folder = join(exampleFolder, side);
	const path = `${examplePath}/${side}`;
	if (!existsSync(folder) || !statSync(folder).isDirectory()) return { problems: [sideMissing(path, side)] };

	const problems: Problem[] = [];
	const context = readBuildContext(folder);
	const files = context.files
		.map((name) => readFile(folder, path, name, problems))
		.filter((file) => file !== undefined);
	const unreadable = files.filter((file) => file.text === undefined && fileKind(file.path) !== undefined);
	problems.push(...unreadable.map((file) => notText(`${path}/${file.path}`)));
	if (unreadable.length === 0 && !files.some(({ path: name, text }) => isLinted(name, text))) {
		problems.push(nothingToLint(path, side));
	}
	const findings = new Map<string, readonly Finding[]>();
	for (const { path: name, text } of files) {
		if (text === undefined || !isLinted(name, text)) continue;
		const own = name === 'Dockerfile' ? context : contextBeside(folder, name);
		findings.set(name, lint({ path: name, text }, { context: own }));
	}
	return { side: { side, folder, files, context, findings }, problems };
}

/** The context of a file that is built from the folder it lies in. */
function contextBeside(folder: string, name: string): BuildContext {
	const inner = dirname(name);
	return readBuildContext(join(folder, inner), name.slice(inner === '.' ? 0 : inner.length + 1));
}

function isLinted(path: string, text: string | undefined): boolean {
	return text !== undefined && fileKind(path, text) !== undefined;
}

function readFile(folder: string, path: string, name: string, problems: Problem[]): ExampleFile | undefined {
	const file = join(folder, name);
	const entry = lstatSync(file);
	if (entry.isSymbolicLink() && !staysInside(folder, file)) {
		problems.push(linkLeaves(`${path}/${name}`));
		return undefined;
	}
	const stats = entry.isSymbolicLink() ? statSync(file) : entry;
	if (!stats.isFile()) {
		problems.push(notAFile(`${path}/${name}`));
		return undefined;
	}
	const bytes = new Uint8Array(readFileSync(file));
	const mode = stats.mode & 0o111 ? '755' : '644';
	// A byte of zero is what tells programs from texts, UTF-8 or not.
	const { text } = bytes.includes(0) ? { text: undefined } : decodeUtf8(bytes);
	return { path: name, mode, bytes, ...(text === undefined ? {} : { text }) };
}

/** False for a link that leads out of the side, to nothing, or round in a circle. */
function staysInside(folder: string, link: string): boolean {
	try {
		return realpathSync(link).startsWith(`${realpathSync(folder)}${sep}`);
	} catch {
		return false;
	}
}

function sideMissing(path: string, side: Side): Problem {
	return problemOf(path, {
		code: 'side-missing',
		detail: `The example has no folder \`${side}/\`. An example is a before and an after, each a whole build context.`,
		fix: `Create \`${side}/\` with a Dockerfile and every file that it copies.`,
	});
}

function nothingToLint(path: string, side: Side): Problem {
	return problemOf(path, {
		code: 'side-without-dockerfile',
		detail: `The ${side} has no file that the linter reads: no Dockerfile, compose file or configuration.`,
		fix: `Add \`${side}/Dockerfile\`, or the compose file that the example is about.`,
	});
}

function notText(path: string): Problem {
	return problemOf(path, {
		code: 'file-not-text',
		detail: 'By its name the linter should read this file, but it is not text in UTF-8.',
		fix: 'Save it as UTF-8 without bytes of zero, or give it another name.',
	});
}

function linkLeaves(path: string): Problem {
	return problemOf(path, {
		code: 'link-leaves-side',
		detail:
			'This symbolic link leads out of the side, or to nothing. A side is a whole build context in itself.',
		fix: 'Put a copy of the file in the place of the link.',
	});
}

function notAFile(path: string): Problem {
	return problemOf(path, {
		code: 'file-not-regular',
		detail: 'This is neither a regular file nor a folder, so it cannot be part of a build context.',
		fix: 'Remove it, or put a file in its place.',
	});
}
