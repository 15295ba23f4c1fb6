import { setTimeout as pause } from 'node:timers/promises';
import type { Blob, HandMadeImage } from '#examples/services/hand-made-image.ts';
import { EngineFailure } from '../failure.ts';

/** Every form of manifest that today's builders push. */
const MANIFESTS = [
	'application/vnd.oci.image.manifest.v1+json',
	'application/vnd.oci.image.index.v1+json',
	'application/vnd.docker.distribution.manifest.v2+json',
	'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

/** What can be asked of a registry over its API. `address` is `127.0.0.1:32768`; plain HTTP. */
export interface RegistryClient {
	readonly address: string;
	/** Waits until it answers. One that speaks TLS answers plain HTTP too, by refusing it. */
	ready(): Promise<void>;
	/** Whether it serves its API over plain HTTP. */
	answersPlainHttp(): Promise<boolean>;
	/** Pushes an image; answers its digest. */
	publish(repository: string, tag: string, image: HandMadeImage): Promise<string>;
	/** The digest behind a tag; `undefined` where there is none. */
	digestBehind(repository: string, tag: string): Promise<string | undefined>;
	tags(repository: string): Promise<readonly string[]>;
}

export function createRegistryClient(address: string): RegistryClient {
	const base = `http://${address}/v2`;

	async function pushBlob(repository: string, { digest, bytes }: Blob): Promise<void> {
		const opened = await ensureSuccess(fetch(`${base}/${repository}/blobs/uploads/`, { method: 'POST' }));
		const location = new URL(opened.headers.get('location') ?? '', base);
		location.searchParams.set('digest', digest);
		await ensureSuccess(
			fetch(location, {
				method: 'PUT',
				headers: { 'content-type': 'application/octet-stream' },
				body: new Uint8Array(bytes),
			}),
		);
	}

	/** The status of the API's first page; `undefined` where nothing answers. */
	async function fetchStatus(): Promise<number | undefined> {
		const answer = await fetch(`${base}/`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
		await answer?.body?.cancel();
		return answer?.status;
	}

	return {
		address,
		answersPlainHttp: async () => (await fetchStatus()) === 200,
		async ready() {
			for (let attempt = 0; attempt < 100; attempt++) {
				const status = await fetchStatus();
				if (status !== undefined && status < 500) return;
				await pause(100);
			}
			throw createRegistryFailure('did not answer within 10 s');
		},
		async publish(repository, tag, { config, layer, manifest }) {
			await pushBlob(repository, layer);
			await pushBlob(repository, config);
			await ensureSuccess(
				fetch(`${base}/${repository}/manifests/${tag}`, {
					method: 'PUT',
					headers: { 'content-type': manifest.mediaType },
					body: new Uint8Array(manifest.bytes),
				}),
			);
			return manifest.digest;
		},
		async digestBehind(repository, tag) {
			const answer = await fetch(`${base}/${repository}/manifests/${tag}`, {
				method: 'HEAD',
				headers: { accept: MANIFESTS },
			});
			return answer.ok ? (answer.headers.get('docker-content-digest') ?? undefined) : undefined;
		},
		async tags(repository) {
			const answer = await ensureSuccess(fetch(`${base}/${repository}/tags/list`));
			const { tags } = (await answer.json()) as { tags: string[] | null };
			return (tags ?? []).toSorted();
		},
	};
}

async function ensureSuccess(request: Promise<Response>): Promise<Response> {
	const answer = await request;
	if (answer.ok) return answer;
	throw createRegistryFailure(`answered ${answer.status}`, await answer.text());
}

function createRegistryFailure(what: string, frame?: string): EngineFailure {
	return new EngineFailure(
		'registry-refused',
		`The registry ${what}.`,
		'Check the configuration it is started with.',
		frame,
	);
}
