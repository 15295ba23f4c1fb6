import { classifyFile } from '#core/file-kind.ts';
import type { Finding } from '#core/finding.ts';
import type { Texts } from '#examples/exercises/exercise.ts';
import { LONGEST_WORK } from '../ask-worker.ts';
import { type CodeEditor, createCodeEditor } from './code-editor.ts';
import { makeElement, renderSentence } from './elements.ts';
import { createFindingsList, describeFindings, type FoundIn } from './findings-list.ts';
import { type ContextSource, LONGEST_TEXT } from './lint-request.ts';
import { createLinter } from './linter.ts';
import { resolveRuleAddress } from './rule-address.ts';
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
	/** What the rules may know of the build context, beside the files as they are. */
	readonly context: ContextSource;
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

const TOO_SLOW = `This took longer than ${LONGEST_WORK / 1000} seconds and was stopped. Nothing is said of these files here. The command line checks them.`;
const NOT_LOADED = 'The linter could not be loaded. Is there a network?';

export function createWorkbench(options: WorkbenchOptions): Workbench {
	const { place, name, site } = options;
	const linter = createLinter(options.context);
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
		const findings = await linter.lint(current).catch(() => null);
		// Typing went on while this was looked at.
		if (mine !== round) return;
		if (!findings) {
			list.show([], findings === null ? NOT_LOADED : TOO_SLOW);
			return;
		}
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
		const before = collectTexts();
		const after = await linter.fix(before).catch(() => undefined);
		for (const [file, editor] of editors) {
			const text = after?.[file];
			if (text !== undefined && text !== before[file] && editor.text() === before[file]) editor.replace(text);
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
