import { stem } from './stem.ts';

/** Words that say nothing about what is looked for. */
const STOP = new Set(
	`a about after again all already also am an and any anyone anything are as at be because been before being but by can cant could did didnt do does doesnt doing dont each else ever every for from gets getting give go goes going got had has have having he her here hers him his how i id if ill im in into is isnt it its ive just keep keeps let like make makes many may me might more most much must my need needs no not now of off on once one only onto or other our out own please same say says shall she should so some something still such than that the their them then there these they thing things this those though to too under until up us use used uses using very want was way we were what when where which while who whose why will with without wont would yes yet you your`.split(
		' ',
	),
);

/** The words of a text in lower case, in order. What is written in code falls into its parts. */
export function wordsOf(text: string): string[] {
	return text
		.replace(/(\p{L})['’](?=\p{L})/gu, '$1')
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}

/** The words that say what is looked for; all of them where none does. */
export function tellingWords(words: readonly string[]): string[] {
	const telling = words.filter((word) => !STOP.has(word) && (word.length > 1 || /\d/.test(word)));
	return telling.length > 0 ? telling : [...words];
}

export function stems(text: string): string[] {
	return tellingWords(wordsOf(text)).map(stem);
}

/** Two words that stand next to each other, less the words that say nothing. */
export function pairs(list: readonly string[]): string[] {
	return list.slice(1).map((word, at) => `${list[at]} ${word}`);
}

/** A whole name or question as one key: `clone-in-build` and "Clone in build?" are the same. */
export function nameKey(text: string): string {
	return `=${wordsOf(text).map(stem).join(' ')}`;
}

/**
 * What is written in code, kept as it is written: flags, paths, assignments, images, file and host names. A long one also
 * counts as its parts: `--mount=type=cache,target=/root/.npm` is `--mount=type=cache`, `--mount` and `/root/.npm` too.
 */
export function codeTerms(text: string): string[] {
	const found = new Set<string>();
	for (const piece of text.toLowerCase().split(/[\s"'`“”‘’()[\]{}<>;|&,\\]+/)) {
		const whole = piece.replace(/^[:!?*.]+(?=$|[^\w/])|[:!?*.]+$/g, '').replace(/\/+\**$/, '');
		if (isCode(whole)) for (const term of [whole, ...parts(whole)]) if (isCode(term)) found.add(term);
	}
	return [...found].filter((term) => term.length <= 60);
}

function isCode(term: string): boolean {
	return (
		term.length > 2 && /[a-z]/.test(term) && (/^[-.~/@$]/.test(term) || /[-/=.:_@]/.test(term.slice(1, -1)))
	);
}

function parts(term: string): string[] {
	const own: string[] = [];
	const [left = '', ...right] = term.split('=');
	if (right.length > 0) own.push(left, ...right);
	const path = /~?\.{0,2}\/[\w./@-]+/.exec(term)?.[0];
	if (path !== undefined) {
		const names = path.split('/');
		own.push(path, names.at(-1) ?? '');
		for (let end = names.length - 1; end > 2; end--) own.push(names.slice(0, end).join('/'));
	}
	return own;
}
