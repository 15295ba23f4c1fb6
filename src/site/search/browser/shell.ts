let dialog: HTMLDialogElement | undefined;

/**
 * Shows the search over the page at once, so that no key is lost while the rest of it is loaded; the words typed last
 * are still there.
 */
export function openSearch(): void {
	dialog ??= build();
	if (!dialog.open) dialog.showModal();
	const input = dialog.querySelector('input');
	input?.focus();
	input?.select();
	const openedDialog = dialog;
	// A request can be lost once, where a new edition is just being put in place.
	const loading = import('./dialog.ts').catch(() => import('./dialog.ts'));
	loading.then(
		({ runDialog }) => runDialog(openedDialog),
		() => {
			const status = openedDialog.querySelector('.search-status');
			if (status) status.textContent = 'The search could not be loaded. Is there a network?';
		},
	);
}

function build(): HTMLDialogElement {
	const made = document.createElement('dialog');
	made.className = 'search';
	made.setAttribute('aria-label', 'Search');
	made.innerHTML = `<form method="dialog" role="search"><div class="search-field"><input type="text" role="combobox" aria-label="Search lessons, rules and examples" aria-expanded="false" aria-controls="search-list" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" placeholder="A rule, a flag, a path, plain words"><button type="submit" aria-label="Close search">Esc</button></div></form><div class="search-kinds" role="group" aria-label="Show only"></div><p class="search-status" role="status"></p><div class="search-empty"></div><ol id="search-list" role="listbox" aria-label="Results"></ol><p class="search-keys" aria-hidden="true"><span><kbd>↑</kbd> <kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span><span><kbd>Ctrl</kbd> <kbd>Enter</kbd> all results</span></p>`;
	document.body.append(made);
	made.addEventListener('click', (event) => {
		if (event.target === made) made.close();
	});
	return made;
}
