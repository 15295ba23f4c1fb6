/** The answers that a reader has chosen: question -> number of the answer, from 0. Kept in this browser alone. */
export type Answers = Readonly<Record<string, number>>;

const KEY = 'drydock:answers';

/** Brings back the answers of the questions on this page, and keeps those that are chosen. */
export function rememberAnswers(): void {
	for (const [question, at] of Object.entries(readAnswers())) {
		const answers = listAnswers(question);
		const answer = answers[at];
		if (answer && !answers.some(({ checked }) => checked)) answer.checked = true;
	}
	// What was chosen before this script was there counts too.
	for (const chosen of document.querySelectorAll<HTMLInputElement>('.exercise-question :checked'))
		keep(chosen);
	document.addEventListener('change', ({ target }) => {
		if (target instanceof HTMLInputElement && target.closest('.exercise-question')) keep(target);
	});
}

function keep(answer: HTMLInputElement): void {
	keepAnswers({ ...readAnswers(), [answer.name]: listAnswers(answer.name).indexOf(answer) });
}

export function readAnswers(): Answers {
	try {
		return parseAnswers(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
	} catch {
		return {};
	}
}

export function keepAnswers(answers: Answers): void {
	try {
		if (Object.keys(answers).length === 0) localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, JSON.stringify(answers));
	} catch {
		// Storage may be forbidden; the answers then last as long as the page.
	}
}

/** The answers of an exported file; entries that make no sense are left out. */
export function parseAnswers(value: unknown): Answers {
	if (typeof value !== 'object' || value === null) return {};
	return Object.fromEntries(
		Object.entries(value).filter(
			(entry): entry is [string, number] => /^[a-z0-9-]{1,100}$/.test(entry[0]) && Number.isInteger(entry[1]),
		),
	);
}

function listAnswers(question: string): HTMLInputElement[] {
	return [
		...document.querySelectorAll<HTMLInputElement>(
			`.exercise-question input[name="${CSS.escape(question)}"]`,
		),
	];
}
