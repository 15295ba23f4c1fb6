import { joinProgress, keepProgress, parseProgress, readProgress } from './progress.ts';

const lessons = [...document.querySelectorAll<HTMLElement>('[data-lesson]')];
const said = document.querySelector('[data-progress-said]');
const reset = document.querySelector<HTMLButtonElement>('[data-progress-reset]');

for (const part of document.querySelectorAll<HTMLElement>('[data-progress], [data-progress-tools]'))
	part.hidden = false;
show();
addEventListener('storage', show);
addEventListener('pageshow', show);
document.querySelector('[data-progress-export]')?.addEventListener('click', exportFile);
document.querySelector<HTMLInputElement>('[data-progress-import]')?.addEventListener('change', importFile);
reset?.addEventListener('click', forget);
reset?.addEventListener('blur', () => askAgain(false));

function show(): void {
	const { read } = readProgress();
	let done = 0;
	let next: HTMLElement | undefined;
	for (const lesson of lessons) {
		const day = read[lesson.dataset['lesson'] ?? ''];
		lesson.classList.toggle('is-read', day !== undefined);
		const state = lesson.querySelector<HTMLElement>('[data-lesson-state]');
		if (state) {
			state.hidden = day === undefined;
			state.textContent = day === undefined ? 'Read' : `Read on ${inWords(day)}`;
		}
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

function exportFile(): void {
	const text = `${JSON.stringify(readProgress(), null, '\t')}\n`;
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
	const loaded = file.size > 100_000 ? undefined : parseProgress(await file.text());
	if (loaded === undefined) {
		say(`${file.name} is no progress file. Choose one that was saved on this page.`);
		return;
	}
	const kept = keepProgress(joinProgress(readProgress(), loaded));
	say(kept ? `Loaded ${file.name}.` : 'This browser does not let the page keep anything.');
	show();
}

/** The first press asks, the second does it. */
function forget(): void {
	if (reset?.dataset['asked'] === undefined) {
		askAgain(true);
		return;
	}
	askAgain(false);
	keepProgress({ version: 1, read: {} });
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
	if (said) said.textContent = sentence;
}

function inWords(day: string): string {
	return new Date(day).toLocaleDateString('en-GB', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	});
}
