import type { Content, LoadedExample } from '../content.ts';
import { SIDES } from '../manifest.ts';
import { collectPublishedAddresses } from './addresses.ts';
import type { Permalinks, PublishedFiles } from './schema.ts';

/**
 * The permalinks with every address and fragment of this content added, save those of ours where a team's own is laid
 * over it. Sorted; nothing is ever taken out.
 */
export function recordAddresses(content: Content): Permalinks {
	const recordedPermalinks = content.permalinks?.value ?? { version: 1, addresses: {}, redirects: {} };
	const ours = content.base === undefined ? {} : recordAddresses(content.base).addresses;
	const addresses = new Map(Object.entries(recordedPermalinks.addresses));
	for (const [address, { fragments }] of collectPublishedAddresses(content)) {
		const held = ours[address];
		const fresh = fragments.filter((fragment) => held?.includes(fragment) !== true);
		if (held !== undefined && fresh.length === 0) continue;
		addresses.set(address, [...new Set([...(addresses.get(address) ?? []), ...fresh])].sort());
	}
	return {
		...recordedPermalinks,
		addresses: Object.fromEntries([...addresses].sort(([a], [b]) => (a < b ? -1 : 1))),
	};
}

/** What an example has published so far, and the texts of its files as they are now. */
export function recordFiles({ published, sides }: LoadedExample): PublishedFiles {
	const files: PublishedFiles = { ...published };
	for (const side of SIDES) {
		for (const { path, text } of sides[side].files) {
			if (text === undefined) continue;
			const texts = files[`${side}/${path}`] ?? [];
			if (!texts.includes(text)) files[`${side}/${path}`] = [...texts, text];
		}
	}
	return files;
}

/** Addresses and fragments of `now` that `before` does not have, as `/path/#fragment`. */
export function listNewAddresses(before: Permalinks | undefined, now: Permalinks): string[] {
	return Object.entries(now.addresses).flatMap(([address, fragments]) => {
		const recordedFragments = before?.addresses[address];
		const fresh = fragments.filter((fragment) => recordedFragments?.includes(fragment) !== true);
		return [
			...(recordedFragments === undefined ? [address] : []),
			...fresh.map((fragment) => `${address}#${fragment}`),
		];
	});
}
