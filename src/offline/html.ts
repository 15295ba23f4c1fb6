/** A start tag of a built page; its attributes by name, values as they mean, not as they are written. */
export interface Tag {
	readonly name: string;
	readonly attributes: Map<string, string | true>;
}

const ATTRIBUTES = `(?:\\s+[^\\s=>"'/]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s"'>]+))?)*`;

/** A comment, a script or style whole, or any other start tag: what stands inside the first three is no markup. */
const TAG = new RegExp(
	`<!--[\\s\\S]*?-->|<(?<raw>script|style)\\b(?<rawAttributes>${ATTRIBUTES})\\s*>(?<inside>[\\s\\S]*?</\\k<raw>\\s*>)|<(?<name>[a-z][a-z0-9-]*)(?<attributes>${ATTRIBUTES})\\s*(?<end>/?>)`,
	'gi',
);

const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * The page with its start tags as `change` leaves them: it may set and delete attributes, and answer `remove` to take
 * the tag out (with what it holds, for scripts and styles). A tag it does not touch keeps every byte.
 */
export function rewriteTags(html: string, change: (tag: Tag) => 'remove' | undefined): string {
	return html.replace(TAG, (whole: string, ...rest: unknown[]) => {
		const matchedGroups = rest.at(-1) as Found;
		const tag = parseTag(matchedGroups);
		if (tag === undefined) return whole;
		const before = [...tag.attributes];
		if (change(tag) === 'remove') return '';
		return isSame(before, tag.attributes)
			? whole
			: `<${write(tag)}${matchedGroups['end'] ?? '>'}${matchedGroups['inside'] ?? ''}`;
	});
}

/** Every start tag of a page, in order. */
export function listTags(html: string): Tag[] {
	return [...html.matchAll(TAG)].flatMap(({ groups = {} }) => parseTag(groups) ?? []);
}

/** An attribute's value; `undefined` where it is missing or has none. */
export function findAttribute({ attributes }: Tag, name: string): string | undefined {
	const value = attributes.get(name);
	return value === true ? undefined : value;
}

/** A piece of built HTML as the text a reader sees, in one line. */
export function extractText(html: string): string {
	return decode(html.replace(/<[^>]*>/g, ''))
		.replace(/\s+/g, ' ')
		.trim();
}

/** What `TAG` found, by the names of its groups. */
type Found = Readonly<Record<string, string | undefined>>;

/** `undefined` for a comment. */
function parseTag(tagGroups: Found): Tag | undefined {
	const name = tagGroups['raw'] ?? tagGroups['name'];
	if (name === undefined) return undefined;
	return {
		name: name.toLowerCase(),
		attributes: read(tagGroups['rawAttributes'] ?? tagGroups['attributes'] ?? ''),
	};
}

function isSame(before: readonly (readonly [string, string | true])[], after: Tag['attributes']): boolean {
	// In their order: an attribute that was deleted and set again stands last.
	const now = [...after];
	return (
		now.length === before.length &&
		before.every(([name, value], at) => now[at]?.[0] === name && now[at]?.[1] === value)
	);
}

function read(text: string): Map<string, string | true> {
	return new Map(
		[...text.matchAll(ATTRIBUTE)].map(([, name = '', ...values]) => {
			const value = values.find((one) => one !== undefined);
			return [name, value === undefined ? true : decode(value)];
		}),
	);
}

function write({ name, attributes }: Tag): string {
	const written = [...attributes].map(([key, value]) =>
		value === true ? ` ${key}` : ` ${key}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
	);
	return name + written.join('');
}

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	quot: '"',
	lt: '<',
	gt: '>',
	apos: "'",
	nbsp: ' ',
};

function decode(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
		if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
		return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
	});
}
