import { formatCostsHash, readCostsHash } from '../../costs/fields.ts';
import { type CostInputs, POST } from '../../costs/model.ts';
import { listPresets } from '../../costs/presets.ts';
import { computeScenarios, describePlanComparison } from '../../costs/words.ts';
import { drawChart, drawRows } from './drawing.ts';
import { CostsForm } from './form.ts';

/** Brings the controls and the chart to life, and keeps what is asked for in the address. */
export function mountCalculator(section: HTMLElement): void {
	const says = section.querySelector('[data-costs-says]');
	const rows = section.querySelector('[data-costs-rows]');
	const controls = section.querySelector<HTMLFormElement>('[data-costs-form]');
	const figure = section.querySelector<HTMLElement>('.costs-chart');
	if (says === null || rows === null || controls === null || figure === null) return;
	const { first, before, after } = section.dataset;
	const measured = { first: Number(first), before: Number(before), after: Number(after) };
	const show = (inputs: CostInputs) => {
		const all = computeScenarios(inputs);
		const [entered] = all;
		if (entered) says.textContent = describePlanComparison(entered.result, inputs);
		form.showPrice(inputs);
		drawChart(figure, all);
		drawRows(rows, all);
	};
	const form = new CostsForm(controls, listPresets(measured), (inputs) => {
		history.replaceState(null, '', formatCostsHash(inputs));
		show(inputs);
	});
	const open = () => {
		const inputs = readCostsHash(location.hash, POST);
		form.fill(inputs ?? POST);
		show(inputs ?? POST);
		if (inputs !== undefined) section.scrollIntoView();
	};

	addEventListener('hashchange', () => location.hash.startsWith('#costs:') && open());
	open();
}
