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

/** Images stay on a volume of the container's own; nothing is logged for every request. */
export const REGISTRY_CONFIGURATION = `version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: /var/lib/registry}
  delete: {enabled: true}
http: {addr: ":5000"}
`;
