import { search } from './search.ts';
import { resultItem } from './search-results.ts';

const form = document.querySelector<HTMLFormElement>('[data-search-page]');
const input = form?.querySelector('input');
const list = document.querySelector('[data-search-results]');
const status = document.querySelector('[data-search-status]');
let latest = 0;

if (form && input && list && status) {
	const show = async (query: string) => {
		const own = ++latest;
		const results = await search(query, 30);
		if (own !== latest) return;
		list.replaceChildren(...results.map((result) => resultItem(result, query)));
		status.textContent =
			query.trim() === ''
				? ''
				: results.length === 0
					? `Nothing found for “${query.trim()}”. Try fewer words, or a rule’s name.`
					: `${results.length} ${results.length === 1 ? 'page' : 'pages'}`;
	};
	const asked = new URLSearchParams(location.search).get('q') ?? '';
	input.value = asked;
	if (asked === '') input.focus();
	void show(asked);
	input.addEventListener('input', () => {
		history.replaceState(null, '', `?q=${encodeURIComponent(input.value)}`);
		void show(input.value);
	});
	form.addEventListener('submit', (event) => event.preventDefault());
}
