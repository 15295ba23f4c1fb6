import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { escapeControlCharacters } from '#core/report/visible-text.ts';
import { createPathProblem } from '#workspace/typed/source-text.ts';

/** What content is read from; whatever else lies beside it is nobody's. */
const READ = ['lessons', 'rules', 'examples', 'exercises', 'diagrams'];
const READ_FILES = ['site.yaml', 'glossary.yaml', 'permalinks.json', 'signing-keys.pem'];

/**
 * Content is regular files with names that can be shown. A link, wherever it stands, could publish any file of the machine
 * that builds; a name with a line break or a mark that turns the writing round shows as another.
 */
export function checkContentTree(folder: string, path: string): Problem[] {
	if (!existsSync(folder)) return [];
	const problems: Problem[] = [];
	const visit = (inner: string, entries: readonly Dirent[]) => {
		for (const entry of entries) {
			const name = `${inner}${entry.name}`;
			const shown = `${path}/${escapeControlCharacters(name)}`;
			if (entry.isSymbolicLink()) problems.push(createLinkProblem(shown));
			else if (hasUnusableName(entry.name)) problems.push(createNameProblem(shown));
			else if (entry.isDirectory()) visit(`${name}/`, listEntries(join(folder, name)));
		}
	};
	visit(
		'',
		listEntries(folder).filter(({ name }) => READ.includes(name) || READ_FILES.includes(name)),
	);
	return problems;
}

/** Sorted by name. A folder that may not be read, or whose name is no UTF-8, counts as empty: others say so. */
function listEntries(folder: string): Dirent[] {
	try {
		return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch {
		return [];
	}
}

function hasUnusableName(name: string): boolean {
	return escapeControlCharacters(name) !== name || /[\\\p{Cf}]|^\s|\s$/u.test(name);
}

function createLinkProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'link-in-content',
		detail:
			'This is a symbolic link. What is published is read from regular files, so that nothing from elsewhere gets in.',
		fix: 'Put a copy of the file or folder in the place of the link.',
	});
}

function createNameProblem(path: string): Problem {
	return createPathProblem(path, {
		code: 'file-name-unusable',
		detail:
			'The name has a control character, a mark that cannot be seen or turns the writing round, a `\\` or a blank at an end.',
		fix: 'Give it a name of letters, digits, `.`, `_` and `-`.',
	});
}
