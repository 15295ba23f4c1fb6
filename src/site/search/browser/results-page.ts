import { omitUndefined } from '#core/omit-undefined.ts';
import { createEmptyState } from './empty-state.ts';
import { rememberSearch } from './recent-searches.ts';
import { createResultItem } from './results.ts';
import { prepareSearch, search } from './search.ts';
import { describeAnswer, NOT_LOADED } from './status.ts';

/** How many pages are shown at first, and how many more each time. */
const STEP = 12;
const form = document.querySelector<HTMLFormElement>('[data-search-page]');
if (form) run(form);

function run(form: HTMLFormElement): void {
	const field = form.querySelector<HTMLInputElement>('input[name="q"]');
	const list = document.querySelector('[data-search-results]');
	const status = document.querySelector('[data-search-status]');
	const empty = document.querySelector('[data-search-empty]');
	if (!field || !list || !status || !empty) return;
	const more = document.querySelector<HTMLButtonElement>('[data-search-more]');
	let latest = 0;
	let limit = STEP;

	const show = async () => {
		const requestNumber = ++latest;
		const query = field.value;
		const { kind, topic } = readFilters(form);
		const wanted = { kind: kind || undefined, topic: topic || undefined };
		try {
			const answer = await search(query, limit, wanted);
			const index = await prepareSearch();
			if (requestNumber !== latest) return;
			list.replaceChildren(...answer.results.map((result) => createResultItem(result, query)));
			status.textContent = describeAnswer(query, answer, { isNarrowed: kind !== '' || topic !== '', limit });
			if (more) more.hidden = answer.results.length < limit;
			empty.replaceChildren(
				...(answer.results.length > 0 ? [] : createEmptyState(index.root.suggestions, ask)),
			);
		} catch {
			if (requestNumber === latest) status.textContent = NOT_LOADED;
		}
	};
	const update = () => {
		limit = STEP;
		history.replaceState(null, '', formatSearchAddress(field.value, readFilters(form)));
		void show();
	};
	const ask = (query: string) => {
		field.value = query;
		field.focus();
		update();
	};

	takeAddress(form, field);
	if (field.value === '') field.focus();
	void show();
	more?.addEventListener('click', async () => {
		const seen = list.children.length;
		limit += STEP;
		await show();
		list.children[seen]?.querySelector('a')?.focus();
	});
	form.addEventListener('input', update);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		rememberSearch(field.value);
		update();
	});
	field.addEventListener('keydown', (event) => {
		if (event.key !== 'ArrowDown') return;
		event.preventDefault();
		list.querySelector('a')?.focus();
	});
	list.addEventListener('keydown', (event) => walk(event as KeyboardEvent, list, field));
}

/** What the address asks for; words that were typed before this script ran stay. */
function takeAddress(form: HTMLFormElement, field: HTMLInputElement): void {
	const asked = new URLSearchParams(location.search);
	if (field.value === '' || field.value === field.defaultValue) field.value = asked.get('q') ?? '';
	for (const name of ['kind', 'topic'])
		for (const input of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)) {
			const value = asked.get(name) ?? '';
			if (input instanceof HTMLInputElement) input.checked = input.value === value;
			else input.value = [...input.options].some((option) => option.value === value) ? value : '';
		}
	if (form.querySelector('[name="kind"]:checked') === null) {
		const all = form.querySelector<HTMLInputElement>('[name="kind"][value=""]');
		if (all) all.checked = true;
	}
}

function readFilters(form: HTMLFormElement): { kind: string; topic: string } {
	const data = new FormData(form);
	return { kind: String(data.get('kind') ?? ''), topic: String(data.get('topic') ?? '') };
}

function formatSearchAddress(query: string, { kind, topic }: { kind: string; topic: string }): string {
	return `?${new URLSearchParams(omitUndefined({ q: query, kind: kind || undefined, topic: topic || undefined }))}`;
}

/** The arrows walk from result to result, and up from the first back into the field. */
function walk(event: KeyboardEvent, list: Element, field: HTMLInputElement): void {
	if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
	event.preventDefault();
	const links = [...list.querySelectorAll<HTMLAnchorElement>('li > a:first-child')];
	const item = document.activeElement?.closest('li');
	const at = links.findIndex((link) => link.parentElement === item);
	const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
	if (next) next.focus();
	else if (event.key === 'ArrowUp') field.focus();
}
