import type { Problem } from '#core/problem.ts';
import { createSpanProblem } from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';
import { findExampleBreaches } from '../limits/example-limits.ts';
import { isTrusted } from '../limits/limit.ts';
import { SIDES } from '../manifest.ts';

/** An example asks for no more than it declares, and its manifest names no file outside it. */
export function checkLimits(example: LoadedExample): Problem[] {
	const { trust } = example.manifest;
	const breaches = findExampleBreaches(example, example.path)
		.filter(({ limit }) => !isTrusted(limit) || trust[limit] === undefined)
		.map(({ problem }) => problem);
	return [...breaches, ...checkForwardedKeys(example)];
}

/** The key that a build is given is a file of the example, and so a canary that everybody can see. */
function checkForwardedKeys({ manifest, manifestSource, manifestYaml, sides }: LoadedExample): Problem[] {
	const files = new Set(SIDES.flatMap((side) => sides[side].files.map(({ path }) => `${side}/${path}`)));
	return SIDES.flatMap((side) => {
		const { ssh } = manifest.run.build[side];
		if (ssh === undefined || files.has(ssh)) return [];
		return [
			createSpanProblem(manifestSource, manifestYaml.spanOf(['run', 'build', side, 'ssh']), {
				code: 'limit-exceeded',
				detail: `\`run.build.${side}.ssh\` is \`${ssh}\`, which is no file of the example.`,
				fix: 'Name a key that lies in one of the sides: `before/deploy_key`.',
			}),
		];
	});
}
