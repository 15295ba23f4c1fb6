/** An IP address inside a text that must be some service's address. */
export interface WrittenAddress {
	readonly text: string;
	/** Where it begins in the text. */
	readonly index: number;
}

/**
 * Names of what an address is not a place to connect to: lists of exceptions, where the service itself listens and is
 * found, and what answers names, which cannot have one.
 */
const NOT_A_TARGET =
	/(^|[_.-])(NO_?PROXY|ALLOW(ED|LIST)?|TRUST(ED)?|DENY|DENIED|BLOCK(ED|LIST)?|WHITELIST|BLACKLIST|EXCLUDE[DS]?|IGNORED?|NETMASK|(SUBNET|CIDR|RANGE|ORIGIN|LISTENER|NAMESERVER|RESOLVER)S?|CORS|LISTEN|BIND|ADVERTISED?|ANNOUNCE|(EXTERNAL|PUBLIC|OWN|MY|SELF)_?(IP|ADDR|UR[IL]|HOST(NAME)?)|DNS\d?)([_.-]|$)/i;
const VERSION_NAME = /VERSION|(^|[_-])(RELEASE|REVISION|BUILD|TAG|VER|REV)$/i;
const ADDRESS_NAME =
	/HOST|ADDR|SERVER|URL|URI|DSN|ENDPOINT|PEER|NODE|BROKER|UPSTREAM|BACKEND|MASTER|PRIMARY|REPLICA|SLAVE|TARGET|PROXY|(^|[_-])IPV?[46]?([_-]|$)/i;

/**
 * The addresses in `text`, the value of what is called `name`. Silent on loopback and unspecified addresses, ranges,
 * and numbers with four parts that may as well be a version.
 */
export function listAddresses(text: string, name: string): WrittenAddress[] {
	if (NOT_A_TARGET.test(name) || OWN_OR_NETWORK.test(name)) return [];
	return [...listIpv4Addresses(text, name), ...listIpv6Addresses(text)].sort((a, b) => a.index - b.index);
}

function* listIpv4Addresses(text: string, name: string): Generator<WrittenAddress> {
	for (const { index, 0: address } of text.matchAll(
		/(?:(?<=\$\{\w{1,99}:?-)|(?<![\w.\-+$}<>~^!%]))\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\w)/g,
	)) {
		const before = text.slice(Math.max(0, index - 80), index);
		const after = text.slice(index + address.length, index + address.length + 8);
		const octets = address.split('.').map(Number);
		if (octets.some((octet) => octet > 255) || isNoTarget(octets) || isWholeNetwork(octets, after)) continue;
		if (isRange(before, after)) continue;
		if (isPlainlyAddress(before, after) || (!isPathPart(before) && isLikelyAddress(octets, before, name))) {
			yield { text: address, index };
		}
	}
}

/** Names of networks, and of what the machine itself is called: nothing is reached there. */
const OWN_OR_NETWORK =
	/(^|[_.-])(NET(WORK|ADDR)?S?|BROADCAST|INTERFACE|IFACE|NIC|DHCP|POOL)([_.-]|$)|^(DEFAULT_?)?GATEWAY(_?IP(V4)?)?$|^(HOST|NODE|SERVER|LOCAL|MACHINE|LAN|WAN|WG|VPN)[_-]?IP(V?4)?$/i;

const MASK_NAME = /^(.*?)[_.-]?(?:NET_?MASK|MASK|PREFIX(?:_?LEN(?:GTH)?)?|CIDR)$/i;
/** What a machine without a name for its interface is told about it. */
const INTERFACE_NAME = /^(?:IP|IP_?ADDR(?:ESS)?|ADDRESS|GATEWAY|NETWORK|BROADCAST)$/i;

/** A test for names beside a netmask: with `LAN_NETMASK` there, `LAN_ADDRESS` is the machine's own interface. */
export function makeInterfaceTest(names: readonly string[]): (name: string) => boolean {
	const prefixes = names.flatMap((name) => MASK_NAME.exec(name)?.[1] ?? []);
	if (prefixes.length === 0) return () => false;
	return (name) =>
		prefixes.some((prefix) => (prefix === '' ? INTERFACE_NAME.test(name) : name.startsWith(prefix)));
}

/** Loopback, unspecified, link-local, multicast and above; the public resolvers, which have no name that works before them. */
function isNoTarget(octets: readonly number[]): boolean {
	const [a = 0, b = 0] = octets;
	return (
		a === 0 || a === 127 || (a === 169 && b === 254) || a >= 224 || PUBLIC_RESOLVERS.has(octets.join('.'))
	);
}

/** `10.9.0.0` and `10.9.255.255` name a network and everyone in it, save with a port. */
function isWholeNetwork(octets: readonly number[], after: string): boolean {
	return (octets[3] === 0 || octets[3] === 255) && !/^:\d/.test(after);
}

const PUBLIC_RESOLVERS = new Set(['1.1.1.1', '1.0.0.1', '8.8.8.8', '8.8.4.4', '9.9.9.9']);

/** `10.0.0.0/8`; behind a scheme a slash begins a path. */
function isRange(before: string, after: string): boolean {
	return /^\/\d{1,3}(?!\w|\/)/.test(after) && !/:\/\/\S*$/.test(before);
}

/** With a scheme before it or a port behind it. */
function isPlainlyAddress(before: string, after: string): boolean {
	return /[a-z][a-z0-9+]*:\/\/(\S*[@,/])?$/i.test(before)
		? !/[a-z0-9]\/$/i.test(before)
		: /^:\d{1,5}(?!\d)/.test(after);
}

/** `Chrome/49.0.26.23`, `node_modules/4.1.2.3`. */
function isPathPart(before: string): boolean {
	return /[^/]\/$/.test(before);
}

function isLikelyAddress(octets: readonly number[], before: string, name: string): boolean {
	if (VERSION_NAME.test(name) || /==$|\bversion\b\W*$/i.test(before)) return false;
	const [a = 0] = octets;
	// Versions rarely begin with such a number; private addresses all do.
	return a === 10 || a >= 100 || ADDRESS_NAME.test(name);
}

/** Global and unique local addresses; anything else with colons is more likely something else. */
function* listIpv6Addresses(text: string): Generator<WrittenAddress> {
	for (const { index, 0: address } of text.matchAll(
		/(?<![\w:.-])(?:[23][0-9a-f]{3}|f[cd][0-9a-f]{2}):[0-9a-f:]*[0-9a-f:](?![\w:-])/gi,
	)) {
		const isBracketed = text[index - 1] === '[';
		const before = text.slice(0, index);
		const after = text.slice(index + address.length);
		if (
			!isIpv6(address) ||
			(!isBracketed && /^\/\d/.test(after)) ||
			(isBracketed && /^\]\/\d+$/.test(after) && !before.includes('://'))
		)
			continue;
		yield { text: address, index };
	}
}

/** Eight groups, or fewer with one `::` among them. */
function isIpv6(text: string): boolean {
	const halves = text.split('::');
	const groups = text.split(':').filter((group) => group !== '');
	if (halves.length > 2 || groups.some((group) => group.length > 4)) return false;
	return halves.length === 2 ? groups.length < 8 : groups.length === 8 && !text.endsWith(':');
}
