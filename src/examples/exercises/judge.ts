import { classifyFile } from '#core/file-kind.ts';
import type { Keep, KeptService, Texts } from './exercise.ts';
import type { Kept } from './kept.ts';
import { judgeDockerfile } from './kept-dockerfile.ts';

/** `servicesKept`, handed over by the caller, since it brings the reader of YAML with it. */
export type JudgeServices = (text: string, wanted: Readonly<Record<string, KeptService>>) => Kept[];

/** The words that keep a rule silent in a comment. An exercise is not repaired by them. */
const SILENCED = /(?:^|[ \t])#[ \t]*drydock[ \t]+ignore\b|^[ \t]*#[ \t]*check[ \t]*=/im;

/**
 * Whether the files still do what the exercise declares. `texts` are the files under repair and the rest of the build
 * context. Without `judgeServices` nothing is said about services. Never throws, whatever the texts.
 */
export function judgeKept(texts: Texts, keep: Keep, judgeServices?: JudgeServices): Kept[] {
	const compose = Object.keys(texts).find((name) => classifyFile(name) === 'compose');
	const isSilenced = Object.entries(texts).some(
		([name, text]) => classifyFile(name) !== undefined && SILENCED.test(text),
	);
	return [
		...judgeDockerfile(texts, keep),
		...(judgeServices?.(compose === undefined ? '' : (texts[compose] ?? ''), keep.services) ?? []),
		{ says: 'No finding is silenced by a comment.', holds: !isSilenced },
	];
}
