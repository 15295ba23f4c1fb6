import type { Span } from '../source/position.ts';
import type { Dockerfile } from './model.ts';

/** What BuildKit refuses in a file that its parser can read. */
export function refusalsOf(dockerfile: Dockerfile, _isBroken: boolean): { message: string; span: Span }[] {
	const { instructions } = dockerfile;
	if (instructions.length > 0) return [];
	return [{ message: 'the file has no instructions', span: { start: 0, end: 0 } }];
}
