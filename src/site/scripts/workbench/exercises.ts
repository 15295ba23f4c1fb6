/** Opens the editor of an exercise when a reader comes near it, and no earlier: it weighs more than the lesson. */
const sections = document.querySelectorAll<HTMLElement>('[data-exercise]');

const seen = new IntersectionObserver(
	(entries) => {
		for (const { target, isIntersecting } of entries)
			if (isIntersecting && target instanceof HTMLElement) open(target);
	},
	{ rootMargin: '1200px' },
);

for (const section of sections) {
	seen.observe(section);
	section.addEventListener('focusin', () => open(section), { once: true });
}

function open(section: HTMLElement): void {
	seen.unobserve(section);
	if (section.dataset['open'] !== undefined) return;
	section.dataset['open'] = '';
	void import('../progress/answers.ts').then(({ rememberAnswers }) => rememberAnswers());
	void import('./exercise.ts').then(({ openExercise }) => openExercise(section));
}
