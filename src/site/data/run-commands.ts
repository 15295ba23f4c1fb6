import type { Example } from '#examples/example.ts';
import { archivePath, fullAddress } from './addresses.ts';

export interface RunCommand {
	readonly what: string;
	readonly command: string;
}

/** False where the after is given secrets, arguments or keys: a build of its archive alone would lack them. */
export function buildsAlone({ manifest }: Example): boolean {
	const { args, secrets, ssh } = manifest.run.build.after;
	return Object.keys({ ...args, ...secrets }).length === 0 && ssh === undefined;
}

/** The commands that run an example, the nearest first. */
export function runCommands(example: Example): RunCommand[] {
	const here = {
		what: 'Here, with this repository',
		command: `npm run drydock -- run ${example.id} after`,
	};
	const anywhere = {
		what: 'Anywhere, with Docker alone',
		command: `docker build ${fullAddress(archivePath(example.id, 'after'))}`,
	};
	return buildsAlone(example) ? [here, anywhere] : [here];
}
