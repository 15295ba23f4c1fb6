/** Marks, in the list of contents, the section that is being read. */
export function markCurrentSection(): void {
	const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-contents] a')];
	const headings = links.flatMap((link) => document.getElementById(link.hash.slice(1)) ?? []);
	if (headings.length === 0) return;
	const mark = () => {
		const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 140);
		const current = passed.at(-1)?.id;
		for (const link of links) {
			if (link.hash.slice(1) === current) link.setAttribute('aria-current', 'true');
			else link.removeAttribute('aria-current');
		}
	};
	const observer = new IntersectionObserver(mark, { rootMargin: '-130px 0px -40% 0px', threshold: [0, 1] });
	for (const heading of headings) observer.observe(heading);
	mark();
}
