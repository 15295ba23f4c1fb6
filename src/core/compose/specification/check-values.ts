import type { YamlError, YamlMap, YamlNode } from '../../source/yaml.ts';
import { expandVariables } from '../interpolate.ts';
import { findField, isOpen, listItems, listNames, listParts } from './nodes.ts';
import { checkPortValue } from './port-value.ts';

/** What Compose refuses of values whose kind the schema allows: ports, durations, sizes, numbers in quotes. */
export function checkValues(root: YamlMap): YamlError[] {
	formats ??= buildFormatTree();
	return [...visitNode(root, formats, new Map())];
}

/** The checks of a place in the file, and the places below it; `*` is any key, and any item. */
interface FormatTree {
	readonly checks: CheckValue[];
	readonly below: Map<string, FormatTree>;
}

let formats: FormatTree | undefined;

function buildFormatTree(): FormatTree {
	const root: FormatTree = { checks: [], below: new Map() };
	for (const [path, check] of FORMATS) {
		let tree = root;
		for (const name of path.split('.')) {
			const next = tree.below.get(name) ?? { checks: [], below: new Map() };
			tree.below.set(name, next);
			tree = next;
		}
		tree.checks.push(check);
	}
	return root;
}

/** What an alias names twice is looked at once for each place. */
function* visitNode(
	node: YamlNode,
	tree: FormatTree,
	seen: Map<FormatTree, Set<YamlNode>>,
): Generator<YamlError> {
	const known = seen.get(tree) ?? new Set();
	seen.set(tree, known);
	if (known.has(node)) return;
	known.add(node);
	if (!isOpen(node)) for (const check of tree.checks) yield* listFaults(node, check);
	if (tree.below.size === 0) return;
	for (const [name, value] of listParts(node)) {
		for (const next of [tree.below.get(name), tree.below.get('*')])
			if (next) yield* visitNode(value, next, seen);
	}
}

/** Says what is wrong with a value; `undefined` where nothing is. */
type CheckValue = (text: string, node: YamlNode) => string | undefined;

function listFaults(node: YamlNode, check: CheckValue): YamlError[] {
	const message = check(node.type === 'scalar' ? expandVariables(node).text : '', node);
	return message === undefined ? [] : [{ message, span: node.span }];
}

function makeTextCheck(form: RegExp, wanted: string): CheckValue {
	return (text, node) =>
		node.type !== 'scalar' || typeof node.value !== 'string' || form.test(text)
			? undefined
			: `\`${text}\` is no ${wanted}.`;
}

const checkBoolean = makeTextCheck(/^(?:true|false|yes|no|y|n|on|off)$/i, 'boolean: write `true` or `false`');
const checkInteger = makeTextCheck(/^[-+]?\d+$/, 'whole number');
const checkNumber = makeTextCheck(/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i, 'number');
const checkDuration = makeTextCheck(
	/^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w|y))+)$/,
	'duration: write a number and a unit, such as `30s`',
);
const checkSize = makeTextCheck(
	/^-?(?:\d+(?:\.\d*)?|\.\d+) ?(?:b|[kmgtp](?:b|ib)?)?$/i,
	'size: write a number and a unit, such as `512m`',
);
const checkCount = makeTextCheck(/^(?:all|\d+)$/i, 'count: write a number or `all`');

/** Every value of these keys is read so by Compose, whatever the schema lets through. */
const FORMATS: readonly (readonly [path: string, check: CheckValue])[] = [
	...['init', 'oom_kill_disable', 'privileged', 'read_only', 'stdin_open', 'tty', 'healthcheck.disable']
		.concat(['volumes.*.read_only', 'volumes.*.volume.nocopy', 'volumes.*.bind.create_host_path'])
		.concat(['build.no_cache', 'build.pull', 'build.privileged', 'attach'])
		.map((key) => [`services.*.${key}`, checkBoolean] as const),
	...['networks.*.external', 'networks.*.internal', 'networks.*.attachable', 'networks.*.enable_ipv6']
		.concat(['networks.*.enable_ipv4', 'volumes.*.external', 'secrets.*.external', 'configs.*.external'])
		.map((path) => [path, checkBoolean] as const),
	...['scale', 'cpu_count', 'cpu_shares', 'oom_score_adj', 'pids_limit']
		.concat(['deploy.replicas', 'deploy.update_config.parallelism', 'deploy.rollback_config.parallelism'])
		.concat(['deploy.restart_policy.max_attempts', 'deploy.placement.max_replicas_per_node'])
		.concat(['deploy.resources.limits.pids', 'ports.*.target', 'ulimits.*', 'ulimits.*.hard'])
		.concat(['ulimits.*.soft', 'secrets.*.mode', 'configs.*.mode', 'mem_swappiness', 'build.ulimits.*'])
		.concat(['cpu_period', 'cpu_quota', 'cpu_rt_period', 'cpu_rt_runtime'])
		.map((key) => [`services.*.${key}`, checkInteger] as const),
	...['cpus', 'cpu_percent', 'deploy.resources.limits.cpus', 'deploy.resources.reservations.cpus']
		.concat(['deploy.update_config.max_failure_ratio', 'deploy.rollback_config.max_failure_ratio'])
		.map((key) => [`services.*.${key}`, checkNumber] as const),
	...['stop_grace_period', 'healthcheck.interval', 'healthcheck.timeout', 'healthcheck.start_period']
		.concat(['healthcheck.start_interval', 'deploy.restart_policy.delay', 'deploy.restart_policy.window'])
		.concat(['deploy.update_config.delay', 'deploy.update_config.monitor', 'deploy.rollback_config.delay'])
		.concat(['deploy.rollback_config.monitor'])
		.map((key) => [`services.*.${key}`, checkDuration] as const),
	...['mem_limit', 'mem_reservation', 'memswap_limit', 'shm_size', 'build.shm_size', 'volumes.*.tmpfs.size']
		.concat(['deploy.resources.limits.memory', 'deploy.resources.reservations.memory'])
		.map((key) => [`services.*.${key}`, checkSize] as const),
	...['gpus.*.count', 'deploy.resources.reservations.devices.*.count'].map(
		(key) => [`services.*.${key}`, checkCount] as const,
	),
	...['command', 'entrypoint'].map((key) => [`services.*.${key}`, checkCommandLine] as const),
	['include', checkInclude],
	['services.*.ports.*', checkPortValue],
	['services.*.volumes.*', checkVolume],
	['services.*.extra_hosts', checkHosts],
	['services.*.build.extra_hosts', checkHosts],
	['services.*.devices.*', checkDevice],
	['services.*.build.ssh', checkAgent],
	['services.*.healthcheck.retries', checkRetries],
	['services.*.healthcheck.test', checkTest],
	['services.*.build.additional_contexts', checkContexts],
	['services.*.develop.watch.*', checkWatch],
];

/** Words as a shell parts them: a quote that stays open parts nothing. */
function checkCommandLine(text: string, node: YamlNode): string | undefined {
	if (node.type !== 'scalar') return undefined;
	let quote = '';
	for (let at = 0; at < text.length; at++) {
		const char = text[at] ?? '';
		if (char === '\\' && quote !== "'") {
			if (++at >= text.length) return 'The command ends in a backslash.';
		} else if (quote === '') quote = char === '"' || char === "'" ? char : '';
		else if (char === quote) quote = '';
	}
	return quote === '' ? undefined : 'A quote in this command is not closed.';
}

function checkVolume(text: string, node: YamlNode): string | undefined {
	if (node.type === 'map') {
		const [type, source, target] = ['type', 'source', 'target'].map((name) => findField(node, name));
		if (!target) return '`target` is missing.';
		return type?.type === 'scalar' && type.text === 'bind' && !source ? '`source` is missing.' : undefined;
	}
	if (text === '') return 'This volume is empty.';
	if (/^:+$/.test(text)) return undefined;
	const parts = text.replace(/^[A-Za-z]:(?=[\\/])/, '').split(':');
	if (parts.includes('')) return `\`${text}\` has nothing between two colons, or before or behind one.`;
	return parts.length > 3 ? `\`${text}\` has too many colons.` : undefined;
}

function checkHosts(_: string, node: YamlNode): string | undefined {
	const odd = listItems(node).find(
		(item) => item.type === 'scalar' && !isOpen(item) && !/[:=]/.test(item.text),
	);
	return odd?.type === 'scalar' ? `\`${odd.text}\` has no address: write \`name:address\`.` : undefined;
}

function checkContexts(_: string, node: YamlNode): string | undefined {
	const odd = listNames(node).find(({ text }) => node.type === 'list' && !text.includes('='));
	return odd && `\`${odd.text}\` names no context: write \`name=path\`.`;
}

function checkInclude(_: string, node: YamlNode): string | undefined {
	return node.type === 'list' ? undefined : '`include` must be a list.';
}

function checkAgent(_: string, node: YamlNode): string | undefined {
	const odd = listNames(node).find(({ text }) => node.type === 'list' && !/^$|^default$|=/.test(text));
	return odd && `\`${odd.text}\` names no key: write \`default\` or \`name=path\`.`;
}

function checkRetries(text: string): string | undefined {
	return /^\d+$/.test(text) ? undefined : `\`${text}\` is no whole number from 0 on.`;
}

function checkDevice(text: string, node: YamlNode): string | undefined {
	if (node.type === 'map') return findField(node, 'target') ? undefined : '`target` is missing.';
	return text.split(':').length > 3 ? `\`${text}\` has too many colons.` : undefined;
}

function checkTest(_: string, node: YamlNode): string | undefined {
	const [first] = listItems(node);
	if (first?.type !== 'scalar' || isOpen(first)) return undefined;
	return /^(?:NONE|CMD|CMD-SHELL)$/.test(first.text)
		? undefined
		: 'A list begins with `CMD`, `CMD-SHELL` or `NONE`.';
}

function checkWatch(_: string, node: YamlNode): string | undefined {
	const action = findField(node, 'action');
	const needsTarget = action?.type === 'scalar' && action.text.startsWith('sync');
	return needsTarget && !findField(node, 'target') ? '`target` is missing.' : undefined;
}
