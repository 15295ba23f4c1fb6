import type { Problem } from '#core/problem.ts';
import { createSpanProblem, joinNames } from '#workspace/typed/source-text.ts';
import type { AnyPage } from '../content.ts';
import type { MdxComponent } from '../pages/mdx-document.ts';

/** HTML that a page may hold beside Markdown: words, lists and tables. Nothing that loads, runs or takes input. */
const ELEMENTS = new Set(
	`a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure hr i ins kbd
	li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead time tr ul var wbr`.split(
		/\s+/,
	),
);

const ATTRIBUTES = new Set(
	`abbr cite class colspan datetime dir headers href hreflang id lang open rel reversed rowspan scope start title translate
	value`.split(/\s+/),
);

/** A page is words: nothing in it runs, neither while the site is built nor in a reader's browser. */
export function checkMarkup({ document, source }: AnyPage): Problem[] {
	const code = document.code.map((span) =>
		createSpanProblem(source, span, {
			code: 'page-runs-code',
			detail: 'This would run while the site is built. Pages hold words and components, no code.',
			fix: 'Remove it. A `{` that is meant as text is written `\\{`, or stands in backticks.',
		}),
	);
	const elements = document.components.flatMap((component) => {
		const wrong = checkElement(component);
		return wrong === undefined
			? []
			: [createSpanProblem(source, component.span, { code: 'html-not-allowed', ...wrong })];
	});
	return [...code, ...elements];
}

function checkElement({ name, attributes }: MdxComponent): Pick<Problem, 'detail' | 'fix'> | undefined {
	if (!/^[a-z]/.test(name)) return undefined;
	if (!ELEMENTS.has(name)) {
		return {
			detail: `\`<${name}>\` is not among the HTML that a page may hold.`,
			fix: 'Write it in Markdown, or with one of the components.',
		};
	}
	const stray = Object.keys(attributes).filter((attribute) => !ATTRIBUTES.has(attribute));
	if (stray.length === 0) return undefined;
	return {
		detail: `\`<${name}>\` has ${joinNames(stray, 'and')}, which a page may not set.`,
		fix: `Remove ${joinNames(stray, 'and')}. How a page looks is the style sheets' work.`,
	};
}
