import type { Texts } from '#examples/exercises/exercise.ts';
import { packTexts } from './address.ts';

/** Opens these files in the checker, where every one of them can be changed. */
export async function openChecker(texts: Texts): Promise<void> {
	const { base = '/', edition } = document.documentElement.dataset;
	const page = `${base}check/${edition === 'archive' ? 'index.html' : ''}`;
	location.assign(page + ((await packTexts(texts)) ?? ''));
}
