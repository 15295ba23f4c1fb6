import { z } from 'zod';

const files = z.record(z.string(), z.string());

/** What `run.setup.image-registry` holds. */
export const imageRegistrySettings = z.strictObject({
	host: z.string().describe('The name in Dockerfiles and commands: `registry.tides.example:5000`.'),
	images: z
		.array(z.strictObject({ repository: z.string(), tag: z.string(), files }))
		.default([])
		.describe(
			'Images of data that it has from the start: content by path. The same files give the same digest.',
		),
});
