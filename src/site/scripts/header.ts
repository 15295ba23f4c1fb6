/** So far a reader must scroll for the header to notice, and so far down the page it stays in any case. In pixels. */
const STEP = 6;
const TOP = 160;

/** On a small screen the header makes room while a reader scrolls down, and comes back on the way up: see base.css. */
export function stepAside(): void {
	let last = scrollY;
	addEventListener(
		'scroll',
		() => {
			const moved = scrollY - last;
			if (Math.abs(moved) < STEP) return;
			document.documentElement.classList.toggle(
				'header-away',
				moved > 0 && scrollY > TOP && matchMedia('(max-width: 40rem)').matches,
			);
			last = scrollY;
		},
		{ passive: true },
	);
}
