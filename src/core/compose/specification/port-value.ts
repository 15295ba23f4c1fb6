import type { YamlNode } from '../../source/yaml.ts';
import { expandVariables } from '../interpolate.ts';
import { findField } from './nodes.ts';

/** What is wrong with a published port, in its short or its long form. */
export function checkPortValue(text: string, node: YamlNode): string | undefined {
	if (node.type === 'map') return checkLongPort(node);
	const [, address = '', protocol = ''] = /^([^/]*)(?:\/(.*))?$/.exec(text) ?? [];
	if (!/^(?:tcp|udp|sctp)?$/i.test(protocol)) return `\`${protocol}\` is no protocol of a port.`;
	const [, bracketed, rest = ''] = /^\[([^\]]*)\]:(.*)$/.exec(address) ?? [undefined, undefined, address];
	const parts = rest.split(':');
	const target = parts.pop() ?? '';
	const published = parts.pop();
	const host = bracketed ?? parts.join(':');
	if (bracketed === undefined && (parts.length > 1 || !isAddress(host)))
		return `\`${host}\` is no IP address.`;
	if (target === '') return `\`${text}\` has no port of the container.`;
	for (const range of [target, published ?? ''])
		if (range !== '' && readRange(range) === undefined) return `\`${range}\` is no port from 0 to 65535.`;
	return isSameLength(published, target)
		? undefined
		: `\`${published}\` and \`${target}\` are ranges of different lengths.`;
}

function checkLongPort(node: YamlNode): string | undefined {
	if (!findField(node, 'target')) return '`target` is missing.';
	const host = findField(node, 'host_ip');
	const address = host?.type === 'scalar' ? expandVariables(host).text : '';
	return address === '' || isAddress(address) ? undefined : `\`${address}\` is no IP address.`;
}

function isAddress(text: string): boolean {
	if (text === '' || text.includes('$')) return true;
	const bytes = text.split('.');
	if (bytes.length === 4) return bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256);
	return /^[\da-f:]*:[\da-f:]*$/i.test(text);
}

/** How many ports a text names. */
function readRange(text: string): number | undefined {
	const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
	const [from, to] = [Number(first), Number(last)];
	return first !== undefined && from <= to && to < 65_536 ? to - from : undefined;
}

/** Many ports of the host may lead to one of the container: then the engine takes one that is free. */
function isSameLength(published: string | undefined, target: string): boolean {
	if (!published) return true;
	const wanted = readRange(target) ?? 0;
	return wanted === 0 || wanted === readRange(published);
}
