import type { Problem } from '#core/problem.ts';

const REASONS: Readonly<Record<string, readonly [detail: string, fix: string]>> = {
	ENOENT: ['There is no such file or folder.', 'Correct the path.'],
	ENOTDIR: ['There is no such file or folder.', 'Correct the path.'],
	EACCES: ['Reading it is not permitted.', 'Give yourself permission to read it, or leave it out.'],
	EPERM: ['Reading it is not permitted.', 'Give yourself permission to read it, or leave it out.'],
	ELOOP: ['The link leads back to itself.', 'Point the link at a file, or remove it.'],
};

const BROKEN_NAME = [
	'Its name, or that of a folder above it, is not UTF-8, so it cannot be opened.',
	'Give it another name, or leave it out.',
] as const;

/** A path that the system would not let us read. */
export function createUnreadableProblem(path: string, error: unknown): Problem {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const message = error instanceof Error ? error.message : String(error);
	// What the system calls by other bytes comes back with marks in its name that lead nowhere.
	const reason = code === 'ENOENT' && path.includes('\ufffd') ? BROKEN_NAME : REASONS[code];
	const [detail, fix] = reason ?? [`It cannot be read: ${message}.`, 'Make it readable, or leave it out.'];
	return { code: 'not-readable', path, detail, fix };
}

export function createNotAFileProblem(path: string): Problem {
	return {
		code: 'not-a-file',
		path,
		detail: 'It is neither a file nor a folder.',
		fix: 'Name a file, or use `-`.',
	};
}

export function createTooLargeProblem(path: string, bytes: number, limit: number): Problem {
	const formatMegabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;
	return {
		code: 'too-large',
		path,
		detail: `It has ${formatMegabytes(bytes)}; at most ${formatMegabytes(limit)} are read.`,
		fix: 'Leave it out: no build reads a file of that size.',
	};
}

export function createTooManyInstructionsProblem(path: string, instructions: number, limit: number): Problem {
	const format = (value: number) => value.toLocaleString('en');
	return {
		code: 'too-many-instructions',
		path,
		detail: `It has ${format(instructions)} instructions; at most ${format(limit)} are linted.`,
		fix: 'Leave it out, or split it into several Dockerfiles.',
	};
}

export function createNotWrittenProblem(path: string, error: unknown): Problem {
	const message = error instanceof Error ? error.message : String(error);
	return {
		code: 'not-written',
		path,
		detail: `The repaired file could not be put in place: ${message}. The file is as it was.`,
		fix: 'Make the file and its folder writable, then run the same command again.',
	};
}

/** A path in which nothing was found that can be linted. */
export function createNothingToLintProblem(path: string, isTemplate: boolean): Problem {
	return {
		code: 'nothing-to-lint',
		path,
		detail: isTemplate
			? 'It looks like a template, so it was not linted: it becomes a Dockerfile only once it is filled in.'
			: 'There is no file to lint here.',
		fix: isTemplate
			? 'Lint what is made from it, or leave it out.'
			: 'Name a folder with a Dockerfile or a compose file, or leave it out.',
	};
}

/** A stage that `--target` asks for and no file has. */
export function createNoTargetProblem(path: string, target: string): Problem {
	return {
		code: 'no-target',
		path,
		detail: `No stage is called \`${target}\`.`,
		fix: 'Correct `--target`, or leave it out.',
	};
}

export function createReportNotWrittenProblem(path: string, error: unknown): Problem {
	const message = error instanceof Error ? error.message : String(error);
	return {
		code: 'report-not-written',
		path,
		detail: `The report could not be written: ${message}.`,
		fix: 'Name a file in a folder that is there and may be written to.',
	};
}

export function createUnknownKindProblem(path: string): Problem {
	return {
		code: 'unknown-kind',
		path,
		detail: 'Neither its name nor its text says which kind of file it is.',
		fix: `Leave it out, or say what it is: \`drydock lint --stdin-filename Dockerfile - < ${path}\`.`,
	};
}
