import type { Rule } from '../rule.ts';
import { ambassadorContainer } from './ambassador-container.ts';
import { containerLinks } from './container-links.ts';
import { defaultBridge } from './default-bridge.ts';
import { fixedContainerAddress } from './fixed-container-address.ts';
import { hardCodedAddress } from './hard-coded-address.ts';
import { linkVariables } from './link-variables.ts';

/** In teaching order. */
export const ambassadorRules: readonly Rule[] = [
	containerLinks,
	ambassadorContainer,
	hardCodedAddress,
	fixedContainerAddress,
	linkVariables,
	defaultBridge,
];
