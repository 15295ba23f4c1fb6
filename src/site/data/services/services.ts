import type { Example, ExampleFile } from '#examples/example.ts';
import { findFile, packGitServer } from './git-service.ts';
import { packPackageServer, packPrivateServer } from './node-services.ts';
import { makePackedFile, type PackedService } from './packed-service.ts';
import { packRegistry } from './registry-service.ts';

/** Everything that builds of an example ask for, as a reader's machine starts it. */
export async function listPackedServices(example: Example): Promise<PackedService[]> {
	const packed: PackedService[] = [];
	for (const [kind, settings] of Object.entries(example.manifest.run.setup)) {
		const service = await packService(kind, settings, example);
		if (service !== undefined) packed.push(service);
	}
	return packed;
}

/** The folder that an example's services are started in, also the name of their project in Compose. */
export const getServicesFolder = (id: string) => `${id}-services`;

/** The files of the archive: a compose file, what its services are made of, and keys that only a command needs. */
export async function listServiceFiles(example: Example): Promise<ExampleFile[]> {
	const services = await listPackedServices(example);
	if (services.length === 0) return [];
	const { before, after } = example.manifest.run.build;
	const keys = [before.ssh, after.ssh].flatMap((path) => {
		const file = path === undefined ? undefined : findFile(example, path);
		return file === undefined ? [] : [makePackedFile('deploy_key', file.bytes)];
	});
	return [
		makePackedFile('compose.yaml', formatComposeFile(example.id, services)),
		...services.flatMap(({ files }) => files),
		...keys,
	];
}

function packService(
	kind: string,
	settings: unknown,
	example: Example,
): PackedService | undefined | Promise<PackedService | undefined> {
	if (kind === 'package-server') return packPackageServer(settings);
	if (kind === 'private-server') return packPrivateServer(settings);
	if (kind === 'git-server') return packGitServer(settings, example);
	if (kind === 'image-registry') return packRegistry(settings, example);
	return undefined;
}

/** On the bridge that builds use too; a network of its own would keep builds out. */
function formatComposeFile(id: string, services: readonly PackedService[]): string {
	const lines = services.flatMap(({ name, compose }) => [
		`  ${name}:`,
		...[`container_name: ${id}-${name}`, 'network_mode: bridge', ...compose].map((line) => `    ${line}`),
	]);
	return ['services:', ...lines, ''].join('\n');
}
