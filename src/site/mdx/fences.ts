import type { MdastPluginDefinition } from 'satteri';

/** A fence becomes `<Fence lang meta code />`, so that its code is shown as every other code block is. */
export const markFences: MdastPluginDefinition = {
	name: 'drydock-fences',
	code(node) {
		const attribute = (name: string, value: string) => ({ type: 'mdxJsxAttribute' as const, name, value });
		return {
			type: 'mdxJsxFlowElement',
			name: 'Fence',
			attributes: [
				attribute('lang', node.lang ?? 'text'),
				attribute('meta', node.meta ?? ''),
				attribute('code', node.value),
			],
			children: [],
		};
	},
};
