import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const queries = z
	.array(
		z.strictObject({
			ask: z.string(),
			page: z.union([z.string(), z.array(z.string())]).transform((page) => [page].flat()),
		}),
	)
	.min(60);

/** What people ask, and the pages that may come first. */
export const searchQueries = z
	.strictObject({ tuned: queries, 'held-out': queries })
	.parse(parse(readFileSync(new URL('search-queries.yaml', import.meta.url), 'utf8')));
