import type { Content } from './content.ts';
import type { ContentPlace } from './content-place.ts';
import { loadContent, orderLessons } from './load.ts';

/**
 * Reads content, and lays a team's own over ours: what has the same id replaces, all else stays. With `base: none` in
 * its `site.yaml` it stands alone. `root` is where the paths in messages start.
 */
export function loadLayers({ folder, base }: ContentPlace, root: string): Content {
	const teamContent = loadContent(folder, root);
	if (base === undefined || teamContent.siteFile?.base === 'none') return teamContent;
	return layOver(teamContent, loadContent(base, root));
}

function layOver(teamContent: Content, base: Content): Content {
	const isReplaced = (id: string) => teamContent.names.lessons.has(id);
	const lessons = [...base.lessons.filter(({ id }) => !isReplaced(id)), ...teamContent.lessons];
	return {
		...teamContent,
		base,
		lessons: orderLessons(lessons, teamContent.site.topics),
		rulePages: joinMaps(base.rulePages, teamContent.rulePages),
		ruleNotes: joinMaps(base.ruleNotes, teamContent.ruleNotes),
		examples: joinMaps(base.examples, teamContent.examples),
		exercises: joinMaps(base.exercises, teamContent.exercises),
		glossary: joinMaps(base.glossary, teamContent.glossary),
		otherTools: [
			...base.otherTools.filter(({ id }) => !teamContent.otherTools.some((tool) => tool.id === id)),
			...teamContent.otherTools,
		],
		diagrams: joinMaps(base.diagrams, teamContent.diagrams),
		names: {
			lessons: new Set([...base.names.lessons, ...teamContent.names.lessons]),
			rulePages: new Set([...base.names.rulePages, ...teamContent.names.rulePages]),
			examples: new Set([...base.names.examples, ...teamContent.names.examples]),
			exercises: new Set([...base.names.exercises, ...teamContent.names.exercises]),
			terms: new Set([...base.names.terms, ...teamContent.names.terms]),
			diagrams: new Set([...base.names.diagrams, ...teamContent.names.diagrams]),
		},
		problems: [...base.problems, ...teamContent.problems],
	};
}

/** What has the same name comes from the second, at the place that it had in the first. */
function joinMaps<Value>(
	base: ReadonlyMap<string, Value>,
	own: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
	return new Map([...base, ...own]);
}
