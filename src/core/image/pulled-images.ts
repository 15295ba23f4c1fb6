import type { Instruction, Stage, Word } from '../dockerfile/model.ts';
import { mountFields } from '../dockerfile/mounts.ts';
import type { Span } from '../source/position.ts';
import { resolveBaseImage } from './base-image.ts';
import type { DockerfileFacts } from './facts.ts';

/** An image that a build pulls, and where the file names it. */
export interface PulledImage {
	/** Variables replaced. */
	readonly image: string;
	readonly span: Span;
	/** What names it: `FROM`, `COPY --from=` or `--mount=from=`. */
	readonly instruction: Instruction;
	readonly stage: Stage;
}

/** The images of `FROM`, `COPY --from=` and `--mount=from=`: no earlier stage, no other context,
 * nothing that is not known, and nothing behind `ONBUILD`: the stages of the build that runs it are others. */
export function listPulledImages(facts: DockerfileFacts): readonly PulledImage[] {
	return facts.dockerfile.stages.flatMap((stage) => {
		const image = resolveBaseImage(stage, facts);
		const base =
			image === undefined ? [] : [{ image, span: stage.base.span, instruction: stage.from, stage }];
		const sources = stage.instructions.flatMap((instruction) =>
			listSourceWords(instruction, facts.dockerfile.text).flatMap(({ text, span }) =>
				isImage(text, stage, facts) ? [{ image: text, span, instruction, stage }] : [],
			),
		);
		return [...base, ...sources];
	});
}

/** What `COPY --from=` and `--mount=from=` of an instruction name. */
function listSourceWords({ keyword, flags }: Instruction, source: string): Word[] {
	return flags.flatMap(({ name, value }) => {
		if (!value) return [];
		if (keyword === 'COPY' && name === 'from') return [value];
		if (keyword !== 'RUN' || name !== 'mount') return [];
		const text = mountFields(value)?.findLast(({ key }) => key === 'from')?.value;
		const at = text ? source.indexOf(`from=${text}`, value.span.start) : -1;
		if (!text || at === -1 || at >= value.span.end) return [];
		const start = at + 'from='.length;
		return [{ text, span: { start, end: start + text.length } }];
	});
}

/** The engine takes no variables here; a number counts the stages. */
function isImage(name: string, stage: Stage, { stages }: DockerfileFacts): boolean {
	if (name === '' || name === 'scratch' || /[$\s]/.test(name) || /^\d+$/.test(name)) return false;
	return !stages.isNamedContext(name) && stages.resolve(name, stage) === undefined;
}
