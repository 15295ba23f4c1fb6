/** What needs `citing.ts` to do something. */
const USED =
	'a.anchor, .line[id] > a.no, [data-copy], [data-copy-code], [data-check-as], [data-copy-page], .note > .copy, .term';

let isReady = false;
let loading: Promise<void> | undefined;

/**
 * Loads what most readers of a page never use, as soon as the pointer, the focus or the address comes to something
 * that needs it. A press that is faster is made again when it is there.
 */
export function prepareCiting(): void {
	for (const come of ['pointerover', 'focusin'])
		document.addEventListener(come, (event) => {
			if (isUsed(event.target)) void load();
		});
	document.addEventListener('click', retryPress, { capture: true });
	// What is selected may be copied: see cite/copy-code.ts.
	document.addEventListener('selectionchange', () => void load(), { once: true });
	addEventListener('hashchange', loadForLines);
	loadForLines();
	// There, choosing lines and citing is what a reader comes for.
	if (document.querySelector('.one-example, .rule-facts')) void load();
}

function load(): Promise<void> {
	loading ??= import('./cite/citing.ts').then(({ startCiting: citing }) => {
		isReady = true;
		citing();
	});
	loading.catch(() => {
		loading = undefined;
	});
	return loading;
}

function loadForLines(): void {
	if (/:\d+(-\d+)?(@[0-9a-f]+)?$/.test(location.hash)) void load();
}

function retryPress(event: MouseEvent): void {
	const { target, ctrlKey, metaKey, shiftKey, button } = event;
	if (isReady || ctrlKey || metaKey || button !== 0 || !isUsed(target)) return;
	event.preventDefault();
	event.stopImmediatePropagation();
	load().then(
		() => target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey })),
		() => undefined,
	);
}

function isUsed(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest(USED) !== null;
}
