import { listHostImages } from '#examples/base-names.ts';
import { handMadeImage } from '#examples/services/hand-made-image.ts';
import { imageRegistrySettings, REGISTRY_CONFIGURATION } from '#examples/services/image-registry.ts';
import type { Container, Engine } from '../engine.ts';
import { createRegistryClient, type RegistryClient } from '../registry/client.ts';
import { measureStorage, type Stored } from '../registry/storage.ts';
import { defineService } from './service.ts';

export interface ImageRegistry extends RegistryClient {
	/** What it runs in. */
	readonly container: Container;
	/** As the example calls it: `registry.tides.example:5000`. */
	readonly host: string;
	/**
	 * A name under which this machine's engine pushes to it and pulls from it; `reference` is a tag or a digest. The
	 * images are the run's own.
	 */
	imageName(repository: string, reference: string): string;
	/** The name that the example uses: `registry.tides.example:5000/tides:1`. */
	displayName(repository: string, reference: string): string;
	/** The same image under another address of the registry, such as the one it has in its own network. */
	nameAt(address: string, repository: string, reference: string): string;
	/** A text that an engine printed, with the example's names in place of those of this run. */
	inItsOwnWords(text: string): string;
	/** The repository as the registry's API wants it. */
	repositoryPath(repository: string): string;
	stored(): Promise<Stored>;
	/** What the registry says it is. */
	version(): Promise<string>;
}

/** A real registry server on this machine, empty but for the images it is told to have. */
export const imageRegistry = defineService({
	name: 'image-registry',
	bases: ['registry:3'],
	summary: 'A registry server that images are pushed to and pulled from.',
	settings: imageRegistrySettings,
	async start({ host, images }, { engine, example, toolImage }) {
		const image = await toolImage({
			name: 'image-registry',
			base: 'registry:3',
			files: { 'config.yml': REGISTRY_CONFIGURATION },
		});
		const container = await engine.start({
			image,
			name: 'registry',
			command: ['/opt/drydock/config.yml'],
			publish: [5000],
			// Version 3 sends traces to its own machine unless told not to.
			env: { OTEL_TRACES_EXPORTER: 'none' },
		});
		const handle = await connectRegistry(engine, container, host);
		await handle.ready();
		for (const { repository, tag, files } of images)
			await handle.publish(repository, tag, await handMadeImage(files));
		const resolveImage = (name: string) => `${handle.address}${name.slice(host.length)}`;
		const bases = Object.fromEntries(listHostImages(example, host).map((name) => [name, resolveImage(name)]));
		return { hosts: {}, bases, handle };
	},
});

/** The registry that listens on port 5000 of a container. */
export async function connectRegistry(
	engine: Engine,
	container: Container,
	host: string,
): Promise<ImageRegistry> {
	const client = createRegistryClient(await engine.portOf(container, 5000));
	const formatImageName = (address: string, repository: string, reference: string) =>
		`${address}/${formatRepositoryPath(repository)}${formatReference(reference)}`;
	const formatRepositoryPath = (repository: string) => `drydock-run/${engine.runId}/${repository}`;
	return {
		...client,
		container,
		host,
		repositoryPath: formatRepositoryPath,
		nameAt: formatImageName,
		imageName: (repository, reference) => formatImageName(client.address, repository, reference),
		displayName: (repository, reference) => `${host}/${repository}${formatReference(reference)}`,
		inItsOwnWords: (text) =>
			text
				.replaceAll(new RegExp(`[\\w.-]+:\\d+/${formatRepositoryPath('')}`, 'g'), `${host}/`)
				.replaceAll(formatRepositoryPath(''), ''),
		stored: () => measureStorage(engine, container),
		async version() {
			const { stdout } = await engine.exec(container, ['registry', '--version']);
			return stdout.trim();
		},
	};
}

function formatReference(reference: string): string {
	return `${reference.startsWith('sha256:') ? '@' : ':'}${reference}`;
}
