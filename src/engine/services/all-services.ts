import { checkout } from './checkout.ts';
import { gitServer } from './git-server.ts';
import { imageRegistry } from './image-registry.ts';
import { packageServer } from './package-server.ts';
import { privateServer } from './private-server.ts';
import type { Service } from './service.ts';

/** Every service that `run.setup` may name. Add a file beside this one, and its service here. */
export const SERVICES: readonly Service[] = [
	gitServer,
	checkout,
	privateServer,
	packageServer,
	imageRegistry,
];
