import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import type { BuildContext } from '#core/build-context/model.ts';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { findRule } from '#core/rules/all-rules.ts';
import { createBases } from '#engine/bases/bases.ts';
import { provideToolImage, type ToolImage } from '#engine/bases/tool-image.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';

/** Whether a rule says something of a file: a Dockerfile, or `compose.yaml`. */
export function reports(rule: string, text: string, context?: BuildContext, path = 'Dockerfile'): boolean {
	const known = findRule(rule);
	if (!known) throw new Error(`There is no rule \`${rule}\`.`);
	const options = { rules: [known], settings: DEFAULT_SETTINGS, ...(context ? { context } : {}) };
	return lint({ path, text }, options).length > 0;
}

/** An image to work in, made once on a machine. */
export async function provideWitnessImage(image: ToolImage): Promise<string> {
	const engine = await connectDocker();
	try {
		return await provideToolImage(
			image,
			engine,
			createBases(engine, () => {}),
		);
	} finally {
		await engine.cleanUp();
	}
}

export function docker(args: readonly string[], input = '') {
	return spawnSync('docker', args, { encoding: 'utf8', timeout: 120_000, input, maxBuffer: 1 << 30 });
}

/** Builds a Dockerfile anew; the image is gone again when the test is over. `undefined` where the build fails. */
export function buildImage(text: string, ...args: readonly string[]): string | undefined {
	const image = `drydock-witness/${randomBytes(4).toString('hex')}`;
	const build = ['build', '--no-cache', '--provenance=false', '--tag', image, '--file', '-'];
	const { status } = docker([...build, ...(args.length > 0 ? args : ['.'])], text);
	if (status !== 0) return undefined;
	onTestFinished(() => {
		docker(['image', 'rm', '--force', image]);
	});
	return image;
}

/** An image that has to come about. */
export function mustBuild(text: string, ...args: readonly string[]): string {
	const image = buildImage(text, ...args);
	expect(image, text).toBeDefined();
	return image ?? '';
}
