import { hostname, networkInterfaces } from 'node:os';

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];
const EVERY_ADDRESS = ['0.0.0.0', '::'];

export interface ServedHosts {
	/** Where the server listens, as `--host` gives it. */
	readonly host: string;
	/** The port it got. */
	readonly port: number;
	/** Further names; one without a port is answered for on any, since a proxy or a container may map it. */
	readonly allowed: readonly string[];
}

/**
 * True where a request asks for a host that the server was started for. A page of another site may have its own name lead
 * to this machine, and a browser would then hand it what is served here.
 */
export function isServedHost(asked: string | undefined, { host, port, allowed }: ServedHosts): boolean {
	if (asked === undefined) return false;
	const name = asked.toLowerCase();
	const bare = name.replace(/:\d*$/, '');
	const names = [...THIS_MACHINE, ...(EVERY_ADDRESS.includes(host) ? listOwnNames() : [formatHost(host)])];
	const isOwn = names.some((own) => name === `${own}:${port}` || (port === 80 && name === own));
	return isOwn || allowed.some((other) => [name, bare].includes(other.toLowerCase()));
}

/** An address as it stands in a URL: IPv6 in brackets. */
export function formatHost(host: string): string {
	return host.includes(':') ? `[${host.toLowerCase()}]` : host.toLowerCase();
}

/** By what others reach this machine: its addresses and its own name. */
function listOwnNames(): string[] {
	const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
	return [hostname(), ...addresses.map(({ address }) => address)].map(formatHost);
}
