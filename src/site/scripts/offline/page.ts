import type { Offer, Told } from '#offline/messages.ts';
import {
	askWorker,
	canKeep,
	choose,
	fetchOffer,
	isWorkerRunning,
	listenToWorker,
	stopWorker,
} from './worker.ts';

const findPart = <T extends HTMLElement>(name: string) =>
	document.querySelector<T>(`[data-offline="${name}"]`);
const state = findPart('state');
const bringButton = findPart<HTMLButtonElement>('bring');
const forgetButton = findPart<HTMLButtonElement>('forget');
const progress = findPart<HTMLProgressElement>('progress');

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
	listenToWorker(show);
	bringButton?.addEventListener('click', async () => {
		choose('keep');
		bringButton.hidden = true;
		say('Starting the download …');
		// Browsers throw away what is kept when space runs short, unless they are asked to hold on to it. Some ask the
		// reader in turn; the download does not wait for that.
		void navigator.storage?.persist?.().catch(() => false);
		await askWorker('bring').catch(() => showFailure('network', 'sw.js'));
	});
	forgetButton?.addEventListener('click', async () => {
		choose('do-not-keep');
		isFailed = false;
		await askWorker('forget');
		await stopWorker();
	});
	// Another tab may have removed what was kept, or the browser may have while this page was not looked at.
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') void refresh();
	});
	addEventListener('pageshow', ({ persisted }) => persisted && void refresh());
	addEventListener('storage', () => void refresh());
	await refresh();
}

async function refresh(): Promise<void> {
	if (await isWorkerRunning()) await askWorker('state');
	else if (!isFailed) showNothingKept();
}

/** Counts what was heard, so that an answer that took longer never covers a newer one. */
let round = 0;

async function show(message: Told): Promise<void> {
	round++;
	if (message.tells === 'progress' && progress) {
		isFailed = false;
		progress.hidden = false;
		progress.max = message.total;
		progress.value = message.done;
		if (forgetButton) forgetButton.hidden = false;
		say(`${message.done} of ${message.total} files`);
	}
	if (message.tells === 'failure') showFailure(message.failure, message.path);
	if (message.tells !== 'state') return;
	if (progress) progress.hidden = true;
	if (isFailed) return;
	if (message.installed === undefined) showNothingKept();
	else await showKept(message.installed);
}

/** The reason stays until the next attempt. */
let isFailed = false;

function showFailure(failure: keyof typeof FAILURES, path: string): void {
	isFailed = true;
	if (progress) progress.hidden = true;
	offer(true, 'Try again');
	say(`${FAILURES[failure]}${path === '' ? '' : ` (${path})`}`);
}

async function showKept(keptOffer: Offer): Promise<void> {
	if (forgetButton) forgetButton.hidden = false;
	const { version, date, id } = keptOffer.edition;
	const heard = round;
	const now = await fetchOffer();
	if (isFailed || heard !== round) return;
	const isNewest = now === undefined || now.version === keptOffer.version;
	offer(!isNewest, 'Download the new edition');
	say(
		`This browser has edition ${version} of ${date}, ${id}. All pages, the search and the checker open without a network.${
			isNewest ? '' : ` A newer one is there: ${now.edition.id} of ${now.edition.date}.`
		}`,
	);
}

function showNothingKept(): void {
	round++;
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
