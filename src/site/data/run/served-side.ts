import type { Example, ExampleSide } from '#examples/example.ts';
import type { Side } from '#examples/manifest.ts';
import type { PackedService } from '../services/packed-service.ts';

/** One side, with the services that it asks for. */
export interface ServedSide {
	readonly example: Example;
	readonly side: Side;
	readonly services: readonly PackedService[];
}

/** Those that a file of the side names. */
export function selectServices(services: readonly PackedService[], { files }: ExampleSide): PackedService[] {
	return services.filter(({ host, images = {} }) => {
		const names = [...(host === undefined ? [] : [host]), ...Object.keys(images)];
		return files.some(({ text }) => names.some((name) => text?.includes(name)));
	});
}
