import type { MdastPluginDefinition } from 'satteri';

export interface Heading {
	readonly depth: number;
	readonly id: string;
	readonly text: string;
}

const TRAILING_ID = /\s*\[#([a-z][a-z0-9-]*)\]\s*$/;

/** The id that stands at the end of a heading's words. */
export function findHeadingId(words: string): string | undefined {
	return TRAILING_ID.exec(words)?.[1];
}

/** `## Text [#id]`: takes the id out of the words, and puts a link to the heading behind them. */
export function markHeadings(headings: Heading[]): MdastPluginDefinition {
	return {
		name: 'drydock-headings',
		heading(node, context) {
			const last = node.children.at(-1);
			const match = last?.type === 'text' ? TRAILING_ID.exec(last.value) : null;
			const id = match?.[1];
			if (last === undefined || id === undefined) return;
			const text = context.textContent(node).replace(TRAILING_ID, '');
			headings.push({ depth: node.depth, id, text });
			context.setProperty(node, 'data', { hProperties: { id } });
			const words = last.type === 'text' ? last.value.replace(TRAILING_ID, '') : '';
			context.replaceNode(last, { type: 'text', value: `${words} ` });
			context.appendChild(node, {
				type: 'link',
				url: `#${id}`,
				data: { hProperties: { class: 'anchor', 'aria-label': `Address of “${text}”` } },
				children: [{ type: 'text', value: '#' }],
			});
		},
	};
}
