import { keepAnswers, parseAnswers, readAnswers } from './answers.ts';
import { addDrafts, forgetDrafts, parseDrafts, readAllDrafts } from './drafts.ts';
import { showProgress } from './overview.ts';
import { keepPlaces, parsePlaces, readPlaces } from './places.ts';
import { joinProgress, keepProgress, parseProgress, readProgress } from './progress.ts';

const statusLine = document.querySelector('[data-progress-said]');
const reset = document.querySelector<HTMLButtonElement>('[data-progress-reset]');

document.querySelector('[data-progress-export]')?.addEventListener('click', exportFile);
document.querySelector<HTMLInputElement>('[data-progress-import]')?.addEventListener('change', importFile);
reset?.addEventListener('click', forget);
reset?.addEventListener('blur', () => askAgain(false));

function exportFile(): void {
	const kept = { ...readProgress(), drafts: readAllDrafts(), answers: readAnswers(), places: readPlaces() };
	const text = `${JSON.stringify(kept, null, '\t')}\n`;
	const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	const link = document.createElement('a');
	link.href = address;
	link.download = 'drydock-progress.json';
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
	say('Saved as drydock-progress.json.');
}

async function importFile(event: Event): Promise<void> {
	const input = event.target as HTMLInputElement;
	const file = input.files?.[0];
	input.value = '';
	if (file === undefined) return;
	const text = file.size > 1_000_000 ? '' : await file.text();
	const loaded = parseProgress(text);
	if (loaded === undefined) {
		say(`${file.name} is no progress file. Choose one that was saved on this page.`);
		return;
	}
	const isKept = keepProgress(joinProgress(readProgress(), loaded));
	const others = JSON.parse(text) as { drafts?: unknown; answers?: unknown; places?: unknown };
	addDrafts(parseDrafts(others.drafts));
	keepAnswers({ ...parseAnswers(others.answers), ...readAnswers() });
	keepPlaces({ ...parsePlaces(others.places), ...readPlaces() });
	say(isKept ? `Loaded ${file.name}.` : 'This browser does not let the page keep anything.');
	showProgress();
}

/** The first press asks, the second does it. */
function forget(): void {
	if (reset?.dataset['asked'] === undefined) {
		askAgain(true);
		return;
	}
	askAgain(false);
	keepProgress({ version: 1, read: {}, repaired: {} });
	forgetDrafts();
	keepAnswers({});
	keepPlaces({});
	say('Forgotten.');
	showProgress();
}

function askAgain(isAsking: boolean): void {
	if (!reset) return;
	if (isAsking) reset.dataset['asked'] = '';
	else delete reset.dataset['asked'];
	reset.textContent = isAsking ? 'Forget it for good?' : 'Forget it';
}

function say(sentence: string): void {
	if (statusLine) statusLine.textContent = sentence;
}
