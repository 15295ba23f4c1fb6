import { rules } from '#core/rules/all-rules.ts';
import type { LessonPage, RulePage } from '#examples/content.ts';
import { getSiteContent } from '../content/content.ts';
import { getLessonPath, getRulePath } from './addresses.ts';

/** A lesson or rule that no longer holds. */
export interface Withdrawn {
	/** From the site's root, with slashes at both ends. */
	readonly path: string;
	readonly kind: 'Lesson' | 'Rule';
	readonly title: string;
	readonly on: string;
	readonly because: string;
	/** Where to go, from the site's root. */
	readonly instead: string;
	/** What it said. */
	readonly page: LessonPage | RulePage;
}

/** Every lesson that was withdrawn, and every rule that was and that the linter no longer has. */
export function listWithdrawnPages(): Withdrawn[] {
	const { lessons, rulePages: rulePagesById } = getSiteContent();
	const gone = [...rulePagesById.values()].filter(({ id }) => !rules.some((rule) => rule.id === id));
	return [
		...lessons.flatMap((page) => {
			const { withdrawn, title } = page.frontmatter;
			if (withdrawn === undefined) return [];
			return { ...withdrawn, path: getLessonPath(page.id), kind: 'Lesson' as const, title, page };
		}),
		...gone.flatMap((page) => {
			const { withdrawn } = page.frontmatter;
			if (withdrawn === undefined) return [];
			return { ...withdrawn, path: getRulePath(page.id), kind: 'Rule' as const, title: page.id, page };
		}),
	];
}
