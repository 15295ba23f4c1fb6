import { spawnSync } from 'node:child_process';

/** Whether a Docker Engine answers here. Says aloud what is left out where none does. */
export function hasEngine(what: string): boolean {
	const { status } = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 20_000 });
	if (status === 0) return true;
	console.warn(
		`Left out, no Docker Engine answers: ${what}. \`bash .ci/docker-engine up\` brings one to Debian.`,
	);
	return false;
}

/** All that any run has in the engine at this moment: containers, networks, volumes, images. */
export function objectsOfRun(runId: string): string[] {
	const lists = [
		['ps', '--all', '--format', '{{.Names}} {{.Labels}}'],
		['network', 'ls', '--format', '{{.Name}} {{.Labels}}'],
		['volume', 'ls', '--format', '{{.Name}} {{.Labels}}'],
		['images', '--format', '{{.Repository}}:{{.Tag}}'],
	];
	const lines = lists.flatMap((args) => spawnSync('docker', args, { encoding: 'utf8' }).stdout.split('\n'));
	return lines.filter((line) => line.includes(runId));
}
