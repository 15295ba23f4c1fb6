import { createHighlighterCore, type HighlighterCore, type ThemeRegistration } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** A stretch of one line: its text and what it is, by the class it is shown with. */
export interface CodeToken {
	readonly text: string;
	/** A letter of `code.css`; missing for plain text. */
	readonly kind?: Kind;
}

type Kind = 'k' | 's' | 'c' | 'v' | 'n' | 'f';

/** What is told apart, and the grammar scopes that mean it. Colours live in `code.css`; here each kind has a stand-in. */
const KINDS: Readonly<Record<Kind, readonly string[]>> = {
	k: ['keyword', 'storage', 'keyword.operator.word', 'entity.name.tag', 'support.type.property-name'],
	s: ['string', 'punctuation.definition.string', 'markup.inline.raw'],
	c: ['comment', 'punctuation.definition.comment'],
	v: [
		'variable',
		'punctuation.definition.variable',
		'punctuation.definition.expansion',
		'variable.parameter',
	],
	n: ['constant', 'constant.numeric', 'constant.language'],
	f: ['entity.name.function', 'support.function', 'entity.name.command', 'markup.heading'],
};

const letters = Object.keys(KINDS) as Kind[];
const makeStandInColour = (kind: Kind) => `#0000${(letters.indexOf(kind) + 16).toString(16)}`.toUpperCase();

const theme: ThemeRegistration = {
	name: 'drydock',
	type: 'light',
	fg: '#000000',
	bg: '#FFFFFF',
	settings: [
		...letters.map((kind) => ({
			scope: [...KINDS[kind]],
			settings: { foreground: makeStandInColour(kind) },
		})),
		{
			scope: ['keyword.operator', 'string.unquoted', 'variable.other.readwrite', 'meta.object-literal.key'],
			settings: { foreground: '#000000' },
		},
	],
};

const GRAMMARS = {
	dockerfile: () => import('shiki/langs/docker.mjs'),
	javascript: () => import('shiki/langs/javascript.mjs'),
	json: () => import('shiki/langs/json.mjs'),
	yaml: () => import('shiki/langs/yaml.mjs'),
	toml: () => import('shiki/langs/toml.mjs'),
	shell: () => import('shiki/langs/shellscript.mjs'),
	diff: () => import('shiki/langs/diff.mjs'),
};
export type Language = keyof typeof GRAMMARS | 'text';

const ALIASES: Readonly<Record<string, Language>> = {
	docker: 'dockerfile',
	js: 'javascript',
	mjs: 'javascript',
	cjs: 'javascript',
	ts: 'javascript',
	yml: 'yaml',
	sh: 'shell',
	bash: 'shell',
	console: 'shell',
};

let ready: Promise<HighlighterCore> | undefined;
const highlightedTexts = new Map<string, CodeToken[][]>();

/** The lines of a text as tokens. The texts of the tokens of a line, joined, are that line. */
export async function highlight(text: string, language: Language): Promise<CodeToken[][]> {
	const key = `${language}\0${text}`;
	const before = highlightedTexts.get(key);
	if (before !== undefined) return before;
	const lines = language === 'text' ? splitPlainLines(text) : await tokenizeCode(text, language);
	highlightedTexts.set(key, lines);
	return lines;
}

/** The language of a file by its name, or of a fence by the word behind its backticks. */
export function detectLanguage(name: string): Language {
	const base = name.split('/').at(-1)?.toLowerCase() ?? '';
	if (base in GRAMMARS) return base as Language;
	if (/^(dockerfile|containerfile)(\.|$)|\.dockerfile$/.test(base)) return 'dockerfile';
	const ending = base.split('.').at(-1) ?? '';
	if (ending in GRAMMARS) return ending as Language;
	return ALIASES[ending] ?? 'text';
}

async function tokenizeCode(text: string, language: Exclude<Language, 'text'>): Promise<CodeToken[][]> {
	ready ??= createHighlighterCore({
		themes: [theme],
		langs: Object.values(GRAMMARS).map((load) => load()),
		engine: createJavaScriptRegexEngine({ forgiving: true }),
	});
	const highlighter = await ready;
	const name = language === 'shell' ? 'shellscript' : language === 'dockerfile' ? 'docker' : language;
	const kinds = new Map(letters.map((kind) => [makeStandInColour(kind), kind]));
	return highlighter
		.codeToTokensBase(text.replace(/\r/g, ''), {
			lang: name,
			theme: 'drydock',
			// With a limit, a busy machine colours less of a line than an idle one.
			tokenizeTimeLimit: 0,
		})
		.map((line) =>
			merge(
				line.map(({ content, color }) => {
					const kind = kinds.get(color?.toUpperCase() ?? '');
					return kind === undefined ? { text: content } : { text: content, kind };
				}),
			),
		);
}

/** Neighbours of one kind become one, and blanks take the kind before them: fewer elements for the same picture. */
function merge(line: readonly CodeToken[]): CodeToken[] {
	const merged: CodeToken[] = [];
	for (const token of line) {
		const last = merged.at(-1);
		if (last !== undefined && (last.kind === token.kind || token.text.trim() === ''))
			merged[merged.length - 1] = { ...last, text: last.text + token.text };
		else merged.push(token);
	}
	return merged;
}

function splitPlainLines(text: string): CodeToken[][] {
	return text
		.replace(/\r/g, '')
		.split('\n')
		.map((line) => (line === '' ? [] : [{ text: line }]));
}
