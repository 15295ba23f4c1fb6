import type { Finding } from '#core/finding.ts';
import { counted, element, sentence } from './elements.ts';
import { reviewComment } from './rule-reasons.ts';

/** A finding and the file it stands in. */
export interface FoundIn {
	readonly file: string;
	readonly finding: Finding;
}

export interface ListActions {
	goTo(found: FoundIn): void;
	fix(found: FoundIn): void;
	fixAll(): void;
}

export interface FindingsList {
	readonly root: HTMLElement;
	/** Shows these findings. What stays is left as it is, so that the focus stays and only news are read out. */
	show(found: readonly FoundIn[], summary: string): void;
	/** Takes the focus: after a button has gone with its finding, it would otherwise be lost. */
	focus(): void;
}

/** More than this is not listed; what is mended makes room for the rest. */
const MOST_LISTED = 100;

/** The address of a rule as this page links to it. */
export function ruleHref(rule: string): string {
	return `${document.documentElement.dataset['base'] ?? '/'}rules/${rule}/`;
}

/** A list of findings that is read out, politely, as it changes. */
export function createFindingsList(site: string, actions: ListActions): FindingsList {
	const summary = element('p', { class: 'bench-summary', tabindex: '-1' });
	const fixAll = element(
		'button',
		{ class: 'bench-button', type: 'button', hidden: '' },
		'Fix all that can be fixed',
	);
	const list = element('ol', { class: 'bench-list' });
	const live = element('div', { 'aria-live': 'polite', 'aria-relevant': 'additions text' }, summary, list);
	const root = element('section', { class: 'bench-findings', 'aria-label': 'Findings' }, live, fixAll);
	fixAll.addEventListener('click', () => actions.fixAll());
	let shown = new Map<string, HTMLElement>();
	return {
		root,
		show(found, words) {
			if (summary.textContent !== words) summary.textContent = words;
			fixAll.hidden = found.filter(isFixable).length < 2;
			const next = new Map<string, HTMLElement>();
			for (const one of found.slice(0, MOST_LISTED)) {
				const key = keyOf(one, next);
				next.set(key, shown.get(key) ?? element('li'));
			}
			for (const [key, old] of shown) if (!next.has(key)) old.remove();
			[...next].forEach(([key, row], at) => {
				const one = found[at];
				if (one !== undefined) fill(row, one, site, actions);
				if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
				shown.delete(key);
			});
			shown = next;
			if (found.length > MOST_LISTED) summary.textContent = `${words} The first ${MOST_LISTED} are listed.`;
		},
		focus: () => summary.focus(),
	};
}

function isFixable({ finding }: FoundIn): boolean {
	return finding.fix?.safe === true;
}

/** Three errors, one warning: `4 findings: 3 errors, 1 warning`. */
export function summaryOf(found: readonly FoundIn[]): string {
	if (found.length === 0) return 'No findings.';
	const kinds = (['error', 'warning', 'info'] as const).flatMap((severity) => {
		const number = found.filter(({ finding }) => finding.severity === severity).length;
		return number === 0 ? [] : [severity === 'info' ? `${number} info` : counted(number, severity)];
	});
	return `${counted(found.length, 'finding')}: ${kinds.join(', ')}.`;
}

/** The same for a finding that only moved to another line: its row is kept. */
function keyOf({ file, finding }: FoundIn, taken: ReadonlyMap<string, unknown>): string {
	const key = `${file}\n${finding.rule}\n${finding.message}`;
	let number = 0;
	while (taken.has(`${key}\n${number}`)) number++;
	return `${key}\n${number}`;
}

/** Writes the row once; afterwards only its line number and what its buttons do may change. */
function fill(row: HTMLElement, one: FoundIn, site: string, actions: ListActions): void {
	const { file, finding } = one;
	const { rule, severity, message, range } = finding;
	if (row.firstChild === null) {
		row.className = `note ${severity}`;
		row.append(
			element('button', { type: 'button', class: 'bench-place' }),
			' ',
			element('b', {}, severity),
			' ',
			element('span', {}, ...sentence(message)),
			' ',
			element('a', { href: ruleHref(rule) }, rule),
			element('div', { class: 'bench-actions' }),
		);
		const buttons = row.lastElementChild;
		if (isFixable(one))
			buttons?.append(
				element('button', { type: 'button', class: 'bench-button' }, `Fix: ${finding.fix?.title ?? ''}`),
			);
		buttons?.append(
			element(
				'button',
				{ type: 'button', class: 'bench-button', 'data-copy': '' },
				element('span', {}, 'Copy as review comment'),
			),
		);
	}
	const place = row.querySelector<HTMLButtonElement>('.bench-place');
	const words = `${file}:${range.start.line}`;
	if (place !== null) {
		if (place.textContent !== words) place.textContent = words;
		place.onclick = () => actions.goTo(one);
	}
	const fix = row.querySelector<HTMLButtonElement>('.bench-button:not([data-copy])');
	if (fix !== null) fix.onclick = () => actions.fix(one);
	const copy = row.querySelector<HTMLElement>('[data-copy]');
	// Written when it is needed: the sentences may come later than the findings.
	if (copy !== null)
		copy.onclick = () => {
			copy.dataset['copy'] = reviewComment(finding, site);
		};
}
