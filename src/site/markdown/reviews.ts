import { fullAddress } from '../data/addresses.ts';
import { CITABLE } from '../data/addressing.ts';
import { recipes } from '../data/recipes.ts';
import { ruleComment } from '../data/reviews.ts';
import { fenced, heading, joined, list } from './text.ts';

/** The page on citing, with every recipe whole. */
export function reviewsMarkdown(): string {
	return joined(
		heading(1, 'Cite and automate'),
		'Addresses of this site never change. A comment says why in one sentence, what to do in another, and where to read more.',
		`> ${ruleComment('git-in-image')}`,
		heading(2, 'What can be cited', 'addresses'),
		list(CITABLE.map(({ form, shows }) => `\`${fullAddress(form)}\`: ${shows}`)),
		...recipes().map(({ id, title, file, language, says, tried, notTried, text }) =>
			joined(
				heading(2, title, id),
				says,
				`\`${file}\`:`,
				fenced(text, language),
				`Tried: ${tried}`,
				notTried && `Not tried: ${notTried}`,
			),
		),
	);
}
