import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { isProcessRunning, readStartTime } from '#workspace/running-process.ts';

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
	return !isProcessRunning(pid, start === '0' ? undefined : start);
}

function hashHostName(): string {
	return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}
