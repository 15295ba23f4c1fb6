import { createKeptAddress } from '../kept-address.ts';
import { takeFiles } from './taken-files.ts';
import { inferFileKind } from './which-file.ts';

const FILES = ['Dockerfile', 'compose.yaml', '.dockerignore'] as const;
/** After the last key, before the address is written: browsers refuse to write it all the time. In milliseconds. */
const PAUSE = 400;

/** What the page's own markup offers; the editors come once all of it is there. */
const shell = document.querySelector<HTMLElement>('[data-check]');
if (shell !== null) start(shell).catch(() => showLoadFailure(shell));

async function start(page: HTMLElement): Promise<void> {
	const place = getPart(page, '[data-check-place]');
	const statusLine = getPart(page, '[data-check-said]');
	const [{ createWorkbench }, { packTexts, unpackTexts }] = await Promise.all([
		import('./workbench.ts'),
		import('./address.ts'),
	]);
	const opened = await unpackTexts(location.hash, FILES);
	const empty = Object.fromEntries(FILES.map((file) => [file, '']));
	const address = createKeptAddress(getPart(page, '[data-check-address]'), say);
	if (opened !== undefined) address.adopt(location.hash);
	let waiting: ReturnType<typeof setTimeout> | undefined;
	const workbench = createWorkbench({
		place,
		name: 'check',
		site: page.dataset['site'] ?? '/',
		texts: { ...empty, ...opened },
		context: { is: 'unknown' },
		onChecked(texts) {
			page.classList.toggle(
				'is-empty',
				Object.values(texts).every((text) => text.trim() === ''),
			);
			clearTimeout(waiting);
			waiting = setTimeout(() => void remember(texts), PAUSE);
		},
	});
	getPart<HTMLFieldSetElement>(page, '[data-check-controls]').disabled = false;
	if (opened !== undefined) workbench.show(FILES.find((file) => opened[file] !== undefined) ?? FILES[0]);
	else if (location.hash.length > 1)
		say('This address holds no files that can be read. It may have been cut off.');

	async function remember(texts: Readonly<Record<string, string>>): Promise<void> {
		address.write(await packTexts(texts));
	}

	addEventListener('hashchange', async () => {
		if (address.isKept(location.hash)) return;
		const texts = await unpackTexts(location.hash, FILES);
		if (texts !== undefined) open({ ...empty, ...texts });
	});

	function open(texts: Readonly<Record<string, string>>): void {
		workbench.replace(texts);
		const first = FILES.find((file) => (texts[file] ?? '') !== '');
		if (first !== undefined) workbench.show(first);
	}

	for (const button of page.querySelectorAll<HTMLElement>('[data-check-example]')) {
		button.addEventListener('click', () => {
			open({ ...empty, ...JSON.parse(button.dataset['checkExample'] ?? '{}') });
			workbench.focus();
		});
	}
	getPart(page, '[data-check-clear]').addEventListener('click', () => {
		open(empty);
		say('Cleared. Undo in the editor brings it back.');
		workbench.focus();
	});
	takeFiles(page, getPart<HTMLInputElement>(page, '[data-check-files]'), ({ texts, refused }) => {
		workbench.replace(texts);
		const first = FILES.find((file) => texts[file] !== undefined);
		if (first !== undefined) workbench.show(first);
		say(
			refused.length === 0
				? `Opened ${Object.keys(texts).join(', ')}.`
				: `${refused.join(', ')}: not a Dockerfile, compose file or .dockerignore of at most 1 MB.`,
		);
	});
	/** A compose file pasted where a Dockerfile is expected goes where it belongs. */
	place.addEventListener(
		'paste',
		(event) => {
			const text = event.clipboardData?.getData('text/plain') ?? '';
			const current = workbench.texts();
			if (
				inferFileKind(text) !== 'compose.yaml' ||
				(current['Dockerfile'] ?? '') !== '' ||
				(current['compose.yaml'] ?? '') !== ''
			)
				return;
			event.preventDefault();
			event.stopPropagation();
			open({ ...current, 'compose.yaml': text });
			workbench.focus();
		},
		{ capture: true },
	);

	function say(words: string): void {
		statusLine.textContent = words;
	}
}

/** The page's own text stays, and says where else the rules run. */
function showLoadFailure(page: HTMLElement): void {
	getPart(page, '[data-check-place]').textContent =
		'The editor could not be loaded. Load the page again, or use the command line, below.';
}

function getPart<Kind extends HTMLElement = HTMLElement>(page: HTMLElement, selector: string): Kind {
	const element = page.querySelector<Kind>(selector);
	if (element === null) throw new Error(`The page has no ${selector}.`);
	return element;
}
