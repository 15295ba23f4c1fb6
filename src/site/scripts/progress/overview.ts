import { readLastPlace } from './places.ts';
import { readProgress } from './progress.ts';

const lessons = [...document.querySelectorAll<HTMLElement>('[data-lesson]')];

showProgress();
addEventListener('storage', showProgress);
addEventListener('pageshow', showProgress);

/** Shows on a list of lessons what is read and repaired, and leads to where the reader stopped. */
export function showProgress(): void {
	const { read, repaired } = readProgress();
	for (const lesson of lessons) {
		const id = lesson.dataset['lesson'] ?? '';
		lesson.classList.toggle('is-read', read[id] !== undefined);
		lesson.classList.toggle('is-repaired', repaired[id] !== undefined);
		sayOn(lesson.querySelector('[data-lesson-state]'), 'Read', read[id]);
		sayOn(lesson.querySelector('[data-exercise-state]'), 'Exercise repaired', repaired[id]);
	}
	const unread = lessons.filter((lesson) => read[lesson.dataset['lesson'] ?? ''] === undefined);
	const done = lessons.length - unread.length;
	const bar = document.querySelector<HTMLProgressElement>('[data-progress] progress');
	if (bar) bar.value = done;
	const words = document.querySelector('[data-progress-words]');
	if (words) words.textContent = `${done} of ${lessons.length} read`;
	const link = document.querySelector<HTMLAnchorElement>('[data-progress-next]');
	if (link) leadOn(link, unread, done);
}

/** To the heading where the reader stopped, in a lesson that is not read yet; else to the first of those. */
function leadOn(link: HTMLAnchorElement, unread: readonly HTMLElement[], done: number): void {
	const place = readLastPlace();
	const stopped = unread.find((lesson) => lesson.dataset['lesson'] === place?.lesson);
	const target = (stopped ?? unread[0] ?? lessons[0])?.querySelector('a');
	if (!target || (stopped === undefined && done === 0)) return;
	link.href = target.href + (stopped && place ? `#${place.heading}` : '');
	link.textContent =
		unread.length > 0 ? `Go on: ${target.textContent}` : (link.dataset['done'] ?? 'Read from the beginning');
	if (unread.length === 0 && link.dataset['doneAddress'] !== undefined)
		link.href = link.dataset['doneAddress'];
}

/** Shows what was done and when, or hides it. */
function sayOn(state: HTMLElement | null, what: string, day: string | undefined): void {
	if (!state) return;
	state.hidden = day === undefined;
	state.textContent = day === undefined ? what : ` ${what} on ${formatDay(day)}`;
}

function formatDay(day: string): string {
	return new Date(day).toLocaleDateString('en-GB', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	});
}
