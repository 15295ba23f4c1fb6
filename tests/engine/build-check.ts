import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What BuildKit says about a Dockerfile. */
export interface Verdict {
	/** Why it refuses the file; missing where it takes it. */
	readonly refusal?: string;
	/** `true` where a base image could not be had, so that BuildKit came to no end. */
	readonly isCutShort: boolean;
	/** `StageNameCasing:3`, sorted. */
	readonly checks: readonly string[];
}

export function hasEngine(): boolean {
	return (
		spawnSync('docker', ['buildx', 'version']).status === 0 && spawnSync('docker', ['info']).status === 0
	);
}

/** Asks `docker build --check`. The images named in `images` count as there, and as empty. */
export async function buildCheck(text: string, images: readonly string[] = []): Promise<Verdict> {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-check-'));
	try {
		writeFileSync(join(folder, 'Dockerfile'), text);
		const contexts = images.flatMap((image) => ['--build-context', `${image}=${folder}`]);
		return read(await docker(['buildx', 'build', '--call=check,format=json', ...contexts, folder]));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function docker(args: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn('docker', args, { stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let errors = '';
		child.stdout.on('data', (chunk) => {
			output += chunk;
		});
		child.stderr.on('data', (chunk) => {
			errors += chunk;
		});
		child.on('error', reject);
		child.on('close', () => resolve(output.includes('{') ? output : JSON.stringify({ failure: errors })));
	});
}

interface Location {
	readonly ranges?: readonly { readonly start: { readonly line: number } }[];
}

interface Report {
	readonly failure?: string;
	readonly warnings?: readonly { readonly ruleName: string; readonly location?: Location }[] | null;
	readonly buildError?: { readonly message: string };
}

function read(output: string): Verdict {
	const { failure, warnings, buildError }: Report = JSON.parse(output.slice(output.indexOf('{')));
	const refusal = buildError?.message ?? failure;
	const isCutShort = /failed to resolve source metadata|no such host/.test(refusal ?? '');
	const checks = (warnings ?? [])
		.map(({ ruleName, location }) => `${ruleName}:${location?.ranges?.[0]?.start.line}`)
		.sort();
	// `error=true` makes a build of warnings fail; the file itself is fine.
	const isRefused = refusal !== undefined && !isCutShort && !refusal.startsWith('lint violation found');
	return { ...(isRefused ? { refusal } : {}), isCutShort, checks };
}
