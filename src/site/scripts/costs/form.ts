import { FIELDS, formatFieldValue, parseFieldValue } from '../../costs/fields.ts';
import { type CostInputs, POST } from '../../costs/model.ts';
import type { Preset } from '../../costs/presets.ts';
import { PRICES } from '../../costs/providers.ts';

/** The controls of the calculation, as the page has them. What one says that is no number counts as in the post's case. */
export class CostsForm {
	readonly #form: HTMLFormElement;

	/** The buttons of the form stand for `presets`, in their order. */
	constructor(form: HTMLFormElement, presets: readonly Preset[], onChange: (inputs: CostInputs) => void) {
		this.#form = form;
		form.querySelectorAll('button').forEach((button, at) => {
			button.addEventListener('click', () => {
				const inputs = presets[at]?.apply(this.read()) ?? this.read();
				this.fill(inputs);
				onChange(inputs);
			});
		});
		for (const part of form.querySelectorAll('fieldset')) part.disabled = false;
		form.addEventListener('submit', (event) => event.preventDefault());
		form.addEventListener('input', ({ target }) => {
			const price = this.#find('price');
			const provider = this.#find('provider');
			if (provider && target === provider && price && provider.value !== '') price.value = provider.value;
			onChange(this.read());
		});
	}

	read(): CostInputs {
		const inputs: Record<keyof CostInputs, number> = { ...POST };
		for (const field of FIELDS) {
			const value = parseFieldValue(field, this.#find(field.name)?.value ?? '');
			if (value !== undefined) inputs[field.input] = value;
		}
		return inputs;
	}

	fill(inputs: CostInputs): void {
		for (const field of FIELDS) {
			const control = this.#find(field.name);
			if (control) control.value = formatFieldValue(field, inputs);
		}
		this.showPrice(inputs);
	}

	/** Chooses the provider whose price is asked for, or none of them. */
	showPrice({ dollarsPerGbMonth }: CostInputs): void {
		const known = PRICES.some((price) => price.dollarsPerGbMonth === dollarsPerGbMonth);
		const provider = this.#find('provider');
		if (provider) provider.value = known ? String(dollarsPerGbMonth) : '';
	}

	#find(name: string): HTMLInputElement | HTMLSelectElement | null {
		return this.#form.querySelector(`[name="${name}"]`);
	}
}
