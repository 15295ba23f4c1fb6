import type { HastPluginDefinition } from 'satteri';
import { splitFlags, splitForBreaks } from '../code/pieces.ts';

/** Code in a sentence breaks where `renderCode` lets it. */
export const breakCode: HastPluginDefinition = {
	name: 'drydock-code',
	element: {
		filter: ['code'],
		visit(node, context) {
			const text = context.textContent(node);
			const pieces = splitFlags(text);
			if (pieces.every((piece) => !piece.isFlag && splitForBreaks(piece.text).length === 1)) return;
			return {
				...node,
				children: pieces.flatMap((piece) => {
					if (piece.isFlag)
						return [makeElement('span', { className: ['o'] }, [{ type: 'text', value: piece.text }])];
					return splitForBreaks(piece.text).flatMap((part, at) => [
						...(at === 0 ? [] : [makeElement('wbr', {}, [])]),
						{ type: 'text' as const, value: part },
					]);
				}),
			};
		},
	},
};

function makeElement(
	tagName: string,
	properties: Record<string, string[]>,
	children: { type: 'text'; value: string }[],
) {
	return { type: 'element' as const, tagName, properties, children };
}
