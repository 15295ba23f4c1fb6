import { readFileSync } from 'node:fs';

/**
 * True where a process of this number runs, whoever it belongs to. Where its start is given and can be read, it is that very
 * process: the system gives a number again.
 */
export function isProcessRunning(pid: number, started?: string): boolean {
	if (!hasProcess(pid)) return false;
	const startedNow = readStartTime(pid);
	return started === undefined || startedNow === undefined || started === startedNow;
}

function hasProcess(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// It runs, and belongs to somebody else.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/** When a process started, in the kernel's ticks. Linux only; elsewhere the number alone must do. */
export function readStartTime(pid: number): string | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return undefined;
	}
}
