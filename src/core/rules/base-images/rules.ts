import type { Rule } from '../rule.ts';
import { buildToolsInFinalStage } from './build-tools-in-final-stage.ts';
import { cleanupInLaterLayer } from './cleanup-in-later-layer.ts';
import { copyBeforeInstall } from './copy-before-install.ts';
import { packageListsLeft } from './package-lists-left.ts';
import { pinBaseImage } from './pin-base-image.ts';
import { privateBaseImage } from './private-base-image.ts';
import { recommendedPackages } from './recommended-packages.ts';
import { runsAsRoot } from './runs-as-root.ts';
import { updateApartFromInstall } from './update-apart-from-install.ts';

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
];
