import { FIELDS, formatFieldValue, parseFieldValue } from '../../costs/fields.ts';
import { type CostInputs, POST } from '../../costs/model.ts';
import type { Preset } from '../../costs/presets.ts';
import { findPrice, PRICES, type Price } from '../../costs/providers.ts';

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
			const provider = this.#find('provider');
			const price = PRICES.find(({ id }) => target === provider && id === provider?.value);
			if (price) this.fill({ ...this.read(), ...pickNumbers(price) });
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
	showPrice(inputs: CostInputs): void {
		const provider = this.#find('provider');
		if (provider) provider.value = findPrice(inputs)?.id ?? '';
	}

	#find(name: string): HTMLInputElement | HTMLSelectElement | null {
		return this.#form.querySelector(`[name="${name}"]`);
	}
}

/** Of a price, what the calculation takes. */
function pickNumbers({ dollarsPerGbMonth, feeDollars, includedBytes }: Price): Partial<CostInputs> {
	return { dollarsPerGbMonth, feeDollars, includedBytes };
}
