/** So far a reader must scroll for the header to notice, and so far down the page it stays in any case. In pixels. */
const STEP = 6;
const TOP = 160;

/** On a small screen the header makes room while a reader scrolls down, and comes back on the way up: see base.css. */
export function stepAside(): void {
	showOwnEntry();
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

/** Where the menu is wider than the screen, its entry for this page is moved into sight. */
function showOwnEntry(): void {
	const entry = document.querySelector<HTMLElement>('.site-header nav [aria-current]');
	const menu = entry?.parentElement;
	if (!entry || !menu) return;
	const { left, right } = menu.getBoundingClientRect();
	const own = entry.getBoundingClientRect();
	if (own.left < left || own.right > right) menu.scrollLeft += own.right - right + own.width;
}
