import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addFolders, readLastChanges } from '../../src/site/data/content/last-changes.ts';
import { folderWith } from '../folder-with.ts';

function git(folder: string, args: readonly string[], day = '2026-01-01'): void {
	const date = `${day}T12:00:00Z`;
	const { status, stderr } = spawnSync(
		'git',
		['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args],
		{ encoding: 'utf8', env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } },
	);
	if (status !== 0) throw new Error(stderr);
}

function commit(folder: string, path: string, day: string): void {
	mkdirSync(join(folder, path, '..'), { recursive: true });
	writeFileSync(join(folder, path), day);
	git(folder, ['add', '.']);
	git(folder, ['commit', '--quiet', '--message=Change it'], day);
}

function createRepository(): string {
	const folder = folderWith({});
	git(folder, ['init', '--quiet', '--initial-branch=main']);
	commit(folder, 'content/lessons/1-one.mdx', '2026-02-01');
	commit(folder, 'content/lessons/1-odd name é.mdx', '2026-03-01');
	commit(folder, 'content/lessons/1-one.mdx', '2026-04-01');
	commit(folder, 'README.md', '2026-05-01');
	return folder;
}

test('the last commit of each file of the folder says its day', () => {
	const project = createRepository();
	expect(Object.fromEntries(readLastChanges(join(project, 'content'), project))).toEqual({
		'content/lessons/1-one.mdx': '2026-04-01',
		'content/lessons/1-odd name é.mdx': '2026-03-01',
	});
});

test('a file that no commit has has no day, and a change that none has keeps the one before', () => {
	const project = createRepository();
	writeFileSync(join(project, 'content/lessons/2-new.mdx'), 'new');
	writeFileSync(join(project, 'content/lessons/1-one.mdx'), 'edited');
	const days = readLastChanges(join(project, 'content'), project);
	expect(days.get('content/lessons/2-new.mdx')).toBeUndefined();
	expect(days.get('content/lessons/1-one.mdx')).toBe('2026-04-01');
});

test('a shallow clone, whose only commit has everything, says nothing', () => {
	const project = createRepository();
	const clone = folderWith({});
	git(clone, ['clone', '--quiet', '--depth=1', `file://${project}`, 'copy']);
	expect(readLastChanges(join(clone, 'copy/content'), join(clone, 'copy')).size).toBe(0);
});

test('a folder in no repository says nothing', () => {
	const project = folderWith({ 'content/lessons/1-one.mdx': 'one' });
	expect(readLastChanges(join(project, 'content'), project).size).toBe(0);
});

test('a folder has the day of the last of its files, and of no file whose name only begins like it', () => {
	const days = addFolders([
		['content/examples/one/before/Dockerfile', '2026-02-01'],
		['content/examples/one/example.yaml', '2026-03-01'],
		['content/examples/one-more/example.yaml', '2026-04-01'],
		['../team/lessons/1-one.mdx', '2026-05-01'],
	]);
	expect(days.get('content/examples/one')).toBe('2026-03-01');
	expect(days.get('content/examples/one/before')).toBe('2026-02-01');
	expect(days.get('content/examples')).toBe('2026-04-01');
	expect(days.get('../team/lessons/1-one.mdx')).toBe('2026-05-01');
	expect(days.get('content/examples/two')).toBeUndefined();
});
