import { describe, expect, test } from 'vitest';
import { loadContent } from '#examples/load.ts';
import { collectReads, listReadFiles } from '../../src/site/data/content/reads.ts';
import { withNotedReads } from '../../src/site/data/content/words.ts';

const content = withNotedReads(loadContent('tests/examples/good'));
const [lesson] = content.lessons;
if (lesson === undefined) throw new Error('There is no lesson to read.');

const listFilesReadBy = (work: () => unknown) => listReadFiles(collectReads(work).reads);

describe('the words of a page', () => {
	test.each(['body', 'source', 'document'] as const)('are read with its %s', (key) => {
		expect(listFilesReadBy(() => lesson[key])).toEqual([lesson.path]);
	});

	test('are read by who copies the page', () => {
		expect(listFilesReadBy(() => ({ ...lesson }))).toEqual([lesson.path]);
	});

	test('are not read with its head', () => {
		expect(listFilesReadBy(() => [lesson.id, lesson.path, lesson.frontmatter, lesson.head])).toEqual([]);
	});
});
