const form = document.querySelector<HTMLFormElement>('[data-rule-filter]');
const count = document.querySelector('[data-rule-count]');
const NAMES = ['name', 'topic', 'severity', 'fixable'] as const;

if (form) {
	takeAddress(form);
	filterRules(form);
	form.addEventListener('submit', (event) => event.preventDefault());
	form.addEventListener('input', () => {
		filterRules(form);
		history.replaceState(null, '', formatAddress(form));
	});
}

/** Shows the rules that are asked for, and no topic without one. */
function filterRules(asking: HTMLFormElement): void {
	const [name = '', topic, severity, fixable] = NAMES.map((name) => readWish(asking, name));
	let shownRules = 0;
	for (const group of document.querySelectorAll<HTMLElement>('[data-topic]')) {
		let shownHere = 0;
		for (const rule of group.querySelectorAll<HTMLElement>('[data-rule]')) {
			rule.hidden =
				!isCalled(rule, name) ||
				(topic !== '' && group.dataset['topic'] !== topic) ||
				(severity !== '' && rule.dataset['rule'] !== severity) ||
				(fixable !== '' && rule.dataset['fixable'] !== fixable);
			if (!rule.hidden) shownHere++;
		}
		group.hidden = shownHere === 0;
		shownRules += shownHere;
	}
	if (count)
		count.textContent =
			shownRules === 0 ? 'No rule is all of this.' : `${shownRules} ${shownRules === 1 ? 'rule' : 'rules'}`;
}

/** True where the rule's own name, or a code that another tool has for it, has this in it. */
function isCalled(rule: HTMLElement, name: string): boolean {
	return (rule.dataset['names'] ?? '').includes(name.trim().toLowerCase());
}

function readWish(asking: HTMLFormElement, name: string): string {
	return String(new FormData(asking).get(name) ?? '');
}

function takeAddress(asking: HTMLFormElement): void {
	const wishes = new URLSearchParams(location.search);
	for (const name of NAMES)
		for (const control of asking.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)) {
			const wish = wishes.get(name) ?? '';
			if (control.type === 'search') control.value = wish;
			else if (control instanceof HTMLInputElement) control.checked = control.value === wish;
			else if ([...control.options].some(({ value }) => value === wish)) control.value = wish;
		}
}

function formatAddress(asking: HTMLFormElement): string {
	const wishes = NAMES.map((name) => [name, readWish(asking, name)]).filter(([, wish]) => wish !== '');
	const query = new URLSearchParams(wishes as [string, string][]).toString();
	return location.pathname + (query === '' ? '' : `?${query}`) + location.hash;
}
