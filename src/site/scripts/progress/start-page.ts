import { addDrafts, forgetDrafts, parseDrafts, readAllDrafts } from './drafts.ts';
import { joinProgress, keepProgress, parseProgress, readProgress } from './progress.ts';

const lessons = [...document.querySelectorAll<HTMLElement>('[data-lesson]')];
const statusLine = document.querySelector('[data-progress-said]');
const reset = document.querySelector<HTMLButtonElement>('[data-progress-reset]');

show();
addEventListener('storage', show);
addEventListener('pageshow', show);
document.querySelector('[data-progress-export]')?.addEventListener('click', exportFile);
document.querySelector<HTMLInputElement>('[data-progress-import]')?.addEventListener('change', importFile);
reset?.addEventListener('click', forget);
reset?.addEventListener('blur', () => askAgain(false));

function show(): void {
	const { read, repaired } = readProgress();
	let done = 0;
	let next: HTMLElement | undefined;
	for (const lesson of lessons) {
		const day = read[lesson.dataset['lesson'] ?? ''];
		lesson.classList.toggle('is-read', day !== undefined);
		sayOn(lesson.querySelector('[data-lesson-state]'), 'Read', day);
		sayOn(
			lesson.querySelector('[data-exercise-state]'),
			'Exercise repaired',
			repaired[lesson.dataset['lesson'] ?? ''],
		);
		if (day === undefined) next ??= lesson;
		else done++;
	}
	const bar = document.querySelector('progress');
	if (bar) bar.value = done;
	const words = document.querySelector('[data-progress-words]');
	if (words) words.textContent = `${done} of ${lessons.length} read`;
	const link = document.querySelector<HTMLAnchorElement>('[data-progress-next]');
	const target = (next ?? lessons[0])?.querySelector('a');
	if (link && target) {
		link.href = target.href;
		link.textContent =
			done === 0 ? 'Begin' : next ? `Go on: ${target.textContent}` : 'Read from the beginning';
	}
}

/** Shows what was done and when, or hides it. */
function sayOn(state: HTMLElement | null, what: string, day: string | undefined): void {
	if (!state) return;
	state.hidden = day === undefined;
	state.textContent = day === undefined ? what : `${what} on ${formatDay(day)}`;
}

function exportFile(): void {
	const text = `${JSON.stringify({ ...readProgress(), drafts: readAllDrafts() }, null, '\t')}\n`;
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
	addDrafts(parseDrafts((JSON.parse(text) as { drafts?: unknown }).drafts));
	say(isKept ? `Loaded ${file.name}.` : 'This browser does not let the page keep anything.');
	show();
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
	say('Forgotten.');
	show();
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

function formatDay(day: string): string {
	return new Date(day).toLocaleDateString('en-GB', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	});
}
