import { z } from 'zod';

const path = z.string().regex(/^\/[^#?]*$/, 'an address of the site that begins with `/`');
const address = z.string().regex(/^\/[^#?]*(#[^#]+)?$/, 'an address of the site that begins with `/`');

/**
 * `content/permalinks.json`: every address and fragment that was ever published, and where those went that are gone.
 * `npm run permalinks` adds to `addresses`; `redirects` is written by hand. Nothing is ever taken out.
 */
export const permalinksSchema = z.strictObject({
	version: z.literal(1),
	/** Address -> its fragments, both sorted. */
	addresses: z.record(path, z.array(z.string().min(1))),
	/** Old address, with or without a fragment -> the address that answers for it now. */
	redirects: z.record(address, address),
});

/**
 * `published.json` of an example: each text that one of its files ever had when the site was published, oldest first.
 * Addresses name such a text by the version that `computeTextVersion` gives it.
 */
export const publishedFilesSchema = z.record(z.string(), z.array(z.string()));

export type Permalinks = z.infer<typeof permalinksSchema>;
export type PublishedFiles = z.infer<typeof publishedFilesSchema>;
