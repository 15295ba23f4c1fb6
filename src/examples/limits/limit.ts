/** Keys and positions from the top of a file to a value. */
export type PropertyKeyPath = readonly PropertyKey[];

/** What an example may do beyond the limits, if it declares it with a reason and is run with `--trust`. */
export const TRUSTED = [
	'privileged',
	'host-namespaces',
	'capabilities',
	'devices',
	'security-options',
	'host-mounts',
	'host-networks',
	'insecure-build',
] as const;
export type TrustedLimit = (typeof TRUSTED)[number];

/** What no example may do: what it reads and runs is its own. */
type FixedLimit =
	| 'outside-files'
	| 'host-programs'
	| 'host-agent'
	| 'foreign-objects'
	| 'unclear-files'
	| 'unknown-settings';

export type Limit = TrustedLimit | FixedLimit;

/** A place where an example asks for more than a stranger's change may have. */
export interface Breach {
	readonly limit: Limit;
	/** One sentence with the place in it: `` `services.web.pid` is `host`: … ``. */
	readonly detail: string;
	/** Where it stands in its file. */
	readonly path: PropertyKeyPath;
}

/** What goes wrong with each, as the end of a sentence. */
const REASONS: Readonly<Record<Limit, string>> = {
	privileged: 'a privileged container has the whole host',
	'host-namespaces': 'the container would share what separates it from the host or from others',
	capabilities: 'an added capability can lead out of the container',
	devices: 'a device of the host can lead out of the container',
	'security-options': 'this option takes away what keeps the container in',
	'host-mounts': 'only files of the side may be mounted, and read-only',
	'host-networks': 'only networks of the example itself may be reached',
	'insecure-build': 'a build step could reach the host',
	'outside-files': 'every file that an example uses lies inside it',
	'host-programs': 'a program or plugin of the host would run',
	'host-agent': "a build may not use the host's ssh agent or keys",
	'foreign-objects': 'only what the example itself makes may be used or changed',
	'unknown-settings': 'what this setting can do is not known here',
	'unclear-files': 'Compose may read there what nobody sees here',
};

/** `place` is where it stands, `value` what stands there. */
export function createBreach(limit: Limit, path: PropertyKeyPath, value: unknown): Breach {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	const shownValue = text.length > 60 ? `${text.slice(0, 59)}…` : text;
	const place = path
		.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
		.join('')
		.replace(/^\./, '');
	return { ...createWholeBreach(limit, `\`${place}\` is \`${shownValue}\``), path };
}

/** A breach that no setting names. `what` begins the sentence. */
export function createWholeBreach(limit: Limit, what: string): Breach {
	return { limit, path: [], detail: `${what}: ${REASONS[limit]}.` };
}

export function isTrusted(limit: Limit): limit is TrustedLimit {
	return (TRUSTED as readonly string[]).includes(limit);
}

/** How to settle a breach. */
export function describeLimitFix(limit: Limit): string {
	if (limit === 'unclear-files') return 'Write the same as plain YAML in UTF-8.';
	return isTrusted(limit)
		? `Remove it. If the example cannot do without, declare \`trust: { ${limit}: <why> }\` in example.yaml; it then runs with \`--trust\` only.`
		: 'Remove it, or put what it needs inside the side.';
}

/** Says whether a path of a compose file lies inside the side; `undefined` where only Compose can tell, as with variables. */
export type InsideCheck = (path: string) => boolean | undefined;
