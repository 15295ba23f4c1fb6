import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import {
	type Diagnostic,
	lintGutter,
	nextDiagnostic,
	previousDiagnostic,
	setDiagnostics,
} from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
	Decoration,
	EditorView,
	keymap,
	lineNumbers,
	MatchDecorator,
	placeholder,
	ViewPlugin,
	type ViewUpdate,
} from '@codemirror/view';
import type { Edit, Finding } from '#core/finding.ts';
import type { Span } from '#core/source/position.ts';
import { EDITOR_THEME } from './editor-theme.ts';

/** An editor for one file. Offsets are those of `text()`, in which every line ends in a line feed. */
export interface CodeEditor {
	text(): string;
	/** Replaces the whole text; undo brings the old one back. */
	replace(text: string): void;
	/** Makes edits of the text as it is now, as one step for undo. */
	edit(edits: readonly Edit[]): void;
	/** Shows the findings on their lines, in place of those shown before. */
	mark(findings: readonly Finding[], note: (finding: Finding) => Node): void;
	/** Puts the cursor there, scrolls to it and takes the focus. */
	goTo(span: Span): void;
	focus(): void;
}

export interface EditorOptions {
	/** What a screen reader calls it. */
	readonly label: string;
	readonly language: 'dockerfile' | 'yaml' | 'text';
	readonly text: string;
	/** Shown while it is empty. */
	readonly hint: string;
	onChange(): void;
}

/** More marks than this help nobody and take their time. */
const MOST_MARKS = 300;

/**
 * Makes an editor inside `host`, in a shadow tree: there its style sheets are adopted, which the content security policy
 * allows, and no style element is written into the page.
 */
export function createCodeEditor(host: HTMLElement, options: EditorOptions): CodeEditor {
	const root = host.attachShadow({ mode: 'open' });
	const view = new EditorView({
		parent: root,
		root,
		state: EditorState.create({ doc: options.text, extensions: listExtensions(options) }),
	});
	// Keys of the page, such as `/` for the search, are letters in here.
	host.addEventListener('keydown', (event) => {
		if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
	});
	const keepOffsetInText = (offset: number) => Math.max(0, Math.min(offset, view.state.doc.length));
	return {
		text: () => view.state.doc.toString(),
		replace(text) {
			view.dispatch({
				changes: { from: 0, to: view.state.doc.length, insert: text },
				selection: { anchor: 0 },
			});
		},
		edit(edits) {
			const changes = edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text }));
			view.dispatch({ changes, scrollIntoView: true, userEvent: 'input.fix' });
		},
		mark(findings, note) {
			const diagnostics = findings.slice(0, MOST_MARKS).map(
				(finding): Diagnostic => ({
					from: keepOffsetInText(finding.span.start),
					to: keepOffsetInText(finding.span.end),
					severity: finding.severity,
					message: finding.message,
					renderMessage: () => note(finding),
				}),
			);
			view.dispatch(setDiagnostics(view.state, diagnostics));
		},
		goTo({ start, end }) {
			const [anchor, head] = [keepOffsetInText(start), keepOffsetInText(end)];
			const effects = EditorView.scrollIntoView(anchor, { y: 'center' });
			view.dispatch({ selection: { anchor, head }, effects });
			view.focus();
		},
		focus: () => view.focus(),
	};
}

function listExtensions({ label, language, hint, onChange }: EditorOptions): Extension {
	return [
		history(),
		lineNumbers(),
		lintGutter(),
		EditorView.lineWrapping,
		placeholder(hint),
		typedOver,
		EditorState.tabSize.of(4),
		EditorState.phrases.of({ Diagnostics: 'Findings' }),
		EditorView.contentAttributes.of({
			'aria-label': label,
			spellcheck: 'false',
			autocorrect: 'off',
			autocapitalize: 'off',
			translate: 'no',
		}),
		// Tab is not bound: it leaves the editor, as it leaves every other field.
		keymap.of([
			{ key: 'F8', run: nextDiagnostic },
			{ key: 'Shift-F8', run: previousDiagnostic },
			...historyKeymap,
			...defaultKeymap,
		]),
		EditorView.updateListener.of(({ docChanged }) => {
			if (docChanged) onChange();
		}),
		EditorView.theme(EDITOR_THEME),
		language === 'text' ? [] : createHighlighter(language),
	];
}

/** Of each alternative the named group that matched gives the class; the page's own highlighter knows more, and weighs more. */
const WORDS = {
	dockerfile:
		/^\s*(?<c>#.*)|(?<k>^\s*(?:add|arg|cmd|copy|entrypoint|env|expose|from|healthcheck|label|maintainer|onbuild|run|shell|stopsignal|user|volume|workdir)\b|\bas\b(?=\s+[\w.-]+\s*$))|(?<s>"[^"]*"|'[^']*')|(?<v>\$\{?\w+\}?)|(?<n>(?<=\s)--[\w-]+)/dgi,
	yaml: /(?:^|\s)(?<c>#.*)|(?<k>[\w./-]+(?=:(?:\s|$)))|(?<s>"[^"]*"|'[^']*')|(?<v>\$\{?\w+\}?)/dg,
};

function createHighlighter(language: keyof typeof WORDS): Extension {
	const marks = Object.fromEntries(
		[...'cksvn'].map((kind) => [kind, Decoration.mark({ class: `t-${kind}` })]),
	);
	const decorator = new MatchDecorator({
		regexp: WORDS[language],
		decorate(add, from, _to, match) {
			for (const [kind, place] of Object.entries(match.indices?.groups ?? {})) {
				const mark = marks[kind];
				// The indices count from the beginning of what was searched, the match from `from`.
				if (place && mark && place[1] > place[0])
					add(from + place[0] - match.index, from + place[1] - match.index, mark);
			}
		},
	});
	return ViewPlugin.define(
		(view) => ({
			decorations: decorator.createDeco(view),
			update(update: ViewUpdate) {
				this.decorations = decorator.updateDeco(update, this.decorations);
			},
		}),
		{ decorations: (plugin) => plugin.decorations },
	);
}

/**
 * Typing over a selection is done here and not by the browser, which would give the new letters the look of the old ones
 * in a style attribute: the page's policy refuses and reports each.
 */
const typedOver = EditorView.domEventHandlers({
	beforeinput(event, view) {
		const isTypedOver =
			event.inputType === 'insertText' && !view.state.selection.main.empty && !view.composing;
		if (!isTypedOver || event.data === null || event.data === undefined) return false;
		event.preventDefault();
		view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
		return true;
	},
});
