import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** A copy of the project's files in a folder of its own, with the same installed packages. Answers the folder. */
export async function copyProject(): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-copy-'));
	const listed = execFileSync('git', ['ls-files', '-z'], {
		cwd: projectFolder,
		encoding: 'utf8',
		maxBuffer: 1e8,
	});
	for (const path of listed.split('\0').filter(Boolean)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		cpSync(join(projectFolder, path), join(folder, path));
	}
	symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
	return folder;
}

/** A program that runs in the copy, and all it has said once it is done. */
export interface Run {
	readonly done: Promise<{ readonly exitCode: number | null; readonly output: string }>;
	/** Ends it at once, with every program it has started. */
	kill(): void;
}

export interface RunOptions {
	/** A program that runs it. */
	readonly prefix?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** Told all that was said so far, whenever there is more. */
	readonly onSaid?: ((output: string) => void) | undefined;
}

/** Starts a build there; `prefix` is a program that runs it. */
export function startBuild(project: string, prefix: readonly string[] = []): Run {
	// One edition for every build, though the copy is no checkout.
	return startScript(project, ['src/setup/build.ts'], { prefix, env: { SOURCE_DATE_EPOCH: '1750000000' } });
}

/** Starts a script there on this Node. */
export function startScript(
	project: string,
	script: readonly string[],
	{ prefix = [], env = {}, onSaid }: RunOptions = {},
): Run {
	const [command = process.execPath, ...args] = [...prefix, process.execPath, ...script];
	const child = spawn(command, args, {
		cwd: project,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env },
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => {
			output += String(chunk);
			onSaid?.(output);
		});
	return {
		done: new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (exitCode) => resolve({ exitCode, output }));
		}),
		kill() {
			try {
				process.kill(-(child.pid ?? 0), 'SIGKILL');
			} catch {
				// It had ended already.
			}
		},
	};
}

export function waitMilliseconds(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
