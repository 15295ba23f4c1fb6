import type { Stage } from '../dockerfile/model.ts';
import { findKnownBase, type KnownBase, SYSTEM_SHELLS, type SystemShell } from '../knowledge/known-bases.ts';
import { resolveBaseImage } from './base-image.ts';
import type { DockerfileFacts } from './facts.ts';
import { parseImageName } from './image-name.ts';
import { listLineage } from './runs.ts';

/** A base that is known, by the name that the file gives it. */
export interface StageBase extends KnownBase {
	/** Without tag and digest. */
	readonly image: string;
}

/** What is known of the image that a stage starts from, through the stages between; `undefined` where that is nothing. */
export function findStageBase(stage: Stage, facts: DockerfileFacts): StageBase | undefined {
	const root = listLineage(stage, facts.stages).at(-1) ?? stage;
	const image = resolveBaseImage(root, facts);
	if (image === undefined) return undefined;
	const { host, path, registry, repository, tag, digest } = parseImageName(image);
	const base = findKnownBase(`${registry}/${repository}`, tag, digest);
	return base && { ...base, image: host === undefined ? path : `${host}/${path}` };
}

/** The program that `/bin/sh` is where a stage starts; `none` where there is no shell, `undefined` where nothing is known. */
export function findSystemShell(stage: Stage, facts: DockerfileFacts): SystemShell | undefined {
	const system = findStageBase(stage, facts)?.system;
	return system && SYSTEM_SHELLS[system];
}
