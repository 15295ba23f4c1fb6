import { findBuildBreaches } from './build-limits.ts';
import { type Breach, createBreach, type InsideCheck, type Limit, type PropertyKeyPath } from './limit.ts';
import { findMountBreaches } from './mount-limits.ts';
import { isGiven, isYes, type Plain, toItems, toList, toMapping } from './plain.ts';

/**
 * What a compose file asks for beyond the limits. `config` is the file as plain data, or the whole project as
 * `docker compose config` resolves it: both forms of every setting are understood.
 */
export function findComposeBreaches(config: unknown, isInside: InsideCheck): Breach[] {
	const { name: project, services, volumes, networks, secrets, configs, include } = toMapping(config);
	const shared = Object.entries({ volumes, networks, secrets, configs });
	return [
		...entriesOf(services).flatMap(([name, service]) =>
			findServiceBreaches(['services', name], service, isInside),
		),
		...entriesOf(volumes).flatMap(([name, volume]) => findVolumeBreaches(['volumes', name], volume)),
		...entriesOf(networks).flatMap(([name, network]) => findNetworkBreaches(['networks', name], network)),
		...findOutsideFiles(['secrets'], secrets, isInside),
		...findOutsideFiles(['configs'], configs, isInside),
		...shared.flatMap(([kind, entries]) => findForeignNames(kind, entries, project)),
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
	['annotations', 'host-programs'],
	['credential_spec', 'host-programs'],
	['external_links', 'foreign-objects'],
];

/** Settings that lead out of no container, and those that are looked at one by one below. */
const KNOWN = new Set(
	[
		'attach blkio_config build cap_drop command configs container_name cpu_count cpu_percent cpu_period cpu_quota',
		'cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset depends_on deploy develop dns dns_opt dns_search domainname',
		'entrypoint env_file environment expose extends extra_hosts group_add healthcheck hostname image init isolation',
		'label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit networks',
		'oom_kill_disable oom_score_adj pids_limit platform ports post_start pre_stop privileged profiles pull_policy',
		'pull_refresh_after read_only restart scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal',
		'storage_opt sysctls tmpfs tty ulimits user volumes volumes_from working_dir',
	].flatMap((names) => names.split(' ')),
);

/** Namespaces, and what may be said of each. Everything else is the host's or another container's. */
const NAMESPACES: Readonly<Record<string, RegExp>> = {
	pid: /^service:/,
	ipc: /^(none|private|shareable|service:.*)$/,
	uts: /^$/,
	userns_mode: /^$/,
	cgroup: /^private$/,
	network_mode: /^(bridge|default|none|service:.*)$/,
};

const JUDGED = new Set([...KNOWN, ...NEVER.map(([setting]) => setting), ...Object.keys(NAMESPACES)]);

function findServiceBreaches(path: PropertyKeyPath, service: Plain, isInside: InsideCheck): Breach[] {
	const breaches: Breach[] = [];
	const add = (limit: Limit, steps: PropertyKeyPath, value: unknown) =>
		breaches.push(createBreach(limit, [...path, ...steps], value));
	if (isYes(service['privileged']) || hasVariable(service['privileged']))
		add('privileged', ['privileged'], service['privileged']);
	for (const [setting, limit] of NEVER)
		if (isGiven(service[setting])) add(limit, [setting], service[setting]);
	for (const setting of Object.keys(service))
		if (!JUDGED.has(setting) && !setting.startsWith('x-'))
			add('unknown-settings', [setting], service[setting]);
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
	// What is built would take the place of that image for everybody who uses the engine.
	if (isGiven(service['build']) && isGiven(service['image']))
		add('foreign-objects', ['image'], service['image']);
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

/** Addresses that belong to nobody: a network of others would take what this machine sends there. */
const PRIVATE_RANGE = /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^f[cd][0-9a-f]{2}:/i;

function findNetworkBreaches(path: PropertyKeyPath, network: Plain): Breach[] {
	const { driver, driver_opts: options, external, ipam } = network;
	const { driver: ipamDriver, config } = toMapping(ipam);
	return [
		...(isGiven(ipamDriver) && ipamDriver !== 'default'
			? [createBreach('host-programs', [...path, 'ipam', 'driver'], ipamDriver)]
			: []),
		...toList(config).flatMap((one, at) => {
			const { subnet } = toMapping(one);
			return !isGiven(subnet) || hasVariable(subnet) || PRIVATE_RANGE.test(String(subnet))
				? []
				: [createBreach('host-networks', [...path, 'ipam', 'config', at, 'subnet'], subnet)];
		}),
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

/** Compose puts the project before a name. One that is given may be that of something that others made. */
function findForeignNames(kind: string, entries: unknown, project: unknown): Breach[] {
	return entriesOf(entries)
		.filter(([key, { name }]) => isGiven(name) && name !== `${String(project)}_${key}`)
		.map(([key, { name }]) => createBreach('foreign-objects', [kind, key, 'name'], name));
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
