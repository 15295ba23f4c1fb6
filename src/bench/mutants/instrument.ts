import { applyMutation, type Mutation } from './mutations.ts';

/** The name of the function that says whether a mutation is in force: `$mutant(17)`. */
export const SWITCH = '$mutant';

/** The text with every mutation in it, each behind a switch. The first has the number `firstId`, and so on. */
export function instrument(text: string, mutations: readonly Mutation[], firstId: number): string {
	const sites = mutations
		.map((mutation, index) => ({ ...mutation, id: firstId + index }))
		.sort((a, b) => a.whole.start - b.whole.start || b.whole.end - a.whole.end);
	return renderSpan(text, { start: 0, end: text.length }, sites);
}

type Site = Mutation & { readonly id: number };

function renderSpan(text: string, { start, end }: Mutation['whole'], sites: readonly Site[]): string {
	const parts: string[] = [];
	let at = start;
	for (let next = 0; next < sites.length; ) {
		const whole = (sites[next] as Site).whole;
		const inside = sites.slice(next).filter((site) => site.whole.start < whole.end);
		parts.push(text.slice(at, whole.start), renderExpression(text, whole, inside));
		at = whole.end;
		next += inside.length;
	}
	return parts.join('') + text.slice(at, end);
}

/** `($mutant(1) ? (a <= b) : a < b)`, with the switches of smaller parts in what is left as it was. */
function renderExpression(text: string, whole: Mutation['whole'], sites: readonly Site[]): string {
	const isHere = (site: Site) => site.whole.start === whole.start && site.whole.end === whole.end;
	const source = text.slice(0, whole.end);
	const switches = sites
		.filter(isHere)
		.map((site) => `${SWITCH}(${site.id}) ? (${applyMutation(source, site).slice(whole.start)}) : `);
	const original = renderSpan(
		text,
		whole,
		sites.filter((site) => !isHere(site)),
	);
	return `(${switches.join('')}(${original}))`;
}
