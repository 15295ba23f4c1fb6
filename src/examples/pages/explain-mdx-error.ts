import type { MdxError } from './mdx-document.ts';

/** What an author reads about a page that does not compile. */
interface Explanation {
	readonly detail: string;
	readonly fix: string;
}

/** Names the habits of Markdown and HTML that MDX does not share; everything else is told in the compiler's words. */
export function explainMdxError(text: string, { message }: MdxError, start: number): Explanation {
	const here = text.slice(start);
	const [, comment] = /^<!--[ \t]*(.*?)[ \t]*(?:-->|$)/m.exec(here.startsWith('<!--') ? here : '') ?? [];
	if (comment !== undefined) {
		return {
			detail: 'The page does not compile: `<!-- … -->` is no comment in MDX.',
			fix: `Write \`{/* ${comment || 'text'} */}\`, or leave it out.`,
		};
	}
	const [, address] = /^<((?:[a-z][a-z0-9+.-]*:|[^\s<>@]+@)[^\s<>]+)>/i.exec(here) ?? [];
	if (address !== undefined) {
		const url = address.includes(':') ? address : `mailto:${address}`;
		return {
			detail: 'The page does not compile: an address in `<…>` is read as a component.',
			fix: `Write \`[text](${url})\`, with words that say where it leads.`,
		};
	}
	const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
	const [, word] = /^(import|export)\b/.exec(line) ?? [];
	if (word !== undefined) {
		return {
			detail: `The page does not compile: a line that begins with \`${word}\` is read as code.`,
			fix: 'Begin the sentence with another word.',
		};
	}
	return {
		detail: `The page does not compile: ${message.replace(/\.?$/, '.')}`,
		fix: 'Mend the MDX at this place. A `<` or `{` that is meant as text stands in backticks or behind a `\\`.',
	};
}
