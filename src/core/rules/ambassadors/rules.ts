import type { Rule } from '../rule.ts';
import { ambassadorContainer } from './ambassador-container.ts';
import { containerLinks } from './container-links.ts';
import { defaultBridge } from './default-bridge.ts';
import { fixedContainerAddress } from './fixed-container-address.ts';
import { hardCodedAddress } from './hard-coded-address.ts';
import { hostAccess } from './host-access.ts';
import { hostNetwork } from './host-network.ts';
import { linkVariables } from './link-variables.ts';
import { obsoleteVersion } from './obsolete-version.ts';
import { publishedEverywhere } from './published-everywhere.ts';
import { publishedTwice } from './published-twice.ts';
import { secretInEnvironment } from './secret-in-environment.ts';

/** In teaching order. */
export const ambassadorRules: readonly Rule[] = [
	containerLinks,
	ambassadorContainer,
	hardCodedAddress,
	fixedContainerAddress,
	linkVariables,
	defaultBridge,
	hostAccess,
	secretInEnvironment,
	publishedTwice,
	publishedEverywhere,
	hostNetwork,
	obsoleteVersion,
];
