import { type CompiledPage, compileMdx } from '../mdx/compile.ts';
import { type Page, siteContent } from './content.ts';

/** What a lesson's page and its entry in a list need. */
export interface Lesson {
	readonly id: string;
	readonly number: number;
	readonly title: string;
	readonly summary: string;
	readonly reviewed?: string;
	readonly sources: readonly { readonly title: string; readonly url?: string }[];
	readonly path: string;
	readonly body: string;
}

/** Every lesson in reading order. */
export async function lessons(): Promise<Lesson[]> {
	return (await siteContent()).lessons.map(toLesson);
}

export interface LessonView extends Lesson {
	readonly page: CompiledPage;
	readonly previous?: Lesson;
	readonly next?: Lesson;
	/** At 220 words a minute, code not counted. */
	readonly minutes: number;
}

/** Every lesson with its compiled page and its neighbours. */
export async function lessonViews(): Promise<LessonView[]> {
	const all = await lessons();
	return Promise.all(
		all.map(async (lesson, at) => {
			const page = await compileMdx(lesson.body);
			const previous = all[at - 1];
			const next = all[at + 1];
			return {
				...lesson,
				page,
				minutes: Math.max(1, Math.round(page.words / 220)),
				...(previous ? { previous } : {}),
				...(next ? { next } : {}),
			};
		}),
	);
}

function toLesson(page: Page, at: number): Lesson {
	const { title, summary, reviewed, sources } = page.frontmatter;
	return {
		id: page.id,
		number: at + 1,
		title: String(title ?? page.id),
		summary: String(summary ?? ''),
		...(reviewed === undefined ? {} : { reviewed: dayOf(reviewed) }),
		sources: Array.isArray(sources) ? sources.map(toSource) : [],
		path: page.path,
		body: page.body,
	};
}

function dayOf(value: unknown): string {
	return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

function toSource(source: unknown): Lesson['sources'][number] {
	if (typeof source === 'string') return { title: source };
	const { title, url } = source as { title?: unknown; url?: unknown };
	return { title: String(title ?? url), ...(url === undefined ? {} : { url: String(url) }) };
}
