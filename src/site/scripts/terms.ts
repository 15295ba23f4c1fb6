/** Escape puts the meaning of a word away, until the pointer or the focus comes back. */
export function hideMeaningsOnEscape(): void {
	document.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape') return;
		for (const term of document.querySelectorAll('.term:hover, .term:focus-within'))
			term.classList.add('dismissed');
	});
	for (const come of ['pointerover', 'focusin'])
		document.addEventListener(come, (event) => {
			const term = event.target instanceof Element ? event.target.closest('.term.dismissed') : null;
			for (const other of document.querySelectorAll('.term.dismissed'))
				if (other !== term || come === 'focusin') other.classList.remove('dismissed');
		});
}
