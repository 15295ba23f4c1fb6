import type { ServiceProject } from '../compose/project.ts';
import type { Container, Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';

/**
 * Takes a service's container away and lets Compose make it again at another address, as happens when it comes back on
 * another host or after others have started. Returns when it is healthy.
 */
export async function move(
	service: string,
	project: ServiceProject,
	engine: Engine,
	note: (what: string) => void,
): Promise<void> {
	const old = await project.container(service);
	const addresses = (await engine.inspect(old)).addresses;
	const image = (await project.compose(['images', '--quiet', service])).stdout.trim();
	await project.compose(['rm', '--stop', '--force', service]);
	note(`\`${service}\` is taken away from ${joinAddresses(addresses)}`);
	// Somebody else takes the address that is free now.
	const others: Container[] = [];
	for (const network of Object.keys(addresses)) {
		others.push(
			await engine.start({ image, name: 'newcomer', network, entrypoint: 'sleep', command: ['600'] }),
		);
	}
	await project.up(['--no-deps', '--wait', service]);
	const now = (await engine.inspect(await project.container(service))).addresses;
	note(`\`${service}\` is back and healthy, at ${joinAddresses(now)}`);
	for (const other of others) await engine.remove(other);
	const stayed = Object.entries(addresses).find(([network, address]) => now[network] === address);
	if (stayed !== undefined) throw createNotMovedFailure(service, stayed[1]);
}

function joinAddresses(addresses: Readonly<Record<string, string>>): string {
	return Object.values(addresses).join(' and ');
}

function createNotMovedFailure(service: string, address: string): EngineFailure {
	return new EngineFailure(
		'not-moved',
		`\`${service}\` came back at the address it had, ${address}.`,
		'Where the compose file fixes the address, let `edit` change it before `move`.',
	);
}
