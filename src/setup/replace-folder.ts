import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { StepFailed, say } from './steps.ts';

/** Puts `fresh` in the place of `target` by two renames; the old one is kept as `previous` until both are done. */
export async function replaceFolder(fresh: string, target: string, previous: string): Promise<void> {
	await rm(previous, { recursive: true, force: true });
	if (existsSync(target)) await rename(target, previous);
	try {
		await rename(fresh, target);
	} catch (error) {
		await restoreInterrupted(target, previous);
		throw error;
	}
	await rm(previous, { recursive: true, force: true });
}

/** Brings back a target that a killed `replaceFolder` had moved away and not yet replaced. */
export async function restoreInterrupted(target: string, previous: string): Promise<void> {
	if (!existsSync(target) && existsSync(previous)) await rename(previous, target);
}

/** Runs `work` while holding a lock file; a lock whose process is gone does not count. */
export async function withBuildLock(lock: string, work: () => Promise<void>): Promise<void> {
	await takeLock(lock);
	try {
		await work();
	} finally {
		await rm(lock, { force: true });
	}
}

async function takeLock(lock: string): Promise<void> {
	for (let attempt = 0; attempt < 2; attempt++) {
		if (await isMadeAnew(lock, String(process.pid))) return;
		const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
		if (isRunning(holder)) {
			say(`Another build is running (process ${holder}). Wait for it, or stop it, then run this one again.`);
			throw new StepFailed('the build', 1);
		}
		await rm(lock, { force: true });
	}
}

/** Makes a file with its text in one step, so that nobody finds it empty; `false` where it is there already. */
async function isMadeAnew(path: string, text: string): Promise<boolean> {
	const beside = `${path}.${randomUUID()}`;
	await writeFile(beside, text);
	try {
		await link(beside, path);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(beside, { force: true });
	}
}

function isRunning(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
