import type { Content } from '#examples/content.ts';

/** The dev server and the pages share one process, not one module graph. */
export const sharedGlobals = globalThis as { drydockContent?: Content };

/** Called when a file of the content has changed. */
export function forgetContent(): void {
	delete sharedGlobals.drydockContent;
}
