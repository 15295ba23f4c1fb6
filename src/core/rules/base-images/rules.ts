import type { Rule } from '../rule.ts';
import { buildToolsInFinalStage } from './build-tools-in-final-stage.ts';
import { chownDoublesFiles } from './chown-doubles-files.ts';
import { cleanupInLaterLayer } from './cleanup-in-later-layer.ts';
import { copyBeforeInstall } from './copy-before-install.ts';
import { heredocGoesOn } from './heredoc-goes-on.ts';
import { packageCacheLeft } from './package-cache-left.ts';
import { packageListsLeft } from './package-lists-left.ts';
import { pinBaseImage } from './pin-base-image.ts';
import { pipeHidesFailure } from './pipe-hides-failure.ts';
import { privateBaseImage } from './private-base-image.ts';
import { recommendedPackages } from './recommended-packages.ts';
import { runsAsRoot } from './runs-as-root.ts';
import { similarStage } from './similar-stage.ts';
import { updateApartFromInstall } from './update-apart-from-install.ts';
import { versionlessTag } from './versionless-tag.ts';

/** In teaching order. */
export const baseImageRules: readonly Rule[] = [
	pinBaseImage,
	privateBaseImage,
	copyBeforeInstall,
	updateApartFromInstall,
	packageListsLeft,
	recommendedPackages,
	cleanupInLaterLayer,
	buildToolsInFinalStage,
	runsAsRoot,
	versionlessTag,
	chownDoublesFiles,
	packageCacheLeft,
	heredocGoesOn,
	pipeHidesFailure,
	similarStage,
];
