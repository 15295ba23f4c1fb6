import { formatCostsHash, readCostsHash } from '../../costs/fields.ts';
import { type CostInputs, POST } from '../../costs/model.ts';
import { computeScenarios, describePlanComparison } from '../../costs/words.ts';
import styles from '../../styles/calculator.css?inline';
import { addStyleSheet } from '../adopt-style.ts';
import { createChartFigure, drawChart, drawRows } from './drawing.ts';
import { CostsForm, listPresets } from './form.ts';

/** Puts controls and a chart around the table, and keeps what is asked for in the address. */
export function mountCalculator(section: HTMLElement): void {
	const says = section.querySelector('[data-costs-says]');
	const rows = section.querySelector('[data-costs-rows]');
	if (says === null || rows === null) return;
	const { weeksKept, before, after } = section.dataset;
	const levers = { weeksKept: Number(weeksKept), bytesPerPush: Number(after) };
	const figure = createChartFigure();
	const show = (inputs: CostInputs) => {
		const all = computeScenarios(inputs, levers);
		const [entered] = all;
		if (entered) says.textContent = describePlanComparison(entered.result, inputs);
		form.showPrice(inputs);
		drawChart(figure, all);
		drawRows(rows, all);
	};
	const form = new CostsForm(listPresets(Number(before), Number(after)), (inputs) => {
		history.replaceState(null, '', formatCostsHash(inputs));
		show(inputs);
	});
	const open = () => {
		const inputs = readCostsHash(location.hash, POST);
		form.fill(inputs ?? POST);
		show(inputs ?? POST);
		if (inputs !== undefined) section.scrollIntoView();
	};

	addStyleSheet(styles);
	says.before(form.element);
	says.after(figure);
	addEventListener('hashchange', () => location.hash.startsWith('#costs:') && open());
	open();
}
