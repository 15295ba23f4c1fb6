import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names one run of this process: `<host>-<pid>-<start>-<random>`, lower case letters, digits and `-` only, so that it
 * fits a label, an image name and a folder alike.
 */
export function makeRunId(): string {
	return [hashHostName(), process.pid, readStartTime(process.pid) ?? 0, randomBytes(3).toString('hex')].join(
		'-',
	);
}

/** True where the process that made this run is known to be gone. A run of another machine is never known to be. */
export function isDeadRun(id: string): boolean {
	// A label can be anybody's, and what is removed is named after it.
	const [, host, pidText, start] = /^([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{6}$/.exec(id) ?? [];
	const pid = Number(pidText);
	if (host !== hashHostName() || !Number.isInteger(pid) || pid <= 0) return false;
	if (!isRunning(pid)) return true;
	const startNow = readStartTime(pid);
	return startNow !== undefined && start !== '0' && startNow !== start;
}

function hashHostName(): string {
	return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, and belongs to somebody else.
		return (error as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}

/** When a process started, in the kernel's ticks; tells it from a later one with the same number. Linux only. */
function readStartTime(pid: number): string | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return undefined;
	}
}
