import { build } from './build.ts';
import { cleanRegistry } from './clean-registry.ts';
import { deployUpdate } from './deploy-update.ts';
import { drift } from './drift.ts';
import { environment } from './environment.ts';
import type { Experiment } from './experiment.ts';
import { findSecret } from './find-secret.ts';
import { fixTheBase } from './fix-the-base.ts';
import { inImage } from './in-image.ts';
import { moveTag } from './move-tag.ts';
import { promote } from './promote.ts';
import { pullThrough } from './pull-through.ts';
import { pushRepeatedly } from './push-repeatedly.ts';
import { reachRegistry } from './reach-registry.ts';
import { rebuild } from './rebuild.ts';
import { recoverFromHistory } from './recover-from-history.ts';
import { replicas } from './replicas.ts';
import { request } from './request.ts';
import { requestsDuring } from './requests-during.ts';
import { secondBuilder } from './second-builder.ts';
import { show } from './show.ts';
import { staleClone } from './stale-clone.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';
import { swapDownload } from './swap-download.ts';
import { tagMoves } from './tag-moves.ts';

/** Every experiment a manifest may name. Add a file beside this one, and its experiment here. */
export const EXPERIMENTS: readonly Experiment[] = [
	build,
	request,
	inImage,
	findSecret,
	recoverFromHistory,
	staleClone,
	moveTag,
	swapDownload,
	rebuild,
	fixTheBase,
	secondBuilder,
	drift,
	tagMoves,
	pushRepeatedly,
	promote,
	cleanRegistry,
	reachRegistry,
	pullThrough,
	requestsDuring,
	environment,
	start,
	replicas,
	stop,
	deployUpdate,
	show,
];
