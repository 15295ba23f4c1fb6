import type { MdastPluginDefinition } from 'satteri';
import type { Finding } from '#core/finding.ts';

/** A fence becomes `<Fence lang meta code findings />`; `findings` are those of each fence of the page, in order. */
export function markFences(findings: readonly (readonly Finding[])[]): MdastPluginDefinition {
	let at = 0;
	return {
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
					attribute('findings', JSON.stringify(findings[at++] ?? [])),
				],
				children: [],
			};
		},
	};
}
