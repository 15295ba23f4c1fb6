/** The button changes to the other theme than the one shown; going back to the system's own choice forgets it. */
export function handleThemeToggle(): void {
	const root = document.documentElement;
	const system = matchMedia('(prefers-color-scheme: dark)');
	document.querySelector('[data-theme-toggle]')?.addEventListener('click', () => {
		const currentTheme = root.dataset['theme'] ?? (system.matches ? 'dark' : 'light');
		const wanted = currentTheme === 'dark' ? 'light' : 'dark';
		const isSystem = wanted === (system.matches ? 'dark' : 'light');
		if (isSystem) delete root.dataset['theme'];
		else root.dataset['theme'] = wanted;
		try {
			if (isSystem) localStorage.removeItem('drydock:theme');
			else localStorage.setItem('drydock:theme', wanted);
		} catch {
			// Storage may be forbidden; the choice then lasts as long as the page.
		}
	});
}
