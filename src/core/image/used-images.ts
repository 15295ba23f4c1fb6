import type { Span } from '../source/position.ts';
import { resolveBaseImage } from './base-image.ts';
import type { DockerfileFacts } from './facts.ts';

/** An image that a build takes, and where it is named. */
export interface UsedImage {
	readonly image: string;
	readonly span: Span;
}

/** What stands behind `FROM`, `COPY --from=` and `--mount=from=`; stages, named contexts and what cannot be known left out. */
export function listUsedImages(facts: DockerfileFacts): readonly UsedImage[] {
	const { stages, variables } = facts;
	const bases = stages.stages.flatMap((stage) => {
		const image = resolveBaseImage(stage, { stages, variables });
		return image === undefined ? [] : [{ image, span: stage.base.span }];
	});
	const copied = facts.select('COPY', 'RUN').flatMap((instruction) =>
		instruction.flags.flatMap(({ name, value }) => {
			const from =
				name === 'from' ? value?.text : name === 'mount' ? findMountSource(value?.text) : undefined;
			const stage = stages.stageOf(instruction);
			if (!value || !from || !stage || /[$]|^scratch$|^\d+$/.test(from)) return [];
			return stages.isNamedContext(from) || stages.resolve(from, stage)
				? []
				: [{ image: from, span: value.span }];
		}),
	);
	return [...bases, ...copied];
}

function findMountSource(mount = ''): string | undefined {
	return /(?:^|,)from=([^,"]+)/.exec(mount)?.[1];
}
