import { Fragment, jsx } from 'astro/jsx-runtime';
import { evaluate } from 'satteri';
import { lintBlocks } from '#examples/checks/fences.ts';
import type { AnyPage } from '#examples/content.ts';
import { breakCode } from './code.ts';
import { markFences } from './fences.ts';
import { type Heading, markHeadings } from './headings.ts';
import { prefixLinks } from './links.ts';

/** A compiled page: a component that Astro renders, and what stands in it. */
export interface CompiledPage {
	readonly Content: (props: Record<string, unknown>) => unknown;
	readonly headings: readonly Heading[];
	/** Words of prose, code left out. */
	readonly words: number;
}

/**
 * Compiles MDX without a bundler: content may live outside the project, and a thousand pages take no module each.
 * `import` and `export` do nothing here; the components a page may use are passed to `Content`.
 */
export async function compileMdx({ body, document }: AnyPage): Promise<CompiledPage> {
	// Held by validation as well; a page that is only looked at in dev must not run either.
	if (document.code.length > 0)
		throw new Error('The page holds code, which is never run. See the problems of the content.');
	const headings: Heading[] = [];
	const blocks = lintBlocks(document.fences);
	const findings = document.fences.map(
		(fence) => blocks.find((block) => block.fence === fence)?.reported ?? [],
	);
	const module = await evaluate(body, {
		Fragment,
		jsx: makeElement,
		jsxs: makeElement,
		elementAttributeNameCase: 'html',
		optimizeStatic: { component: 'Fragment', prop: 'set:html' },
		features: { gfm: true, smartPunctuation: { dashes: false } },
		// The fences come first: they read the ids that the headings then take out of their words.
		mdastPlugins: [markFences(findings), markHeadings(headings), prefixLinks],
		hastPlugins: [breakCode],
	});
	const component = module['default'] as (props: Record<string, unknown>) => unknown;
	const Content = (props: Record<string, unknown>) =>
		component({ ...props, components: { Fragment, ...(props['components'] as object) } });
	return { Content, headings, words: body.replace(/^```[\s\S]*?^```/gm, '').split(/\s+/).length };
}

function makeElement(type: unknown, props: unknown): unknown {
	return jsx(type, props as Record<string, unknown>);
}
