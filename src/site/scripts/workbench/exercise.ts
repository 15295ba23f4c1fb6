import type { Texts } from '#examples/exercises/exercise.ts';
import { type JudgeServices, judgeKept } from '#examples/exercises/judge.ts';
import type { Kept } from '#examples/exercises/kept.ts';
import type { ExerciseData } from '../../data/lessons/exercises.ts';
import workbenchStyles from '../../styles/workbench.css?inline';
import { addStyleSheet } from '../adopt-style.ts';
import { keepDraft, readDraft } from '../progress/drafts.ts';
import { markRepaired } from '../progress/progress.ts';
import { makeElement, renderSentence } from './elements.ts';
import { openChecker } from './open-checker.ts';
import { createWorkbench } from './workbench.ts';

/** Puts editors in the place of the broken files and judges the files after each change. */
export async function openExercise(section: HTMLElement): Promise<void> {
	const id = section.dataset['exercise'] ?? '';
	const data = readData(section);
	const place = section.querySelector<HTMLElement>('[data-exercise-place]');
	const verdict = section.querySelector<HTMLElement>('[data-exercise-verdict]');
	const again = section.querySelector<HTMLButtonElement>('[data-exercise-again]');
	if (data === undefined || place === null || verdict === null || again === null) return;
	const { broken, context, keep } = data;
	const judgeServices = await loadServicesJudge(data);
	// The look of the workbench comes with it, so that a lesson that nobody reads to its end is the lighter.
	addStyleSheet(workbenchStyles);
	const letGoOutOfSight = holdHeight(place);

	const workbench = createWorkbench({
		place,
		name: id,
		site: section.dataset['site'] ?? '/',
		texts: { ...broken, ...selectTexts(Object.keys(broken), readDraft(id)) },
		context: { is: 'known', beside: context },
		onChecked(texts, locatedFindings) {
			letGoOutOfSight();
			const isTouched = Object.keys(broken).some((file) => texts[file] !== broken[file]);
			const requirements = judgeKept({ ...context, ...texts }, keep, judgeServices);
			const isRepaired = locatedFindings.length === 0 && requirements.every(({ holds }) => holds);
			keepDraft(id, isTouched ? texts : undefined);
			showKept(section, requirements);
			again.hidden = !isTouched;
			verdict.classList.toggle('is-repaired', isRepaired);
			const words = isTouched ? describeVerdict(locatedFindings.length, requirements) : '';
			if (verdict.textContent !== words) verdict.textContent = words;
			if (isRepaired) markRepaired(id);
		},
	});
	const openCheck = section.querySelector<HTMLButtonElement>('[data-exercise-check]');
	if (openCheck) openCheck.hidden = false;
	openCheck?.addEventListener('click', () => void openChecker(workbench.texts()));
	again.addEventListener('click', () => {
		workbench.replace(broken);
		workbench.focus();
	});
}

/**
 * The editor is as high as the files in whose place it comes, so that nothing jumps below it: until the reader does
 * something in it, or, once its findings are there, it is far below what is in sight: nearer by, a reader who scrolls is
 * there before it has its own height. Answers what says that they are there.
 */
function holdHeight(place: HTMLElement): () => void {
	place.style.height = `${place.offsetHeight}px`;
	place.style.overflowY = 'auto';
	const events = ['pointerdown', 'keydown'] as const;
	let isHeld = true;
	const release = () => {
		isHeld = false;
		place.style.height = '';
		place.style.overflowY = '';
		seen.disconnect();
		for (const event of events) place.removeEventListener(event, release);
	};
	const isBelow = (entry: IntersectionObserverEntry | undefined) =>
		entry?.isIntersecting === false && entry.boundingClientRect.top > 0;
	const seen = new IntersectionObserver(([entry]) => isBelow(entry) && release(), { rootMargin: '2000px' });
	for (const event of events) place.addEventListener(event, release);
	return () => {
		if (isHeld) seen.observe(place);
	};
}

/** The texts of these files; what the exercise had in an earlier edition is left out. */
function selectTexts(files: readonly string[], texts: Texts): Texts {
	return Object.fromEntries(Object.entries(texts).filter(([file]) => files.includes(file)));
}

/** Repaired is only what has no finding left *and* does what it did. */
function describeVerdict(findings: number, requirements: readonly Kept[]): string {
	const lost = requirements.filter(({ holds }) => !holds).length;
	if (findings > 0) return `Not yet: ${findings === 1 ? 'one finding is' : `${findings} findings are`} left.`;
	if (lost > 0)
		return `Not yet: no finding is left, but ${lost === 1 ? 'one thing that the files must do is' : `${lost} things that the files must do are`} missing. See the list below.`;
	return 'Repaired. No finding is left, and the files do what they must.';
}

function showKept(section: HTMLElement, requirements: readonly Kept[]): void {
	section
		.querySelector('[data-exercise-kept]')
		?.replaceChildren(
			...requirements.map(({ says, holds, instead }) =>
				makeElement(
					'li',
					{ class: holds ? 'holds' : 'fails' },
					makeElement(
						'span',
						{},
						makeElement('span', { class: 'hidden' }, holds ? 'Yes: ' : 'Not yet: '),
						...renderSentence(says),
						...(instead === undefined
							? []
							: [' ', makeElement('span', { class: 'instead' }, ...renderSentence(instead))]),
					),
				),
			),
		);
}

/** What reads YAML is fetched only where the exercise has a compose file. */
async function loadServicesJudge({ keep }: ExerciseData): Promise<JudgeServices | undefined> {
	if (Object.keys(keep.services).length === 0) return undefined;
	const { judgeServices: servicesKept } = await import('#examples/exercises/kept-services.ts');
	return servicesKept;
}

function readData(section: HTMLElement): ExerciseData | undefined {
	const text = section.querySelector('[data-exercise-data]')?.textContent;
	return text ? (JSON.parse(text) as ExerciseData) : undefined;
}
