import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = 'src/site/styles/';
const ORDER = readFileSync(`${folder}layers.css`, 'utf8').trim();
/** Added by a script, when the order is known. */
const ADDED_LATER = ['cite.css', 'keys.css'];
/** Part of the one file that every page loads, which begins with the order. */
const IN_EVERY_PAGE = [
	'base.css',
	'code-print.css',
	'code.css',
	'commands.css',
	'evidence.css',
	'forced-colors.css',
	'layers.css',
	'offline.css',
	'prose.css',
	'search.css',
	'tokens.css',
];

test('a style file that may come before all others says in what order the layers stand', () => {
	const alone = readdirSync(folder).filter((name) => ![...IN_EVERY_PAGE, ...ADDED_LATER].includes(name));
	expect(alone.length).toBeGreaterThan(4);
	for (const name of alone) expect(readFileSync(folder + name, 'utf8'), name).toContain(ORDER);
});
