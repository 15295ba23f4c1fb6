/** What the server offers, in `offline.json`. */
export interface Offer {
	/** The hash of `offline-files.json`: one version of all files. */
	readonly version: string;
	readonly edition: { readonly version: string; readonly date: string; readonly id: string };
	/** On this machine, and over the wire. */
	readonly bytes: number;
	readonly download: number;
}

/** What a page may ask the service worker for. */
export interface Ask {
	readonly ask: 'bring' | 'state' | 'forget';
}

/** Why a version could not be brought here; the one before it stays as it was. */
export type Failure = 'network' | 'changed' | 'full';

/** What the service worker tells open pages. */
export type Told =
	| { readonly tells: 'offer'; readonly offer: Offer }
	| { readonly tells: 'progress'; readonly done: number; readonly total: number }
	| { readonly tells: 'failure'; readonly failure: Failure; readonly path: string }
	/** What is kept here, and the version that this page was opened from. */
	| {
			readonly tells: 'state';
			readonly installed: Offer | undefined;
			readonly pageVersion: string | undefined;
	  };
