import type { BuildContext } from '#core/build-context/model.ts';
import { classifyFile } from '#core/file-kind.ts';
import type { Finding } from '#core/finding.ts';
import type { Texts } from '#examples/exercises/exercise.ts';
import { type CodeEditor, createCodeEditor } from './code-editor.ts';
import { makeElement, renderSentence } from './elements.ts';
import { createFindingsList, describeFindings, type FoundIn, resolveRuleAddress } from './findings-list.ts';
import { fixText, LONGEST_TEXT, lintFiles } from './lint-files.ts';
import { loadReasons } from './rule-reasons.ts';
import { createTabs } from './tabs.ts';

export interface WorkbenchOptions {
	/** Where it is put; what was there is replaced. */
	readonly place: HTMLElement;
	/** The files and what they hold at first, in the order of their tabs. */
	readonly texts: Texts;
	/** Tells workbenches of one page apart. */
	readonly name: string;
	/** The site's address in full, for what is pasted elsewhere. */
	readonly site: string;
	/** What the rules may know of the build context, given the files as they are. */
	contextOf(texts: Texts): BuildContext | undefined;
	/** Called after each check with what was checked. */
	onChecked?(texts: Texts, locatedFindings: readonly FoundIn[]): void;
}

/** Editors for some files, and below or beside them what the linter says of each as it is typed. */
export interface Workbench {
	texts(): Texts;
	/** Replaces the texts of these files; undo in each brings the old one back. */
	replace(texts: Texts): void;
	/** Shows a file's tab. */
	show(file: string): void;
	/** Puts the cursor into the file that is shown. */
	focus(): void;
}

/** After the last key, so that a word half typed is not reported. In milliseconds. */
const PAUSE = 160;

export function createWorkbench(options: WorkbenchOptions): Workbench {
	const { place, name, site } = options;
	const editors = new Map<string, CodeEditor>();
	const tabs = createTabs(name, Object.keys(options.texts));
	const list = createFindingsList(site, { goTo: showFinding, fix, fixAll: () => void fixEverything() });
	let waiting: ReturnType<typeof setTimeout> | undefined;
	let round = 0;
	let checked: Texts = {};

	for (const [file, text] of Object.entries(options.texts)) {
		const host = makeElement('div', { class: 'workbench-editor' });
		tabs.panel(file).append(host);
		editors.set(
			file,
			createCodeEditor(host, {
				label: file,
				language: chooseLanguage(file),
				text,
				hint: `Paste or type a ${file} here.`,
				onChange: wait,
			}),
		);
	}
	place.replaceChildren(
		makeElement(
			'div',
			{ class: 'workbench' },
			makeElement('div', { class: 'workbench-files' }, ...tabs.parts),
			list.root,
		),
	);
	loadReasons();
	void check();

	function collectTexts(): Texts {
		return Object.fromEntries([...editors].map(([file, editor]) => [file, editor.text()]));
	}

	function wait(): void {
		clearTimeout(waiting);
		waiting = setTimeout(() => void check(), PAUSE);
	}

	async function check(): Promise<void> {
		const mine = ++round;
		const current = collectTexts();
		const findings = await lintFiles(current, options.contextOf(current));
		// Typing went on while the reader of compose files was fetched.
		if (mine !== round) return;
		checked = current;
		const locatedFindings = [...findings].flatMap(([file, all]) =>
			all.map((finding): FoundIn => ({ file, finding })),
		);
		for (const [file, editor] of editors) {
			editor.mark(findings.get(file) ?? [], note);
			tabs.count(file, findings.get(file)?.length ?? 0);
		}
		list.show(locatedFindings, describeCheck(current, locatedFindings));
		options.onChecked?.(current, locatedFindings);
	}

	function showFinding({ file, finding }: FoundIn): void {
		tabs.show(file);
		editors.get(file)?.goTo(finding.span);
	}

	/** Nothing is changed where the text is no longer the one that the finding was found in. */
	function fix({ file, finding }: FoundIn): void {
		const editor = editors.get(file);
		if (editor?.text() === checked[file]) editor?.edit(finding.fix?.edits ?? []);
		void check().then(list.focus);
	}

	async function fixEverything(): Promise<void> {
		for (const [file, editor] of editors) {
			const before = editor.text();
			const after = await fixText(file, before, options.contextOf(collectTexts()));
			if (after !== before && editor.text() === before) editor.replace(after);
		}
		await check();
		list.focus();
	}

	return {
		texts: collectTexts,
		replace(next) {
			for (const [file, text] of Object.entries(next)) {
				const editor = editors.get(file);
				if (editor !== undefined && editor.text() !== text) editor.replace(text);
			}
			clearTimeout(waiting);
			void check();
		},
		show: tabs.show,
		focus: () => editors.get(tabs.getShownFile())?.focus(),
	};
}

function chooseLanguage(file: string): 'dockerfile' | 'yaml' | 'text' {
	const kind = classifyFile(file);
	return kind === 'dockerfile' ? 'dockerfile' : kind === 'compose' ? 'yaml' : 'text';
}

/** What stands beside a marked stretch when it is pointed at. */
function note({ message, rule }: Finding): Node {
	return makeElement(
		'span',
		{},
		...renderSentence(message),
		' ',
		makeElement('a', { href: resolveRuleAddress(rule) }, rule),
	);
}

/** A file too long to be checked here is no clean one. */
function describeCheck(texts: Texts, locatedFindings: readonly FoundIn[]): string {
	const tooLong = Object.keys(texts).filter((file) => (texts[file]?.length ?? 0) > LONGEST_TEXT);
	if (tooLong.length > 0)
		return `${tooLong.join(', ')} is longer than ${LONGEST_TEXT / 1024} KB and is not checked here. The command line checks it.`;
	if (Object.values(texts).every((text) => text.trim() === '')) return 'Nothing to check yet.';
	return describeFindings(locatedFindings);
}
