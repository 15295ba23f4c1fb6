/**
 * The styles once more, for the engine inside an older Zeal, which knows neither layers nor `light-dark()` and would show
 * the pages bare: without layers and in the light colours. Engines that know both leave it out.
 */
export function withOlderStyles(css: string): string {
	const light = unwrapLayers(css).replace(
		/light-dark\(((?:[^(),]|\([^()]*\))*),(?:[^()]|\([^()]*\))*\)/g,
		'$1',
	);
	return `${css}\n@supports not (color:light-dark(#000,#000)){${light}}\n`;
}

/** What stands in layers, in the order of the text, which is the order of our layers. */
function unwrapLayers(css: string): string {
	const layer = /@layer\s+[^{};]*([{;])/.exec(css);
	if (layer === null) return css;
	const start = layer.index + layer[0].length;
	const before = css.slice(0, layer.index);
	if (layer[1] === ';') return before + unwrapLayers(css.slice(start));
	const end = findClosingBrace(css, start);
	return before + css.slice(start, end) + unwrapLayers(css.slice(end + 1));
}

function findClosingBrace(css: string, from: number): number {
	let depth = 1;
	for (let at = from; at < css.length; at++) {
		if (css[at] === '{') depth++;
		if (css[at] === '}' && --depth === 0) return at;
	}
	throw new Error('A style sheet ends inside a layer.');
}
