import type { Texts } from '#examples/exercises/exercise.ts';
import { getSiteContent } from '../content/content.ts';

/** The broken files of the exercises: something to try where nothing is at hand. One Dockerfile, one compose file. */
export function checkExamples(): { title: string; texts: Texts }[] {
	const all = [...getSiteContent().exercises.values()].map(({ broken }) => broken);
	const dockerfile = all.find(({ Dockerfile }) => Dockerfile !== undefined);
	const compose = all.find(
		(files) => files['compose.yaml'] !== undefined && files['Dockerfile'] === undefined,
	);
	return [
		...(dockerfile ? [{ title: 'A Dockerfile', texts: { Dockerfile: dockerfile['Dockerfile'] ?? '' } }] : []),
		...(compose
			? [{ title: 'A compose file', texts: { 'compose.yaml': compose['compose.yaml'] ?? '' } }]
			: []),
	];
}
