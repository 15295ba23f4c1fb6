import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What BuildKit says about a Dockerfile. */
export interface Verdict {
	/** Why it refuses the file; missing where it takes it. */
	readonly refusal?: string;
	/** `true` where a base image could not be had, so that BuildKit came to no end. */
	readonly isCutShort: boolean;
	readonly checks: readonly Check[];
}

/** A check that reports something, and the lines of the instruction it is about. */
export interface Check {
	readonly name: string;
	readonly first: number;
	readonly last: number;
}

export function hasEngine(): boolean {
	return (
		spawnSync('docker', ['buildx', 'version']).status === 0 && spawnSync('docker', ['info']).status === 0
	);
}

/** A file to be judged. */
export interface Candidate {
	readonly text: string;
	/** Images that count as there, and as empty. */
	readonly images: readonly string[];
}

/** Asks `docker buildx bake --check` about several files at once: to start it takes ten times as long as to judge a file. */
export async function buildChecks(files: readonly Candidate[]): Promise<Verdict[]> {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-check-'));
	try {
		const target = Object.fromEntries(
			files.map((file, index) => [nameOf(index), targetOf(file, index, folder)]),
		);
		const bake = join(folder, 'bake.json');
		writeFileSync(bake, JSON.stringify({ target, group: { default: { targets: Object.keys(target) } } }));
		const outcome = await docker(['buildx', 'bake', '--allow=fs=*', '-f', bake, '--call=check,format=json']);
		return files.map((_, index) => read(outcome.target[nameOf(index)]?.check));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function nameOf(index: number): string {
	return `file${index}`;
}

function targetOf({ text, images }: Candidate, index: number, folder: string) {
	const dockerfile = `${nameOf(index)}.Dockerfile`;
	writeFileSync(join(folder, dockerfile), text);
	const contexts = Object.fromEntries(images.map((image) => [image.replaceAll('$', '$$$$'), folder]));
	return { context: folder, dockerfile, contexts };
}

interface Outcome {
	readonly target: Readonly<Record<string, { readonly check?: Report }>>;
}

function docker(args: readonly string[]): Promise<Outcome> {
	return new Promise((resolve, reject) => {
		execFile('docker', args, { maxBuffer: 1 << 28 }, (_, output, errors) => {
			if (output.includes('{')) resolve(JSON.parse(output.slice(output.indexOf('{'))));
			else reject(new Error(`\`docker ${args.join(' ')}\` gave no verdict: ${errors}`));
		});
	});
}

interface Location {
	readonly ranges?: readonly {
		readonly start: { readonly line: number };
		readonly end: { readonly line: number };
	}[];
}

interface Report {
	readonly warnings?: readonly { readonly ruleName: string; readonly location?: Location }[] | null;
	readonly buildError?: { readonly message: string };
}

function read(report: Report | undefined): Verdict {
	if (!report) throw new Error('BuildKit did not judge every file.');
	const { warnings, buildError } = report;
	const refusal = buildError?.message;
	const isCutShort = /failed to resolve source metadata|no such host/.test(refusal ?? '');
	const checks = (warnings ?? []).map(({ ruleName: name, location }) => {
		const lines = (location?.ranges ?? []).flatMap(({ start, end }) => [start.line, end.line]);
		return { name, first: Math.min(...lines), last: Math.max(...lines) };
	});
	// `error=true` makes a build of warnings fail; the file itself is fine.
	const isRefused = refusal !== undefined && !isCutShort && !refusal.startsWith('lint violation found');
	return { ...(isRefused ? { refusal } : {}), isCutShort, checks };
}
