import type { Span } from '../../source/position.ts';

/** Why BuildKit refuses a file, and where. */
export interface BuildRefusal {
	readonly message: string;
	readonly span: Span;
	/** True where other build arguments may change it: a build that is given them goes through. */
	readonly dependsOnArguments?: boolean;
}
