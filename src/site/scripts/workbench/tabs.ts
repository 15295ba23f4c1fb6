import { formatCount, makeElement } from './elements.ts';

export interface Tabs {
	/** What is put into the page: the tabs, then a panel for each. */
	readonly parts: readonly HTMLElement[];
	panel(file: string): HTMLElement;
	show(file: string): void;
	getShownFile(): string;
	/** Says on the tab how many findings its file has. */
	count(file: string, findings: number): void;
}

/** File tabs as the examples have them: radio buttons, walked with the arrows; which panel shows is up to the style sheet. */
export function createTabs(name: string, files: readonly string[]): Tabs {
	const tabs = new Map(
		files.map((file, at) => {
			const input = makeElement('input', { type: 'radio', name: `workbench-${name}`, value: file });
			input.checked = at === 0;
			const badge = makeElement('i');
			const label = makeElement('label', {}, input, makeElement('span', {}, file), badge);
			return [file, { input, badge, label, panel: makeElement('div', { class: 'panel' }) }] as const;
		}),
	);
	const all = [...tabs.values()];
	const legend = makeElement('legend', { class: 'hidden' }, 'File shown');
	const bar = makeElement('fieldset', { class: 'tabs' }, legend, ...all.map(({ label }) => label));
	return {
		parts: [bar, ...all.map(({ panel }) => panel)],
		panel: (file) => tabs.get(file)?.panel ?? bar,
		show(file) {
			const tab = tabs.get(file);
			if (tab !== undefined) tab.input.checked = true;
		},
		getShownFile: () => all.find(({ input }) => input.checked)?.input.value ?? '',
		count(file, findings) {
			const badge = tabs.get(file)?.badge;
			if (badge === undefined) return;
			badge.replaceChildren(
				...(findings === 0
					? []
					: [
							`${findings}`,
							makeElement(
								'span',
								{ class: 'hidden' },
								` ${formatCount(findings, 'finding').replace(/^\d+ /, '')}`,
							),
						]),
			);
		},
	};
}
