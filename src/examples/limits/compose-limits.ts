import { findBuildBreaches } from './build-limits.ts';
import { type Breach, createBreach, type InsideCheck, type Limit, type PropertyKeyPath } from './limit.ts';
import { findMountBreaches } from './mount-limits.ts';
import { isGiven, isYes, type Plain, toItems, toList, toMapping } from './plain.ts';

/**
 * What a compose file asks for beyond the limits. `config` is the file as plain data, or the whole project as
 * `docker compose config` resolves it: both forms of every setting are understood.
 */
export function findComposeBreaches(config: unknown, isInside: InsideCheck): Breach[] {
	const { services, volumes, networks, secrets, configs, include } = toMapping(config);
	return [
		...entriesOf(services).flatMap(([name, service]) =>
			findServiceBreaches(['services', name], service, isInside),
		),
		...entriesOf(volumes).flatMap(([name, volume]) => findVolumeBreaches(['volumes', name], volume)),
		...entriesOf(networks).flatMap(([name, network]) => findNetworkBreaches(['networks', name], network)),
		...findOutsideFiles(['secrets'], secrets, isInside),
		...findOutsideFiles(['configs'], configs, isInside),
		...findIncludeBreaches(include, isInside),
	];
}

function entriesOf(value: unknown): [string, Plain][] {
	return Object.entries(toMapping(value)).map(([name, item]) => [name, toMapping(item)]);
}

/** Settings of a service that are beyond the limits whatever they are set to. */
const NEVER: readonly (readonly [setting: string, limit: Limit])[] = [
	['cap_add', 'capabilities'],
	['devices', 'devices'],
	['device_cgroup_rules', 'devices'],
	['gpus', 'devices'],
	['runtime', 'devices'],
	['cgroup_parent', 'host-namespaces'],
	['use_api_socket', 'host-mounts'],
	['provider', 'host-programs'],
	['models', 'host-programs'],
	['volume_driver', 'host-programs'],
	['external_links', 'foreign-objects'],
];

/** Namespaces, and what may be said of each. Everything else is the host's or another container's. */
const NAMESPACES: Readonly<Record<string, RegExp>> = {
	pid: /^service:/,
	ipc: /^(none|private|shareable|service:.*)$/,
	uts: /^$/,
	userns_mode: /^$/,
	cgroup: /^private$/,
	network_mode: /^(bridge|default|none|service:.*)$/,
};

function findServiceBreaches(path: PropertyKeyPath, service: Plain, isInside: InsideCheck): Breach[] {
	const breaches: Breach[] = [];
	const add = (limit: Limit, steps: PropertyKeyPath, value: unknown) =>
		breaches.push(createBreach(limit, [...path, ...steps], value));
	if (isYes(service['privileged']) || hasVariable(service['privileged']))
		add('privileged', ['privileged'], service['privileged']);
	for (const [setting, limit] of NEVER)
		if (isGiven(service[setting])) add(limit, [setting], service[setting]);
	for (const [setting, allowed] of Object.entries(NAMESPACES))
		if (isGiven(service[setting]) && !allowed.test(String(service[setting])))
			add('host-namespaces', [setting], service[setting]);
	for (const [at, option] of toItems(service['security_opt']).entries())
		if (!/^no-new-privileges([:=]true)?$/.test(String(option)))
			add('security-options', ['security_opt', at], option);
	for (const [at, from] of toItems(service['volumes_from']).entries())
		if (String(from).startsWith('container:')) add('foreign-objects', ['volumes_from', at], from);
	for (const hook of ['post_start', 'pre_stop'])
		for (const [at, one] of toList(service[hook]).entries())
			if (isYes(toMapping(one)['privileged'])) add('privileged', [hook, at, 'privileged'], true);
	for (const [at, host] of listExtraHosts(service['extra_hosts']).entries())
		if (host.includes('host-gateway')) add('host-networks', ['extra_hosts', at], host);
	const reserved = readPath(service, ['deploy', 'resources', 'reservations', 'devices']);
	if (isGiven(reserved)) add('devices', ['deploy', 'resources', 'reservations', 'devices'], reserved);
	const logging = toMapping(service['logging'])['driver'];
	if (isGiven(logging) && !/^(json-file|local|none)$/.test(String(logging)))
		add('host-programs', ['logging', 'driver'], logging);
	return [
		...breaches,
		...findMountBreaches([...path, 'volumes'], service['volumes'], isInside),
		...findBuildBreaches([...path, 'build'], service['build'], isInside),
		...findServiceFiles(path, service, isInside),
	];
}

/** Files that Compose reads into the service. */
function findServiceFiles(path: PropertyKeyPath, service: Plain, isInside: InsideCheck): Breach[] {
	const named: [PropertyKeyPath, unknown][] = [
		[['extends', 'file'], toMapping(service['extends'])['file']],
		[['credential_spec', 'file'], toMapping(service['credential_spec'])['file']],
		...['env_file', 'label_file'].flatMap((setting) =>
			toItems(service[setting]).map((one, at): [PropertyKeyPath, unknown] => [
				[setting, at],
				typeof one === 'string' ? one : toMapping(one)['path'],
			]),
		),
	];
	return named
		.filter(([, file]) => typeof file === 'string' && isInside(file) !== true)
		.map(([steps, file]) => createBreach('outside-files', [...path, ...steps], file));
}

function findVolumeBreaches(path: PropertyKeyPath, volume: Plain): Breach[] {
	const { driver, driver_opts: options, external } = volume;
	return [
		...(isGiven(driver) && driver !== 'local'
			? [createBreach('host-programs', [...path, 'driver'], driver)]
			: []),
		...(isGiven(options) ? [createBreach('host-mounts', [...path, 'driver_opts'], options)] : []),
		...(isGiven(external) ? [createBreach('foreign-objects', [...path, 'external'], external)] : []),
	];
}

function findNetworkBreaches(path: PropertyKeyPath, network: Plain): Breach[] {
	const { driver, driver_opts: options, external } = network;
	return [
		...(isGiven(driver) && driver !== 'bridge'
			? [createBreach('host-networks', [...path, 'driver'], driver)]
			: []),
		...(isGiven(options) ? [createBreach('host-networks', [...path, 'driver_opts'], options)] : []),
		...(isGiven(external) ? [createBreach('foreign-objects', [...path, 'external'], external)] : []),
	];
}

function findOutsideFiles(path: PropertyKeyPath, entries: unknown, isInside: InsideCheck): Breach[] {
	return entriesOf(entries).flatMap(([name, { file, external, driver }]) => [
		...(typeof file === 'string' && isInside(file) === false
			? [createBreach('outside-files', [...path, name, 'file'], file)]
			: []),
		...(isGiven(external) ? [createBreach('foreign-objects', [...path, name, 'external'], external)] : []),
		...(isGiven(driver) ? [createBreach('host-programs', [...path, name, 'driver'], driver)] : []),
	]);
}

function findIncludeBreaches(include: unknown, isInside: InsideCheck): Breach[] {
	return toItems(include).flatMap((one, at) => {
		const { path, env_file: env, project_directory: folder } = toMapping(one);
		const files = typeof one === 'string' ? [one] : [path, env, folder].flatMap(toItems);
		return files
			.filter((file) => typeof file !== 'string' || isInside(file) !== true)
			.map((file) => createBreach('outside-files', ['include', at], file));
	});
}

/** `name:address` and `name: address` alike. */
function listExtraHosts(value: unknown): string[] {
	return Array.isArray(value)
		? value.map(String)
		: Object.entries(toMapping(value)).map(([name, address]) => `${name}:${String(address)}`);
}

function hasVariable(value: unknown): boolean {
	return typeof value === 'string' && value.includes('$');
}

function readPath(value: unknown, steps: readonly string[]): unknown {
	return steps.reduce<unknown>((inner, step) => toMapping(inner)[step], value);
}
