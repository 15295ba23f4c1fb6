/** Makes the calculation of costs one that can be changed, when a reader comes near it or its address is opened. */
const section = document.querySelector<HTMLElement>('[data-costs]');

if (section !== null) {
	const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && open(section), {
		rootMargin: '400px',
	});
	const open = (place: HTMLElement) => {
		seen.disconnect();
		void import('./calculator.ts').then(({ mountCalculator: calculator }) => calculator(place));
	};
	if (location.hash.startsWith('#costs:')) open(section);
	else seen.observe(section);
}
