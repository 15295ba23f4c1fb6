import type { Offer } from '#offline/messages.ts';
import { formatMegabytes } from '#workspace/format-megabytes.ts';
import { askWorker, canKeep, fetchOffer, isWorkerRunning, listenToWorker, readChoice } from './worker.ts';

/** The most that is kept without having been asked for. */
const MOST_UNASKED = 20e6;

/** Keeps the site in this browser for reading without a network, and says when a new version has come. */
export function startOfflineReading(): void {
	if (!canKeep()) return;
	listenToWorker((message) => {
		if (message.tells === 'offer')
			showNotice(
				`A new edition can be downloaded (${formatMegabytes(message.offer.download)}).`,
				'Download',
				() => askWorker('bring'),
			);
		if (
			message.tells === 'state' &&
			message.installed &&
			message.pageVersion &&
			message.pageVersion !== message.installed.version
		)
			sayNew(message.installed);
		if (message.tells === 'state' && message.installed === undefined && isWanted()) void bring();
	});
	void start();
}

async function start(): Promise<void> {
	if (readChoice() === 'do-not-keep') return;
	if (await isWorkerRunning()) await askWorker('state');
	else if (isWanted()) await bring();
}

async function bring(): Promise<void> {
	const offer = await fetchOffer();
	if (offer !== undefined && (readChoice() === 'keep' || offer.bytes <= MOST_UNASKED))
		await askWorker('bring');
}

function isWanted(): boolean {
	return readChoice() === 'keep' || (readChoice() === undefined && isFreeConnection());
}

/** Only a connection that is said to be fast and not metered is used unasked. Some browsers say nothing: they are asked. */
function isFreeConnection(): boolean {
	const { connection } = navigator as {
		connection?: { saveData?: boolean; effectiveType?: string; type?: string };
	};
	return connection?.effectiveType === '4g' && connection.saveData !== true && connection.type !== 'cellular';
}

function sayNew({ edition }: Offer): void {
	showNotice(`A new edition is here: ${edition.version}, ${edition.id}.`, 'Reload', () => location.reload());
}

/** One line at the foot of the window; the reader decides when. */
function showNotice(says: string, does: string, act: () => unknown): void {
	document.querySelector('.notice')?.remove();
	const bar = document.createElement('div');
	bar.className = 'notice';
	bar.setAttribute('role', 'status');
	const words = document.createElement('span');
	const createButton = (label: string, run: () => unknown) => {
		const made = document.createElement('button');
		made.type = 'button';
		made.textContent = label;
		made.addEventListener('click', () => {
			bar.remove();
			run();
		});
		return made;
	};
	bar.append(
		words,
		createButton(does, act),
		createButton('Later', () => undefined),
	);
	document.body.append(bar);
	// A status is read out when its words come after it.
	words.textContent = says;
}
