import type { MdastPluginDefinition } from 'satteri';
import type { Finding } from '#core/finding.ts';
import { findHeadingId } from './headings.ts';

/**
 * A fence becomes `<Fence lang meta code name findings />`; `findings` are those of each fence of the page, in order.
 * Its name is the id of the heading it stands under, `wrong`, and `wrong.2` for the second one there: what the
 * addresses of its lines begin with.
 */
export function markFences(findings: readonly (readonly Finding[])[]): MdastPluginDefinition {
	let at = 0;
	let section = '';
	const named = new Map<string, number>();
	const nameNextFence = () => {
		const count = (named.get(section) ?? 0) + 1;
		named.set(section, count);
		return section === '' ? '' : count === 1 ? section : `${section}.${count}`;
	};
	return {
		name: 'drydock-fences',
		heading(node, context) {
			section = findHeadingId(context.textContent(node)) ?? section;
		},
		code(node) {
			const createAttribute = (name: string, value: string) => ({
				type: 'mdxJsxAttribute' as const,
				name,
				value,
			});
			return {
				type: 'mdxJsxFlowElement',
				name: 'Fence',
				attributes: [
					createAttribute('lang', node.lang ?? 'text'),
					createAttribute('meta', node.meta ?? ''),
					createAttribute('code', node.value),
					createAttribute('name', nameNextFence()),
					createAttribute('findings', JSON.stringify(findings[at++] ?? [])),
				],
				children: [],
			};
		},
	};
}
