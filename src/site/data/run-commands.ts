import type { Example } from '#examples/example.ts';
import { archivePath, fullAddress } from './addresses.ts';

export interface RunCommand {
	readonly what: string;
	readonly command: string;
}

/** False where the after is given secrets, arguments or keys, or fetches from a service of the run: a build of its archive alone would lack them. */
export function buildsAlone({ manifest, sides }: Example): boolean {
	const { args, secrets, ssh } = manifest.run.build.after;
	if (Object.keys({ ...args, ...secrets }).length > 0 || ssh !== undefined) return false;
	const hosts = Object.values(manifest.run.setup).flatMap(hostIn);
	return !sides.after.files.some(({ text }) => hosts.some((host) => text?.includes(host)));
}

/** True where the archive holds what a local build would leave out: BuildKit ignores nothing of a context it fetches itself. */
export function ignoresFiles({ sides }: Example): boolean {
	return sides.after.context.ignoreFile !== undefined;
}

function hostIn(settings: unknown): string[] {
	if (typeof settings !== 'object' || settings === null || !('host' in settings)) return [];
	return typeof settings.host === 'string' ? [settings.host] : [];
}

/** The commands that run an example, the nearest first. */
export function runCommands(example: Example): RunCommand[] {
	const here = {
		what: 'Here, with this repository',
		command: `npm run drydock -- run ${example.id} after`,
	};
	const archive = fullAddress(archivePath(example.id, 'after'));
	const anywhere = {
		what: 'Anywhere, with Docker alone',
		command: isComposeFile(example) ? composeCommand(example.id, archive) : `docker build ${archive}`,
	};
	return buildsAlone(example) ? [here, anywhere] : [here];
}

/** The after is a compose file with folders that it builds. */
function isComposeFile({ sides }: Example): boolean {
	const has = (name: string) => sides.after.files.some(({ path }) => path === name);
	return has('compose.yaml') && !has('Dockerfile');
}

/** Compose does not take the address of an archive. */
function composeCommand(id: string, archive: string): string {
	return `mkdir ${id} && curl -sSL ${archive} | tar -xz -C ${id} && docker compose --project-directory ${id} up --build --detach --wait`;
}
