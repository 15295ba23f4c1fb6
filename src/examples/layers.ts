import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Content } from './content.ts';
import { loadContent, orderLessons } from './load.ts';

/** Where content is read from. */
export interface ContentPlace {
	/** The folder that is written to: ours, or a team's own. */
	readonly folder: string;
	/** Ours, which a team's own is laid over; nothing where `folder` is ours, or ours is not there. */
	readonly base?: string;
}

/** `chosen` is what `DRYDOCK_CONTENT` says, seen from `cwd`; without it, it is the project's own `content/`. */
export function findContentPlace(chosen: string | undefined, cwd: string, project: string): ContentPlace {
	const ours = resolve(project, 'content');
	if (chosen === undefined || chosen === '') return { folder: ours };
	const folder = resolve(cwd, chosen);
	return folder === ours || !existsSync(ours) ? { folder } : { folder, base: ours };
}

/**
 * Reads content, and lays a team's own over ours: what has the same id replaces, all else stays. With `base: none` in
 * its `site.yaml` it stands alone. `root` is where the paths in messages start.
 */
export function loadLayers({ folder, base }: ContentPlace, root: string): Content {
	const own = loadContent(folder, root);
	if (base === undefined || own.siteFile?.base === 'none') return own;
	return layOver(own, loadContent(base, root));
}

function layOver(own: Content, base: Content): Content {
	const isReplaced = (id: string) => own.names.lessons.has(id);
	const lessons = [...base.lessons.filter(({ id }) => !isReplaced(id)), ...own.lessons];
	return {
		...own,
		base,
		lessons: orderLessons(lessons, own.site.topics),
		rulePages: joinMaps(base.rulePages, own.rulePages),
		ruleNotes: joinMaps(base.ruleNotes, own.ruleNotes),
		examples: joinMaps(base.examples, own.examples),
		exercises: joinMaps(base.exercises, own.exercises),
		glossary: joinMaps(base.glossary, own.glossary),
		otherTools: [
			...base.otherTools.filter(({ id }) => !own.otherTools.some((tool) => tool.id === id)),
			...own.otherTools,
		],
		diagrams: joinMaps(base.diagrams, own.diagrams),
		names: {
			lessons: new Set([...base.names.lessons, ...own.names.lessons]),
			rulePages: new Set([...base.names.rulePages, ...own.names.rulePages]),
			examples: new Set([...base.names.examples, ...own.names.examples]),
			exercises: new Set([...base.names.exercises, ...own.names.exercises]),
			terms: new Set([...base.names.terms, ...own.names.terms]),
			diagrams: new Set([...base.names.diagrams, ...own.names.diagrams]),
		},
		problems: [...base.problems, ...own.problems],
	};
}

/** What has the same name comes from the second, at the place that it had in the first. */
function joinMaps<Value>(
	base: ReadonlyMap<string, Value>,
	own: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
	return new Map([...base, ...own]);
}
