/** What a search can be narrowed to: kinds of page, and pages found by a heading or by their code. */
export const SEARCH_KINDS: readonly (readonly [kind: string, label: string])[] = [
	['', 'All'],
	['Lesson', 'Lessons'],
	['Section', 'Sections'],
	['Rule', 'Rules'],
	['Example', 'Examples'],
	['Code', 'Code'],
	['Glossary', 'Glossary'],
	['Page', 'Pages'],
];
