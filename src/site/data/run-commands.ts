import type { Example } from '#examples/example.ts';
import { getArchivePath, resolveFullAddress } from './addresses.ts';

export interface RunCommand {
	readonly what: string;
	readonly command: string;
}

/** False where the after is given secrets, arguments or keys, or fetches from a service of the run: a build of its archive alone would lack them. */
export function canBuildAlone({ manifest, sides }: Example): boolean {
	const { args, secrets, ssh } = manifest.run.build.after;
	if (Object.keys({ ...args, ...secrets }).length > 0 || ssh !== undefined) return false;
	const hosts = Object.values(manifest.run.setup).flatMap(listSetupHosts);
	return !sides.after.files.some(({ text }) => hosts.some((host) => text?.includes(host)));
}

/** True where the archive holds what a local build would leave out: BuildKit ignores nothing of a context it fetches itself. */
export function hasIgnoreFile({ sides }: Example): boolean {
	return sides.after.context.ignoreFile !== undefined;
}

function listSetupHosts(settings: unknown): string[] {
	if (typeof settings !== 'object' || settings === null || !('host' in settings)) return [];
	return typeof settings.host === 'string' ? [settings.host] : [];
}

/** The commands that run an example, the nearest first. */
export function listRunCommands(example: Example): RunCommand[] {
	const here = {
		what: 'Here, with this repository',
		command: `npm run drydock -- run ${example.id} after`,
	};
	const archive = resolveFullAddress(getArchivePath(example.id, 'after'));
	const anywhere = {
		what: 'Anywhere, with Docker alone',
		command: isComposeFile(example) ? formatComposeCommand(example.id, archive) : `docker build ${archive}`,
	};
	return canBuildAlone(example) ? [here, anywhere] : [here];
}

/** The after is a compose file with folders that it builds. */
function isComposeFile({ sides }: Example): boolean {
	const has = (name: string) => sides.after.files.some(({ path }) => path === name);
	return has('compose.yaml') && !has('Dockerfile');
}

/** Compose does not take the address of an archive. */
function formatComposeCommand(id: string, archive: string): string {
	return `mkdir ${id} && curl -sSL ${archive} | tar -xz -C ${id} && docker compose --project-directory ${id} up --build --detach --wait`;
}
