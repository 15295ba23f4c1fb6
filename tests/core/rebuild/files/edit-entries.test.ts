import { expect, test } from 'vitest';
import { editEntries, type FileEdit } from '#core/rebuild/files/edit-entries.ts';
import type { ContextEntry } from '#core/rebuild/model.ts';

const ENTRIES: readonly ContextEntry[] = [
	{ path: 'd', kind: 'folder' },
	{ path: 'd/a.js', content: 'a' },
	{ path: 'run.sh', content: 'r', mode: 0o755 },
];

test.each<[string, FileEdit, ContextEntry[]]>([
	['d/a.js', 'content', [{ path: 'd/a.js', content: 'edited: d/a.js' }]],
	['d/a.js', 'renamed', [{ path: 'd/renamed-a.js', content: 'a' }]],
	['d/a.js', 'deleted', []],
	['d/a.js', 'mode', [{ path: 'd/a.js', content: 'a', mode: 0o755 }]],
	['run.sh', 'mode', [{ path: 'run.sh', content: 'r', mode: 0o644 }]],
])('%s, %s: nothing else is another than before', (path, edit, edited) => {
	const expected = ENTRIES.flatMap((entry) => (entry.path === path ? edited : [entry]));
	expect(editEntries(ENTRIES, new Map([[path, edit]]))).toEqual(expected);
});

test('a folder is left as it is', () => {
	expect(editEntries(ENTRIES, new Map([['d', 'deleted']]))).toEqual(ENTRIES);
});

test('what is not there is a new file, unless it is deleted', () => {
	expect(editEntries(ENTRIES, new Map([['new.js', 'content']]))).toEqual([
		...ENTRIES,
		{ path: 'new.js', content: 'new' },
	]);
	expect(editEntries(ENTRIES, new Map([['new.js', 'deleted']]))).toEqual(ENTRIES);
});
