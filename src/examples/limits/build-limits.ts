import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { type Breach, createBreach, type InsideCheck, type Limit, type PropertyKeyPath } from './limit.ts';
import { isGiven, isYes, toItems, toList, toMapping } from './plain.ts';

/** What the `build` of a service asks for beyond the limits. */
export function findBuildBreaches(path: PropertyKeyPath, build: unknown, isInside: InsideCheck): Breach[] {
	if (typeof build === 'string') {
		return isInside(build) === false ? [createBreach('outside-files', path, build)] : [];
	}
	const settings = toMapping(build);
	const breaches: Breach[] = [];
	const add = (limit: Limit, steps: PropertyKeyPath, value: unknown) =>
		breaches.push(createBreach(limit, [...path, ...steps], value));
	const { context, dockerfile } = settings;
	if (typeof context === 'string' && isInside(context) === false) add('outside-files', ['context'], context);
	if (typeof dockerfile === 'string' && isInside(resolveDockerfile(context, dockerfile)) === false)
		add('outside-files', ['dockerfile'], dockerfile);
	for (const [name, value] of listContexts(settings['additional_contexts']))
		if (!/^(docker-image:\/\/|service:|target:)/.test(value) && isInside(value) === false)
			add('outside-files', ['additional_contexts', name], value);
	if (isGiven(settings['ssh'])) add('host-agent', ['ssh'], settings['ssh']);
	if (isGiven(settings['tags'])) add('foreign-objects', ['tags'], settings['tags']);
	if (isGiven(settings['entitlements'])) add('insecure-build', ['entitlements'], settings['entitlements']);
	if (isYes(settings['privileged'])) add('insecure-build', ['privileged'], settings['privileged']);
	if (isGiven(settings['network']) && !/^(default|none)$/.test(String(settings['network'])))
		add('host-networks', ['network'], settings['network']);
	for (const setting of ['cache_from', 'cache_to'])
		for (const [at, cache] of toItems(settings[setting]).entries())
			if (setting === 'cache_to' || /type=local/.test(String(cache)))
				add('outside-files', [setting, at], cache);
	for (const [at, host] of toList(settings['extra_hosts']).entries())
		if (String(host).includes('host-gateway')) add('host-networks', ['extra_hosts', at], host);
	const inline = settings['dockerfile_inline'];
	if (typeof inline === 'string')
		for (const { limit, flag } of findDockerfileBreaches(inline)) add(limit, ['dockerfile_inline'], flag);
	return breaches;
}

/** Compose looks for it in the context. */
export function resolveDockerfile(context: unknown, dockerfile: string): string {
	return dockerfile.startsWith('/') || typeof context !== 'string' ? dockerfile : `${context}/${dockerfile}`;
}

/** As a mapping, or as a list of `name=value`. */
function listContexts(value: unknown): [string, string][] {
	if (Array.isArray(value)) {
		return value.map((one) => {
			const [name = '', ...rest] = String(one).split('=');
			return [name, rest.join('=')];
		});
	}
	return Object.entries(toMapping(value)).map(([name, one]) => [name, String(one)]);
}

export interface FlagBreach {
	readonly limit: Limit;
	/** As written: `--security=insecure`. */
	readonly flag: string;
	readonly span: { readonly start: number; readonly end: number };
}

/** Flags of `RUN` that ask the builder for more than a container. */
export function findDockerfileBreaches(text: string): FlagBreach[] {
	const { dockerfile } = parseDockerfile(text);
	return dockerfile.stages
		.flatMap(({ instructions }) => instructions)
		.flatMap(({ flags, trigger }) => [...flags, ...(trigger?.flags ?? [])])
		.flatMap((flag): FlagBreach[] => {
			const limit = findFlagLimit(flag.text);
			return limit === undefined ? [] : [{ limit, flag: flag.text, span: flag.span }];
		});
}

function findFlagLimit(flag: string): Limit | undefined {
	if (/^--security=(?!sandbox$)/i.test(flag)) return 'insecure-build';
	if (/^--network=(?!default$|none$)/i.test(flag)) return 'host-networks';
	return /^--device\b/i.test(flag) ? 'devices' : undefined;
}
