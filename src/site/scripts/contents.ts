const nav = document.querySelector<HTMLElement>('[data-contents]');
const bar = nav?.querySelector<HTMLElement>('[data-contents-bar]');

/** Marks, in the list of contents, the section that is being read; the bar of a narrow screen shows it. */
export function markCurrentSection(): void {
	const links = [...(nav?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
	const headings = links.flatMap((link) => document.getElementById(link.hash.slice(1)) ?? []);
	const words = nav?.querySelector('[data-contents-current]');
	if (!nav || !words || headings.length === 0) return;
	const mark = () => {
		const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 160);
		const current = links.find((link) => link.hash.slice(1) === passed.at(-1)?.id);
		for (const link of links) {
			if (link === current) link.setAttribute('aria-current', 'true');
			else link.removeAttribute('aria-current');
		}
		words.textContent = current?.textContent ?? 'On this page';
	};
	let isWaiting = false;
	addEventListener(
		'scroll',
		() => {
			if (isWaiting) return;
			isWaiting = true;
			setTimeout(() => {
				isWaiting = false;
				mark();
			}, 100);
		},
		{ passive: true },
	);
	mark();
	foldContents(nav);
}

/** The list below the bar opens at a press, and closes where one is chosen, at Escape, or at a press elsewhere. */
function foldContents(list: HTMLElement): void {
	const open = (isOpen: boolean) => bar?.setAttribute('aria-expanded', String(isOpen));
	bar?.addEventListener('click', () => open(bar.getAttribute('aria-expanded') !== 'true'));
	document.addEventListener('click', ({ target }) => {
		if (target instanceof Element && (!list.contains(target) || target.closest('a'))) open(false);
	});
	list.addEventListener('keydown', ({ key }) => {
		if (key !== 'Escape' || bar?.getAttribute('aria-expanded') !== 'true') return;
		open(false);
		bar.focus();
	});
}
