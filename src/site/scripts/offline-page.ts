import type { Offer, Told } from '#offline/messages.ts';
import { ask, canKeep, choose, isRunning, offered, onTold, stopWorker } from './offline-worker.ts';

const part = <T extends HTMLElement>(name: string) => document.querySelector<T>(`[data-offline="${name}"]`);
const state = part('state');
const bringButton = part<HTMLButtonElement>('bring');
const forgetButton = part<HTMLButtonElement>('forget');
const progress = part<HTMLProgressElement>('progress');

const FAILURES = {
	network: 'The download broke off. What has arrived is kept; try again to go on.',
	changed:
		'A file did not arrive as it was published. The site may be changing just now; try again in a minute.',
	full: 'There is not enough space for it. Free some on this machine, then try again.',
} as const;

if (document.documentElement.dataset['edition'] === undefined) void begin();

async function begin(): Promise<void> {
	if (!canKeep())
		return say(
			'This browser cannot keep pages from this address. It needs HTTPS; the archive below works anywhere.',
		);
	onTold(show);
	bringButton?.addEventListener('click', async () => {
		choose('keep');
		bringButton.hidden = true;
		say('Starting the download …');
		// Browsers throw away what is kept when space runs short, unless they are asked to hold on to it. Some ask the
		// reader in turn; the download does not wait for that.
		void navigator.storage?.persist?.().catch(() => false);
		await ask('bring').catch(() => failed('network', 'sw.js'));
	});
	forgetButton?.addEventListener('click', async () => {
		choose('do-not-keep');
		isFailed = false;
		await ask('forget');
		await stopWorker();
	});
	if (await isRunning()) await ask('state');
	else nothingKept();
}

async function show(told: Told): Promise<void> {
	if (told.tells === 'progress' && progress) {
		isFailed = false;
		progress.hidden = false;
		progress.max = told.total;
		progress.value = told.done;
		if (forgetButton) forgetButton.hidden = false;
		say(`${told.done} of ${told.total} files`);
	}
	if (told.tells === 'failure') failed(told.failure, told.path);
	if (told.tells !== 'state') return;
	if (progress) progress.hidden = true;
	if (isFailed) return;
	if (told.kept === undefined) nothingKept();
	else await showKept(told.kept);
}

/** The reason stays until the next attempt. */
let isFailed = false;

function failed(failure: keyof typeof FAILURES, path: string): void {
	isFailed = true;
	if (progress) progress.hidden = true;
	offer(true, 'Try again');
	say(`${FAILURES[failure]}${path === '' ? '' : ` (${path})`}`);
}

async function showKept(kept: Offer): Promise<void> {
	if (forgetButton) forgetButton.hidden = false;
	const { version, date, id } = kept.edition;
	const now = await offered();
	if (isFailed) return;
	const isNewest = now === undefined || now.version === kept.version;
	offer(!isNewest, 'Download the new edition');
	say(
		`This browser has edition ${version} of ${date}, ${id}. All pages, the search and the checker open without a network.${
			isNewest ? '' : ` A newer one is there: ${now.edition.id} of ${now.edition.date}.`
		}`,
	);
}

function nothingKept(): void {
	if (forgetButton) forgetButton.hidden = true;
	offer(true, 'Make available offline');
	say('Nothing is kept in this browser yet.');
}

function offer(isOffered: boolean, label: string): void {
	if (bringButton === null) return;
	bringButton.hidden = !isOffered;
	bringButton.textContent = label;
}

function say(words: string): void {
	if (state) state.textContent = words;
}
