import { isKnown } from '../../compose/interpolate.ts';
import type { ComposeService, Port } from '../../compose/model.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** The machine has each port, and the engine each name, once: the second container that wants it does not start. */
export const publishedTwice = defineRule({
	id: 'published-twice',
	topic: 'ambassadors',
	severity: 'error',
	summary: 'No two services want the same port of the machine, or the same name',
	messages: {
		port: 'Port {port} belongs to `{other}` already, so `{service}` cannot start. Publish another one.',
		name: 'The name `{name}` belongs to `{other}` already. Give each its own, or none.',
	},
	compose({ compose, report }) {
		const claims = compose.services.flatMap(listClaims);
		const byKey = new Map<string, Claim[]>();
		for (const claim of claims) {
			const earlier = byKey.get(claim.key) ?? [];
			const rival = earlier.find((one) => areRivals(one, claim));
			byKey.set(claim.key, [...earlier, claim].slice(0, MOST_CLAIMS));
			if (!rival) continue;
			const values = { service: claim.service.name.text, other: rival.service.name.text };
			report(claim.port === undefined ? 'name' : 'port', claim.span, {
				values: { ...values, name: claim.key, port: String(claim.port) },
				related: [{ span: rival.span, message: `\`${values.other}\` takes it here` }],
			});
		}
	},
});

/** So many services on one port are no file that anybody starts. */
const MOST_CLAIMS = 50;
const MOST_PORTS = 100;

interface Claim {
	readonly key: string;
	readonly service: ComposeService;
	readonly span: Span;
	/** Missing for a name. */
	readonly port?: number;
	readonly address?: string | undefined;
}

function listClaims(service: ComposeService): Claim[] {
	if (neverStarts(service)) return [];
	const { containerName: name, networkMode, ports } = service;
	const names = name && isKnown(name.value) ? [{ key: name.value, service, span: name.span }] : [];
	// On the network of the machine, or of another container, ports are not published.
	if (networkMode && /^(?:host|none|service:|container:)/.test(networkMode.value)) return names;
	return [...names, ...ports.flatMap((port) => listPortClaims(port, service))];
}

function neverStarts({ other }: ComposeService): boolean {
	const deploy = other['deploy']?.value as { readonly replicas?: unknown } | null | undefined;
	return other['scale']?.value === 0 || deploy?.replicas === 0;
}

function listPortClaims(
	{ published, target, hostIp, protocol, span }: Port,
	service: ComposeService,
): Claim[] {
	if (published === undefined || (hostIp !== undefined && !isKnown(hostIp))) return [];
	const [first, last] = readRange(published);
	const [from, to] = readRange(target);
	// One port out of a range is whichever is free.
	if (first === undefined || last === undefined || from === undefined || to === undefined) return [];
	if (last - first !== to - from || last - first > MOST_PORTS) return [];
	return Array.from({ length: last - first + 1 }, (_, at) => ({
		key: `${first + at}/${protocol}`,
		service,
		span,
		port: first + at,
		address: hostIp,
	}));
}

function readRange(text: string): readonly [number?, number?] {
	const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
	return first === undefined ? [] : [Number(first), Number(last)];
}

function areRivals(first: Claim, second: Claim): boolean {
	return (
		first.service !== second.service &&
		startTogether(first.service, second.service) &&
		hasSameAddress(first.address, second.address)
	);
}

/** True where no profile keeps them apart. */
function startTogether(one: ComposeService, another: ComposeService): boolean {
	const [first, second] = [one, another].map(({ other }) => {
		const value = other['profiles']?.value;
		return Array.isArray(value) ? value.map(String) : [];
	});
	if (!first || !second || first.length === 0 || second.length === 0) return true;
	return first.some((profile) => second.includes(profile) || profile.includes('$'));
}

/** Without an address a port is taken on all of them. */
function hasSameAddress(first: string | undefined, second: string | undefined): boolean {
	if (first === undefined || second === undefined || first === second) return true;
	const isSixth = (address: string) => address.includes(':');
	if (isSixth(first) !== isSixth(second)) return false;
	return [first, second].some((address) => address === '0.0.0.0' || address === '::');
}
