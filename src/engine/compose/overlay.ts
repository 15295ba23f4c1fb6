import { omitUndefined } from '#core/omit-undefined.ts';
/** What is laid over a compose file as a second one. */
export interface Overlay {
	readonly services: Readonly<Record<string, object>>;
}

interface Config {
	readonly services?: Readonly<Record<string, { readonly build?: unknown }>>;
}

/**
 * Gives every service the names it must reach, and every build those and the images that stand behind its bases.
 * `undefined` where there is nothing to give.
 */
export function buildOverlay(
	{ services = {} }: Config,
	hosts: Readonly<Record<string, string>>,
	bases: Readonly<Record<string, string>>,
): Overlay | undefined {
	if (Object.keys({ ...hosts, ...bases }).length === 0) return undefined;
	const names = Object.entries(hosts).map(([name, address]) => `${name}:${address}`);
	const contexts = Object.fromEntries(
		Object.entries(bases).map(([name, image]) => [name, `docker-image://${image}`]),
	);
	const overlaid = Object.entries(services).map(([name, { build }]) => [
		name,
		{
			extra_hosts: names,
			...omitUndefined({ build: build && { extra_hosts: names, additional_contexts: contexts } }),
		},
	]);
	return { services: Object.fromEntries(overlaid) };
}
