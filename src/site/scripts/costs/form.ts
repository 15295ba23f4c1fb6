import { FIELDS, formatFieldValue, parseFieldValue } from '../../costs/fields.ts';
import { type CostInputs, POST } from '../../costs/model.ts';
import { PRICES } from '../../costs/providers.ts';
import { formatBytes } from '../../data/measurements.ts';
import { makeHtmlElement } from './elements.ts';

/** A button that puts numbers in. */
export interface Preset {
	readonly words: string;
	apply(now: CostInputs): CostInputs;
}

/** The case of the post, and the bytes of a push that were measured on both sides of the example. */
export function listPresets(before: number, after: number): Preset[] {
	const createMeasuredPreset = (bytesPerPush: number, side: string): Preset => ({
		words: `${formatBytes(bytesPerPush)} a push, measured ${side}`,
		apply: (now) => ({ ...now, bytesPerPush }),
	});
	return [
		{ words: 'The post’s case', apply: () => POST },
		createMeasuredPreset(before, 'before'),
		createMeasuredPreset(after, 'after'),
	];
}

/** The controls of the calculation. What one says that is no number counts as in the post's case. */
export class CostsForm {
	readonly element = makeHtmlElement('form', { class: 'costs-form' });
	readonly #controls = new Map<string, HTMLInputElement>();
	readonly #provider = makeHtmlElement('select', { name: 'provider' });

	constructor(offered: readonly Preset[], onChange: (inputs: CostInputs) => void) {
		for (const field of FIELDS) {
			const { name, label, unit, min, max, step, empty } = field;
			const attributes = { type: 'number', name, min, max, step, placeholder: empty, inputmode: 'decimal' };
			const control = makeHtmlElement('input', attributes);
			this.#controls.set(name, control);
			const words = unit === '' ? label : `${label}, ${unit}`;
			this.element.append(makeHtmlElement('label', {}, makeHtmlElement('span', {}, words), control));
		}
		for (const { name, dollarsPerGbMonth, seen } of PRICES) {
			const words = `${name}: $${dollarsPerGbMonth} (${seen})`;
			this.#provider.append(makeHtmlElement('option', { value: dollarsPerGbMonth }, words));
		}
		this.#provider.append(makeHtmlElement('option', { value: '' }, 'Another price'));
		const prices = makeHtmlElement('span', {}, 'Prices, as they were seen');
		this.element.append(makeHtmlElement('label', { class: 'costs-prices' }, prices, this.#provider));
		const buttons = offered.map((preset) => this.#button(preset, onChange));
		this.element.append(makeHtmlElement('p', { class: 'costs-buttons' }, ...buttons));
		this.element.addEventListener('submit', (event) => event.preventDefault());
		this.element.addEventListener('input', ({ target }) => {
			const price = this.#controls.get('price');
			if (target === this.#provider && price && this.#provider.value !== '')
				price.value = this.#provider.value;
			onChange(this.read());
		});
	}

	read(): CostInputs {
		const inputs: Record<keyof CostInputs, number> = { ...POST };
		for (const field of FIELDS) {
			const value = parseFieldValue(field, this.#controls.get(field.name)?.value ?? '');
			if (value !== undefined) inputs[field.input] = value;
		}
		return inputs;
	}

	fill(inputs: CostInputs): void {
		for (const field of FIELDS) {
			const control = this.#controls.get(field.name);
			if (control) control.value = formatFieldValue(field, inputs);
		}
		this.showPrice(inputs);
	}

	/** Chooses the provider whose price is asked for, or none of them. */
	showPrice({ dollarsPerGbMonth }: CostInputs): void {
		const known = PRICES.some((price) => price.dollarsPerGbMonth === dollarsPerGbMonth);
		this.#provider.value = known ? String(dollarsPerGbMonth) : '';
	}

	#button({ words, apply }: Preset, onChange: (inputs: CostInputs) => void): HTMLButtonElement {
		const button = makeHtmlElement('button', { type: 'button' }, words);
		button.addEventListener('click', () => {
			const inputs = apply(this.read());
			this.fill(inputs);
			onChange(inputs);
		});
		return button;
	}
}
