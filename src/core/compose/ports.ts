import type { Span } from '../source/position.ts';
import { mergeEntries, type YamlNode } from '../source/yaml.ts';
import { expandVariables, locateOutsideVariables } from './interpolate.ts';
import type { Port } from './model.ts';

/** A published port in its short form (`127.0.0.1:8080:80/tcp`, `80`) or its long one (`target: 80`). */
export function parsePort(node: YamlNode): Port[] {
	if (node.type === 'list') return [];
	if (node.type === 'scalar') return parseShortPort(expandVariables(node).text, node.span);
	const fields = new Map(
		mergeEntries(node).flatMap(({ key, value }) =>
			value.type === 'scalar' && value.value !== null
				? [[key.text, expandVariables(value).text] as const]
				: [],
		),
	);
	const target = fields.get('target');
	if (target === undefined) return [];
	return [
		{
			hostIp: fields.get('host_ip') || undefined,
			published: fields.get('published') || undefined,
			target,
			protocol: fields.get('protocol') ?? 'tcp',
			span: node.span,
		},
	];
}

function parseShortPort(text: string, span: Span): Port[] {
	const [address = '', protocol = 'tcp'] = text.split(/\/(?=[a-z]+$)/i);
	// An IPv6 address may stand without its brackets: what counts are the last two colons.
	const colons = locateOutsideVariables(address, ':').slice(-2);
	const target = address.slice((colons.at(-1) ?? -1) + 1);
	if (target === '') return [];
	const published = address.slice(
		colons.length > 1 ? (colons[0] ?? 0) + 1 : 0,
		Math.max(colons.at(-1) ?? 0, 0),
	);
	const hostIp = colons.length > 1 ? address.slice(0, colons[0]).replace(/^\[(.*)\]$/, '$1') : '';
	return [
		{
			hostIp: hostIp || undefined,
			published: published || undefined,
			target,
			protocol: protocol.toLowerCase(),
			span,
		},
	];
}
