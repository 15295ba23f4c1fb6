import { listHostImages } from '#examples/base-names.ts';
import type { Example, ExampleFile } from '#examples/example.ts';
import { type Blob, handMadeImage } from '#examples/services/hand-made-image.ts';
import { imageRegistrySettings, REGISTRY_CONFIGURATION } from '#examples/services/image-registry.ts';
import { makePackedFile, type PackedService } from './packed-service.ts';

/** Where the machine that runs it finds it. Port 5000 is taken on a Mac. */
const REGISTRY_ADDRESS = '127.0.0.1:5001';

/** A registry with its images on its disk; nothing where it would be empty, since then no build asks it. */
export async function packRegistry(given: unknown, example: Example): Promise<PackedService | undefined> {
	const { host, images } = imageRegistrySettings.parse(given);
	if (images.length === 0) return undefined;
	const files: ExampleFile[] = [makePackedFile('registry.yml', REGISTRY_CONFIGURATION)];
	for (const { repository, tag, files: content } of images)
		files.push(...listStoredFiles(repository, tag, await handMadeImage(content)));
	return {
		name: 'registry',
		says: 'a registry',
		images: Object.fromEntries(
			listHostImages(example, host).map((name) => [name, `${REGISTRY_ADDRESS}${name.slice(host.length)}`]),
		),
		compose: [
			'image: registry:3',
			'environment:',
			'  OTEL_TRACES_EXPORTER: none',
			`ports: ["${REGISTRY_ADDRESS}:5000"]`,
			'volumes:',
			'  - ./registry:/var/lib/registry',
			'  - ./registry.yml:/etc/distribution/config.yml:ro',
		],
		files,
	};
}

type Image = Awaited<ReturnType<typeof handMadeImage>>;

/** As the registry lays it out on its disk. */
function listStoredFiles(repository: string, tag: string, { manifest, config, layer }: Image): ExampleFile[] {
	const own = `repositories/${repository}`;
	const links = [
		...[config, layer].map(({ digest }) => [`${own}/_layers`, digest] as const),
		[`${own}/_manifests/revisions`, manifest.digest] as const,
		[`${own}/_manifests/tags/${tag}/index`, manifest.digest] as const,
	].map(([folder, digest]) => [`${folder}/${digest.replace(':', '/')}/link`, digest] as const);
	return [
		...[manifest, config, layer].map(({ digest, bytes }: Blob) =>
			makeStoredFile(`blobs/${formatBlobFolder(digest)}/data`, bytes),
		),
		...links.map(([path, digest]) => makeStoredFile(path, digest)),
		makeStoredFile(`${own}/_manifests/tags/${tag}/current/link`, manifest.digest),
	];
}

function makeStoredFile(path: string, content: string | Uint8Array): ExampleFile {
	return makePackedFile(`registry/docker/registry/v2/${path}`, content);
}

function formatBlobFolder(digest: string): string {
	const [algorithm = '', hash = ''] = digest.split(':');
	return `${algorithm}/${hash.slice(0, 2)}/${hash}`;
}
