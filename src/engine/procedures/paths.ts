import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceProject } from '../compose/project.ts';
import type { Container, Engine } from '../engine.ts';

/** A TCP connection as one container's kernel lists it. */
export interface Connection {
	readonly localAddress: string;
	readonly localPort: number;
	readonly remoteAddress: string;
	readonly remotePort: number;
	readonly state: 'listening' | 'open' | 'opening' | 'other';
}

/** What the kernel of one container knew at a moment. */
export interface Seen {
	readonly service: string;
	readonly addresses: readonly string[];
	readonly connections: readonly Connection[];
}

export interface Path {
	/** The services one after the other; an address that nobody has stands for itself. */
	readonly services: readonly string[];
	/** Every container with its addresses: `stations 10.0.0.2`. */
	readonly addresses: readonly string[];
}

/**
 * Asks something, and reads from the kernels of all the project's containers which connections that made. Answers the
 * way from the service that was asked to the last that was reached.
 */
export async function followConnections(
	entry: string,
	asking: () => Promise<unknown>,
	project: ServiceProject,
	engine: Engine,
): Promise<Path> {
	const containers = (
		await Promise.all((await project.services()).map((service) => project.containers(service)))
	).flat();
	const look = () => Promise.all(containers.map((container) => lookInto(container, engine)));
	const earlier = await look();
	const asked = asking();
	// A connection to an address that nobody has is on the list only while it is being tried.
	await pause(200);
	const meanwhile = await look();
	await asked;
	return {
		services: walk(entry, earlier, [...meanwhile, ...(await look())]),
		addresses: earlier.map(({ service, addresses }) => `${service} ${addresses.join(' and ')}`),
	};
}

async function lookInto(container: Container, engine: Engine): Promise<Seen> {
	const { addresses } = await engine.inspect(container);
	const { stdout } = await engine.exec(container, ['cat', '/proc/net/tcp', '/proc/net/tcp6']);
	return {
		service: container.name,
		addresses: Object.values(addresses),
		connections: parseConnections(stdout),
	};
}

/** Follows the new and the open connections from service to service. */
export function walk(entry: string, earlier: readonly Seen[], later: readonly Seen[]): string[] {
	const earlierKeys = new Set(earlier.flatMap(({ connections }) => connections.map(makeConnectionKey)));
	const isOurs = (one: Connection) =>
		one.state === 'open' || one.state === 'opening' || !earlierKeys.has(makeConnectionKey(one));
	const findOwner = (address: string) => later.find(({ addresses }) => addresses.includes(address))?.service;
	const calls: { from: string; to: string }[] = [];
	for (const { service, connections } of later) {
		const ports = new Set(
			connections.filter(({ state }) => state === 'listening').map(({ localPort }) => localPort),
		);
		for (const connection of connections) {
			if (connection.state === 'listening' || isLoopback(connection.remoteAddress) || !isOurs(connection))
				continue;
			const other = findOwner(connection.remoteAddress);
			if (!ports.has(connection.localPort))
				calls.push({ from: service, to: other ?? connection.remoteAddress });
			else if (other !== undefined) calls.push({ from: other, to: service });
		}
	}
	const path = [entry];
	for (;;) {
		const next = calls.find(({ from, to }) => from === path.at(-1) && !path.includes(to));
		if (next === undefined) return path;
		path.push(next.to);
	}
}

function makeConnectionKey({ localAddress, localPort, remoteAddress, remotePort }: Connection): string {
	return `${localAddress}:${localPort} ${remoteAddress}:${remotePort}`;
}

function isLoopback(address: string): boolean {
	return address.startsWith('127.') || address === '::1';
}

const STATES: Readonly<Record<string, Connection['state']>> = {
	'0A': 'listening',
	'01': 'open',
	'02': 'opening',
};

/** Reads what `/proc/net/tcp` and `tcp6` list: addresses in hexadecimal, the bytes of each word turned round. */
export function parseConnections(text: string): Connection[] {
	return [
		...text.matchAll(/^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) /gm),
	].map(([, local = '', localPort = '', remote = '', remotePort = '', state = '']) => ({
		localAddress: parseAddress(local),
		localPort: Number.parseInt(localPort, 16),
		remoteAddress: parseAddress(remote),
		remotePort: Number.parseInt(remotePort, 16),
		state: STATES[state] ?? 'other',
	}));
}

/** IPv4, also where it stands in an IPv6 address; other IPv6 addresses as their hexadecimal digits, loopback as `::1`. */
function parseAddress(hex: string): string {
	if (hex === '00000000000000000000000001000000') return '::1';
	const word = hex.length === 8 ? hex : /^0{16}(?:FFFF0000|00000000)([0-9A-F]{8})$/.exec(hex)?.[1];
	if (word === undefined) return hex;
	const bytes = word.match(/../g) ?? [];
	return bytes
		.toReversed()
		.map((byte) => Number.parseInt(byte, 16))
		.join('.');
}
