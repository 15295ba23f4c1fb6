import type { Finding } from '#core/finding.ts';
import { formatCount, makeElement, renderSentence } from './elements.ts';
import { resolveRuleAddress } from './rule-address.ts';
import { formatFindingComment } from './rule-reasons.ts';

/** A finding and the file it stands in. */
export interface FoundIn {
	readonly file: string;
	readonly finding: Finding;
}

export interface ListActions {
	goTo(locatedFinding: FoundIn): void;
	fix(locatedFinding: FoundIn): void;
	fixAll(): void;
}

export interface FindingsList {
	readonly root: HTMLElement;
	/** Shows these findings. What stays is left as it is, so that the focus stays and only news are read out. */
	show(locatedFindings: readonly FoundIn[], summary: string): void;
	/** Takes the focus: after a button has gone with its finding, it would otherwise be lost. */
	focus(): void;
}

/** More than this is not listed; what is mended makes room for the rest. */
const MOST_LISTED = 100;

/** A list of findings that is read out, politely, as it changes. */
export function createFindingsList(site: string, actions: ListActions): FindingsList {
	const summary = makeElement('p', { class: 'workbench-summary', tabindex: '-1' });
	const fixAll = makeElement(
		'button',
		{ class: 'workbench-button', type: 'button', hidden: '' },
		'Fix all that can be fixed',
	);
	const list = makeElement('ol', { class: 'workbench-list' });
	const live = makeElement(
		'div',
		{ 'aria-live': 'polite', 'aria-relevant': 'additions text' },
		summary,
		list,
	);
	const root = makeElement(
		'section',
		{ class: 'workbench-findings', 'aria-label': 'Findings' },
		live,
		fixAll,
	);
	fixAll.addEventListener('click', () => actions.fixAll());
	let rowsByKey = new Map<string, HTMLElement>();
	return {
		root,
		show(locatedFindings, words) {
			if (summary.textContent !== words) summary.textContent = words;
			fixAll.hidden = locatedFindings.filter(isFixable).length < 2;
			const next = new Map<string, HTMLElement>();
			for (const locatedFinding of locatedFindings.slice(0, MOST_LISTED)) {
				const key = makeRowKey(locatedFinding, next);
				next.set(key, rowsByKey.get(key) ?? makeElement('li'));
			}
			for (const [key, old] of rowsByKey) if (!next.has(key)) old.remove();
			[...next].forEach(([key, row], at) => {
				const locatedFinding = locatedFindings[at];
				if (locatedFinding !== undefined) updateRow(row, locatedFinding, site, actions);
				if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
				rowsByKey.delete(key);
			});
			rowsByKey = next;
			if (locatedFindings.length > MOST_LISTED)
				summary.textContent = `${words} The first ${MOST_LISTED} are listed.`;
		},
		focus: () => summary.focus(),
	};
}

function isFixable({ finding }: FoundIn): boolean {
	return finding.fix?.kind === 'safe';
}

/** Three errors, one warning: `4 findings: 3 errors, 1 warning`. */
export function describeFindings(locatedFindings: readonly FoundIn[]): string {
	if (locatedFindings.length === 0) return 'No findings.';
	const kinds = (['error', 'warning', 'info'] as const).flatMap((severity) => {
		const number = locatedFindings.filter(({ finding }) => finding.severity === severity).length;
		return number === 0 ? [] : [severity === 'info' ? `${number} info` : formatCount(number, severity)];
	});
	return `${formatCount(locatedFindings.length, 'finding')}: ${kinds.join(', ')}.`;
}

/** The same for a finding that only moved to another line: its row is kept. */
function makeRowKey({ file, finding }: FoundIn, taken: ReadonlyMap<string, unknown>): string {
	const key = `${file}\n${finding.rule}\n${finding.message}`;
	let number = 0;
	while (taken.has(`${key}\n${number}`)) number++;
	return `${key}\n${number}`;
}

/** Writes the row once; afterwards only its line number and what its buttons do may change. */
function updateRow(row: HTMLElement, locatedFinding: FoundIn, site: string, actions: ListActions): void {
	const { file, finding } = locatedFinding;
	const { rule, severity, message, range } = finding;
	if (row.firstChild === null) {
		row.className = `note ${severity}`;
		row.append(
			makeElement('button', { type: 'button', class: 'workbench-place' }),
			' ',
			makeElement('b', {}, severity),
			' ',
			makeElement('span', {}, ...renderSentence(message)),
			' ',
			makeElement('a', { href: resolveRuleAddress(rule) }, rule),
			makeElement('div', { class: 'workbench-actions' }),
		);
		const buttons = row.lastElementChild;
		if (isFixable(locatedFinding))
			buttons?.append(
				makeElement(
					'button',
					{ type: 'button', class: 'workbench-button' },
					`Fix: ${finding.fix?.title ?? ''}`,
				),
			);
		buttons?.append(
			makeElement(
				'button',
				{ type: 'button', class: 'workbench-button', 'data-copy': '' },
				makeElement('span', {}, 'Copy as review comment'),
			),
		);
	}
	const place = row.querySelector<HTMLButtonElement>('.workbench-place');
	const words = `${file}:${range.start.line}`;
	if (place !== null) {
		if (place.textContent !== words) place.textContent = words;
		place.onclick = () => actions.goTo(locatedFinding);
	}
	const fix = row.querySelector<HTMLButtonElement>('.workbench-button:not([data-copy])');
	if (fix !== null) fix.onclick = () => actions.fix(locatedFinding);
	const copy = row.querySelector<HTMLElement>('[data-copy]');
	// Written when it is needed: the sentences may come later than the findings.
	if (copy !== null)
		copy.onclick = () => {
			copy.dataset['copy'] = formatFindingComment(finding, site);
		};
}
