import { keepPlace } from './places.ts';
import { readProgress } from './progress.ts';

/** After the last movement, before the place is kept. In milliseconds. */
const PAUSE = 300;

/** Keeps the section of a lesson that is being read, so that "Go on" leads back to it. */
export function followReader(lesson: string): void {
	const headings = [...document.querySelectorAll<HTMLElement>('.prose :is(h2, h3)[id], #exercise')];
	let waiting: ReturnType<typeof setTimeout> | undefined;
	const keep = () => {
		const current = headings.findLast((heading) => heading.getBoundingClientRect().top < 200)?.id;
		if (current !== undefined && readProgress().read[lesson] === undefined) keepPlace(lesson, current);
	};
	const wait = () => {
		clearTimeout(waiting);
		waiting = setTimeout(keep, PAUSE);
	};
	addEventListener('scroll', wait, { passive: true });
	wait();
}
