import { chart } from '../../costs/chart.ts';
import { costsHash, FIELDS, fieldText, fieldValue, readCostsHash } from '../../costs/fields.ts';
import { type CostInputs, POST } from '../../costs/model.ts';
import { comparison, dollars, type Levers, type Scenario, scenarios } from '../../costs/words.ts';
import { bytesInWords } from '../../data/measurements.ts';

/** Reads the form on each change, draws what follows from it, and keeps it in the address. */
export function calculator(section: HTMLElement): void {
	const form = section.querySelector('form');
	if (form === null) return;
	const levers = {
		weeksKept: Number(section.dataset['weeksKept']),
		bytesPerPush: Number(section.dataset['bytesPerPush']),
	};
	const show = (inputs: CostInputs) => draw(section, form, inputs, levers);
	const fromAddress = () => readCostsHash(location.hash, POST);

	form.hidden = false;
	form.addEventListener('submit', (event) => event.preventDefault());
	form.addEventListener('input', ({ target }) => {
		const provider = control(form, 'provider');
		if (target === provider && provider.value !== '') control(form, 'price').value = provider.value;
		keep(show, readForm(form));
	});
	for (const button of form.querySelectorAll<HTMLElement>('[data-costs-preset]')) {
		button.addEventListener('click', () => {
			const megabytes = button.dataset['costsPreset'] ?? '';
			const inputs = megabytes === '' ? POST : { ...readForm(form), bytesPerPush: Number(megabytes) * 1e6 };
			fill(form, inputs);
			keep(show, inputs);
		});
	}
	addEventListener('hashchange', () => open());
	open();

	function open(): void {
		const inputs = fromAddress();
		if (inputs === undefined || form === null) return;
		fill(form, inputs);
		show(inputs);
		section.scrollIntoView();
	}
}

function keep(show: (inputs: CostInputs) => void, inputs: CostInputs): void {
	history.replaceState(null, '', costsHash(inputs));
	show(inputs);
}

/** What a control says that is no number is as in the post's case. */
function readForm(form: HTMLFormElement): CostInputs {
	const inputs: Record<keyof CostInputs, number> = { ...POST };
	for (const field of FIELDS) {
		const value = fieldValue(field, control(form, field.name).value);
		if (value !== undefined) inputs[field.input] = value;
	}
	return inputs;
}

function fill(form: HTMLFormElement, inputs: CostInputs): void {
	for (const field of FIELDS) control(form, field.name).value = fieldText(field, inputs);
}

function control(form: HTMLFormElement, name: string): HTMLInputElement | HTMLSelectElement {
	const found = form.elements.namedItem(name);
	if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement) return found;
	throw new Error(`The form has no control \`${name}\`.`);
}

function draw(section: HTMLElement, form: HTMLFormElement, inputs: CostInputs, levers: Levers): void {
	const all = scenarios(inputs, levers);
	const says = section.querySelector('[data-costs-says]');
	const [entered] = all;
	if (says && entered) says.textContent = comparison(entered.result, inputs);
	const provider = control(form, 'provider');
	provider.value = String(inputs.dollarsPerGbMonth);
	if (provider.value === '' || provider instanceof HTMLInputElement) provider.value = '';
	drawChart(section, all);
	drawRows(section, all);
}

function drawChart(section: HTMLElement, all: readonly Scenario[]): void {
	const svg = section.querySelector('[data-costs-chart]');
	if (svg === null) return;
	const { paths, x, y, left, right, bottom } = chart(
		all.map(({ result }) => result.stored),
		bytesInWords,
	);
	const marks = element('g', { class: 'marks' });
	for (const { at, text } of y) {
		marks.append(element('line', { x1: left, x2: right, y1: at, y2: at }));
		marks.append(element('text', { x: left - 8, y: at, dy: '0.32em', 'text-anchor': 'end' }, text));
	}
	for (const { at, text } of x)
		marks.append(element('text', { x: at, y: bottom + 22, 'text-anchor': 'middle' }, text));
	svg.replaceChildren(marks, ...paths.map((d, at) => element('path', { d, class: `series s${at}` })));
}

function drawRows(section: HTMLElement, all: readonly Scenario[]): void {
	const rows = section.querySelectorAll('[data-costs-rows] > tr');
	for (const [at, { name, result }] of all.entries()) {
		const row = rows[at];
		const head = row?.querySelector('th')?.lastChild;
		if (!row || !head) continue;
		head.textContent = ` ${name}`;
		const cells = [
			bytesInWords(result.stored.at(-1) ?? 0),
			dollars(result.lastMonthDollars),
			dollars(result.totalDollars),
			result.dearerFromMonth === undefined ? 'never' : `from month ${result.dearerFromMonth}`,
		];
		for (const [column, cell] of row.querySelectorAll('td').entries()) cell.textContent = cells[column] ?? '';
	}
}

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
	const made = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
	made.textContent = text;
	return made;
}
