import { resolveFullAddress } from '../data/links/addresses.ts';
import { CITABLE } from '../data/links/addressing.ts';
import { listRecipes } from '../data/recipes.ts';
import { formatRuleComment } from '../data/reviews.ts';
import { formatCodeBlock, formatHeading, formatList, joinBlocks } from './text.ts';

/** The page on citing, with every recipe whole. */
export function renderReviewsMarkdown(): string {
	return joinBlocks(
		'Addresses of this site never change. A comment says why in one sentence, what to do in another, and where to read more.',
		`> ${formatRuleComment('git-in-image')}`,
		formatHeading(2, 'What can be cited', 'addresses'),
		formatList(CITABLE.map(({ form, shows }) => `\`${resolveFullAddress(form)}\`: ${shows}`)),
		...listRecipes().map(({ id, title, file, language, says, tried, notTried, text }) =>
			joinBlocks(
				formatHeading(2, title, id),
				says,
				`\`${file}\`:`,
				formatCodeBlock(text, language),
				`Tried: ${tried}`,
				notTried && `Not tried: ${notTried}`,
			),
		),
	);
}
