import type { Ask, Offer, Told } from '#offline/messages.ts';

export type Choice = 'keep' | 'do-not-keep';

const base = document.documentElement.dataset['base'] ?? '/';
const CHOICE = 'drydock:offline';

/** Whether this browser can keep the site at this address: over HTTPS, or on this machine. */
export function canKeep(): boolean {
	return import.meta.env.PROD && 'serviceWorker' in navigator && location.protocol.startsWith('http');
}

/** What the reader has chosen about keeping the site here; `undefined` where nothing was said. */
export function readChoice(): Choice | undefined {
	try {
		const said = localStorage.getItem(CHOICE);
		return said === 'keep' || said === 'do-not-keep' ? said : undefined;
	} catch {
		return undefined;
	}
}

export function choose(wanted: Choice): void {
	try {
		localStorage.setItem(CHOICE, wanted);
	} catch {
		// Storage may be forbidden; the choice then lasts as long as the page.
	}
}

/** Starts the service worker where it does not run yet, and asks it; the answer comes to `listenToWorker`. */
export async function askWorker(what: Ask['ask']): Promise<void> {
	await navigator.serviceWorker.register(`${base}sw.js`, { scope: base, updateViaCache: 'none' });
	const { active } = await navigator.serviceWorker.ready;
	active?.postMessage({ ask: what } satisfies Ask);
}

export async function isWorkerRunning(): Promise<boolean> {
	return (await navigator.serviceWorker.getRegistration(base))?.active != null;
}

export async function stopWorker(): Promise<void> {
	await (await navigator.serviceWorker.getRegistration(base))?.unregister();
}

export function listenToWorker(listen: (message: Told) => void): void {
	navigator.serviceWorker.addEventListener('message', ({ data }) => listen(data as Told));
	navigator.serviceWorker.startMessages();
}

/** What the server offers now; `undefined` without a network. */
export async function fetchOffer(): Promise<Offer | undefined> {
	try {
		const answer = await fetch(`${base}offline.json`, { cache: 'no-cache' });
		return answer.ok ? ((await answer.json()) as Offer) : undefined;
	} catch {
		return undefined;
	}
}
