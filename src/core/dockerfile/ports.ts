import { type Lookup, substitute } from './variables/substitution.ts';

/** One port of an `EXPOSE`, `[address:[host port]:]port[/protocol]`. */
export interface ExposedPort {
	readonly text: string;
	readonly address: string;
	readonly hostPort: string;
	readonly port: string;
	/** As written; empty where there is none. */
	readonly protocol: string;
}

/** The ports that a word of an `EXPOSE` stands for once its variables are replaced; `undefined` where that is unknown. */
export function expandPorts(word: string, lookup: Lookup, escaper: string): ExposedPort[] | undefined {
	const { value, words } = substitute(word, lookup, { escape: escaper });
	return value === undefined ? undefined : words.map(parsePort);
}

/** Why BuildKit refuses a port, `undefined` where it takes it. */
export function checkPort({ address, hostPort, port, protocol, text }: ExposedPort): string | undefined {
	if (port === '') return `no port specified: ${text}`;
	if (!/^(?:|tcp|udp|sctp)$/i.test(protocol)) return `invalid proto: ${protocol}`;
	if (address !== '' && !isAddress(address)) return `invalid IP address: ${address}`;
	const inner = parsePortRange(port);
	if (!inner) return `invalid containerPort: ${port}`;
	if (hostPort === '') return undefined;
	const outer = parsePortRange(hostPort);
	if (!outer) return `invalid hostPort: ${hostPort}`;
	const fits = inner.last - inner.first === outer.last - outer.first || inner.first === inner.last;
	return fits ? undefined : `invalid ranges specified for container and host Ports: ${port} and ${hostPort}`;
}

function parsePort(text: string): ExposedPort {
	const parts = text.split(':');
	const [port = '', protocol = ''] = splitOnce(parts.at(-1) ?? '', '/');
	const hostPort = parts.length > 1 ? (parts.at(-2) ?? '') : '';
	return { text, address: parts.slice(0, -2).join(':'), hostPort, port, protocol };
}

function splitOnce(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function parsePortRange(text: string): { first: number; last: number } | undefined {
	const match = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(text);
	if (!match) return undefined;
	const first = Number(match[1]);
	const last = match[2] === undefined ? first : Number(match[2]);
	return first > 65_535 || last > 65_535 || last < first ? undefined : { first, last };
}

function isAddress(text: string): boolean {
	const inner = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
	const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(inner)?.slice(1);
	if (octets) return octets.every((octet) => Number(octet) < 256 && String(Number(octet)) === octet);
	return isVersion6(inner);
}

function isVersion6(text: string): boolean {
	const halves = text.split('::');
	if (!text.includes(':') || halves.length > 2) return false;
	const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
	if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
	return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}
