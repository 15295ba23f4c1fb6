import type { Example } from '#examples/example.ts';
import type { Side } from '#examples/manifest.ts';
import { EngineFailure } from '../failure.ts';

/** The names that Docker Compose looks for, in its order. */
const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** The side's compose file, or `undefined` where it has none. */
export function findComposeFile({ sides }: Example, side: Side): string | undefined {
	return NAMES.find((name) => sides[side].files.some(({ path }) => path === name));
}

/** The side's compose file. `EngineFailure` where it has none. */
export function getComposeFile(example: Example, side: Side): string {
	const composeFile = findComposeFile(example, side);
	if (composeFile !== undefined) return composeFile;
	throw new EngineFailure(
		'compose-file-missing',
		`The ${side} of ${example.id} has no compose file, which the experiment starts.`,
		`Add \`${side}/${NAMES[0]}\`, or use an experiment that builds an image.`,
	);
}
