import { markRead, readProgress } from './progress.ts';

const part = document.querySelector<HTMLElement>('[data-mark-read]');
const button = part?.querySelector('button');
const status = part?.querySelector('[role="status"]');
const lesson = part?.dataset['markRead'];

if (part && button && lesson !== undefined) {
	show(isRead(lesson));
	addEventListener(
		'scroll',
		() => void import('./follow-reader.ts').then(({ followReader }) => followReader(lesson)),
		{
			passive: true,
			once: true,
		},
	);
	button.addEventListener('click', () => {
		const wanted = !isRead(lesson);
		const isKept = markRead(lesson, wanted);
		show(isRead(lesson));
		if (wanted) void import('./places.ts').then(({ keepPlace }) => keepPlace(lesson, undefined));
		if (status)
			status.textContent = isKept
				? wanted
					? 'Kept in this browser.'
					: 'No longer marked.'
				: 'This browser does not let the page keep anything.';
	});
}

function isRead(id: string): boolean {
	return readProgress().read[id] !== undefined;
}

function show(isMarked: boolean): void {
	button?.setAttribute('aria-pressed', String(isMarked));
	button?.classList.toggle('quiet', isMarked);
	if (button) button.textContent = isMarked ? 'Read' : 'Mark as read';
}
