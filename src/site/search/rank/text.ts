import type { Place } from '../indexed-page.ts';
import { extractStem } from './stem.ts';

/** Words that say nothing about what is looked for, those in which a question is put among them. */
const STOP = new Set(
	`a able about after again all already also am an and any anybody anyone anything are as at be because been before being best between but by can cant correct could define definition did didnt difference different do does doesnt doing dont each else ever every everything explain explained for from gets getting give go goes going got had happen happening happens has have having he help her here heres hers him his how hows i id if ill im in into is isnt it its ive just let lets like make makes many may me mean meaning means might more most much must my need needs no not now of off on once one only onto or other our out own please possible question say says shall she should so some somebody someone something still such tell than that thats the their them then there these they thing things this those though to too tried try trying under until up us use used uses using very want was way we were what whats when where which while who whose why whys will with without wont would yes yet you your`.split(
		' ',
	),
);

/** What an instruction is called in capitals is a word of every question in small letters. */
const INSTRUCTION = /^(?:FROM|AS)$/;

/** Names that are one word although their letters change case. */
const ONE_WORD =
	/Git(?:Hub|Lab)|DockerHub|Build(?:Kit|X)|(?:My|Postgre)SQL|(?:Java|Type)Script|CircleCI|DevOps|macOS/g;

/** The words of a text in lower case, in order. What is written in code falls into its parts. */
export function splitWords(text: string): string[] {
	return text
		.replace(ONE_WORD, (name) => name.toLowerCase())
		.replace(/(\p{L})['’](?=\p{L})/gu, '$1')
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '')
		.map((word) => (INSTRUCTION.test(word) ? word : word.toLowerCase()));
}

/** The words that say what is looked for; all of them where none does. */
export function selectTellingWords(words: readonly string[]): string[] {
	const telling = words.filter(
		(word, at) => !STOP.has(word) && !isHowOften(word, words[at - 1]) && (word.length > 1 || /\d/.test(word)),
	);
	return telling.length > 0 ? telling : [...words];
}

/** "Every time", "the last time": how often something happens is not what it is about. */
function isHowOften(word: string, before: string | undefined): boolean {
	return (
		/^times?$/.test(word) && /^(?:any|each|every|first|last|many|next|same|several|this)$/.test(before ?? '')
	);
}

export function listStems(text: string): string[] {
	return selectTellingWords(splitWords(text)).map(extractStem);
}

/** Two words that stand next to each other, less the words that say nothing. */
export function listPairs(list: readonly string[]): string[] {
	return list.slice(1).map((word, at) => `${list[at]} ${word}`);
}

/** A whole name or question as one key: `clone-in-build` and "Clone in build?" are the same. */
export function nameKey(text: string): string {
	return `=${splitWords(text).map(extractStem).join(' ').toLowerCase()}`;
}

/** The same of its telling words only: "What is a layer" and "explain layers" are both `layer`. */
export function makeTellingKey(text: string): string {
	return `=${joinCoreStems(text)}`;
}

/** On a site about Docker, "in docker" and "in a Dockerfile" are said of everything. */
function joinCoreStems(text: string): string {
	const tellingStems = listStems(text);
	const less = tellingStems.filter((word) => !/^docker(?:fil)?$/.test(word) && !INSTRUCTION.test(word));
	return (less.length > 0 ? less : tellingStems).join(' ');
}

/** Asking what a word means, in whichever frame: "What is a layer?", "explain layers", "layer meaning". */
const MEANING =
	/^(?:(?:hi,? |please |can (?:you|someone|anyone) )*(?:what(?:'?s|’s| is| are| does)|explain|define|describe|meaning of|definition of)\b)|\b(?:mean(?:s|ing)?|definition|explained)\W*$/i;

/** What a text asks the meaning of, as one key; nothing where it asks something else. */
export function makeMeaningKey(text: string): string | undefined {
	return MEANING.test(text.trim()) ? `?${joinCoreStems(text)}` : undefined;
}

/** A whole line of code as one key, however it is indented: a line that somebody pastes. */
export function makeLineKey(text: string): string {
	return `>${text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/ \\$/, '')}`;
}

/**
 * What may be the name of a check within what a linter prints or a reviewer writes: `DL3008`, `CKV_DOCKER_2` and
 * `FromAsCasing` are written as no other word is.
 */
export function listNamedChecks(text: string): string[] {
	const pieces = text.split(/[^\w-]+/);
	return pieces.filter(
		(piece) => piece !== text && (/^[a-z][\w-]*\d$/i.test(piece) || /[a-z][A-Z]/.test(piece)),
	);
}

/** A word of a heading or of a line of code, as a key of its own. */
export function makePlaceKey(place: Place, stem: string): string {
	return `${place === 'section' ? '§' : '#'}${stem}`;
}

export function isPlaceKey(key: string): boolean {
	return /^[§#]/.test(key);
}

/**
 * What is written in code, kept as it is written: flags, paths, assignments, images, file and host names. A long one also
 * counts as its parts: `--mount=type=cache,target=/root/.npm` is `--mount=type=cache`, `--mount` and `/root/.npm` too.
 */
export function extractCodeTerms(text: string): string[] {
	const codeTermSet = new Set<string>();
	for (const piece of text.toLowerCase().split(/[\s"'`“”‘’()[\]{}<>;|&,\\]+/)) {
		const whole = piece.replace(/^[:!?*.]+(?=$|[^\w/])|[:!?*.]+$/g, '').replace(/\/+\**$/, '');
		if (isCode(whole))
			for (const term of [whole, ...splitCodeTerm(whole)]) if (isCode(term)) codeTermSet.add(term);
	}
	return [...codeTermSet].filter((term) => term.length <= 60);
}

function isCode(term: string): boolean {
	return (
		term.length > 2 &&
		/[a-z]/.test(term) &&
		!/^-[a-z]{2}$/.test(term) &&
		(/^[-.~/@$]/.test(term) || /[-/=.:_@]/.test(term.slice(1, -1)))
	);
}

function splitCodeTerm(term: string): string[] {
	const termParts: string[] = [];
	const [left = '', ...right] = term.split('=');
	if (right.length > 0) termParts.push(left, ...right);
	const path = /~?\.{0,2}\/[\w./@-]+/.exec(term)?.[0];
	if (path !== undefined) {
		const names = path.split('/');
		termParts.push(path, names.at(-1) ?? '');
		for (let end = names.length - 1; end > 2; end--) termParts.push(names.slice(0, end).join('/'));
	}
	return termParts;
}
