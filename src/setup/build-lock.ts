import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessRunning, readStartTime } from '#workspace/running-process.ts';
import { StepFailed, say } from './steps.ts';

/** What stands in a lock that nobody holds. */
const FREE = 'free';

/**
 * Runs `work` while no other process does so with the same lock, a folder. A holder that is gone does not count; a number
 * that the system has given to another process since is told from it by when that one started.
 *
 * The lock is the file with the highest number. Taking it is making the next one, which only one process can, and none is
 * removed before a higher one is there: whoever makes one too late finds the higher one and steps back.
 */
export async function withBuildLock(lock: string, work: () => Promise<void>): Promise<void> {
	const heldFile = await takeLock(lock);
	try {
		await work();
	} finally {
		await writeWhole(heldFile, FREE).catch(() => undefined);
	}
}

async function takeLock(lock: string): Promise<string> {
	await mkdir(lock, { recursive: true });
	for (;;) {
		const highest = await findHighest(lock);
		const holder =
			highest === 0 ? FREE : await readFile(join(lock, String(highest)), 'utf8').catch(() => undefined);
		if (holder === undefined) continue;
		if (holder !== FREE && isHeld(holder)) throw createHeldFailure(holder);
		const nextFile = join(lock, String(highest + 1));
		if (!(await isMadeAnew(nextFile, formatHolder()))) continue;
		if ((await findHighest(lock)) === highest + 1) {
			await removeLower(lock, highest + 1);
			return nextFile;
		}
		await rm(nextFile, { force: true });
	}
}

async function findHighest(lock: string): Promise<number> {
	const numbers = (await readdir(lock)).filter((name) => /^\d+$/.test(name)).map(Number);
	return Math.max(0, ...numbers);
}

async function removeLower(lock: string, number: number): Promise<void> {
	for (const name of await readdir(lock))
		if (/^\d+$/.test(name) && Number(name) < number) await rm(join(lock, name), { force: true });
}

function formatHolder(): string {
	return `${process.pid} ${readStartTime(process.pid) ?? ''}`.trim();
}

function isHeld(holder: string): boolean {
	const [pidText = '', started] = holder.split(' ');
	return isProcessRunning(Number(pidText), started);
}

function createHeldFailure(holder: string): StepFailed {
	say(
		`Another build is running (process ${holder.split(' ')[0]}). Wait for it, or stop it, then run this one again.`,
	);
	return new StepFailed('the build', 1);
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

/** Puts another text into a file in one step. */
async function writeWhole(path: string, text: string): Promise<void> {
	const beside = `${path}.${randomUUID()}`;
	await writeFile(beside, text);
	await rename(beside, path);
}
