/** What a page holds, kept in its address behind the `#`. */
export interface KeptAddress {
	/** True for the fragment that was opened or written last: nothing is to be opened then. */
	isKept(fragment: string): boolean;
	/** This fragment was opened. */
	adopt(fragment: string): void;
	/** Writes the address; nothing to write is more than an address can hold. */
	write(packed: string | undefined): void;
}

/** @param button copies the address. */
export function createKeptAddress(button: HTMLElement, say: (words: string) => void): KeptAddress {
	let lastFragment = '';
	return {
		isKept: (fragment) => fragment === lastFragment,
		adopt(fragment) {
			lastFragment = fragment;
		},
		write(packed) {
			if (packed === undefined) {
				say('This is too long to be kept in the address. It stays on this page until it is closed.');
				return;
			}
			if (packed === lastFragment) return;
			lastFragment = packed;
			history.replaceState(null, '', packed === '' ? location.pathname + location.search : packed);
			button.dataset['copy'] = location.href;
		},
	};
}
