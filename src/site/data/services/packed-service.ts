import type { ExampleFile } from '#examples/example.ts';

/** A service of an example, as Compose starts it on a reader's machine. */
export interface PackedService {
	/** In the compose file, and in a shell as the variable that holds its address: `packages`. */
	readonly name: string;
	/** In a sentence: `a package server`. */
	readonly says: string;
	/** What files of the example call it by, where they reach it by a name. */
	readonly host?: string | undefined;
	/** Images that it has, by their name in `FROM`, under a name that this machine knows. */
	readonly images?: Readonly<Record<string, string>> | undefined;
	/** Lines of its entry in the compose file. */
	readonly compose: readonly string[];
	/** What lies beside the compose file. */
	readonly files: readonly ExampleFile[];
}

/** A file of an archive. */
export function makePackedFile(path: string, content: string | Uint8Array): ExampleFile {
	return { path, mode: '644', bytes: typeof content === 'string' ? Buffer.from(content) : content };
}

/** Lines of a compose file that give a service its settings; Compose reads `$$` as a dollar. */
export function formatSettings(settings: object): string[] {
	const text = JSON.stringify(settings, null, 2).replaceAll('$', '$$$$');
	return ['environment:', '  SETTINGS: |', ...text.split('\n').map((line) => `    ${line}`)];
}

/** Lines of a compose file that say when a service is there: asked often until it is, then seldom. */
export function formatHealthCheck(test: readonly string[]): string[] {
	return [
		'healthcheck:',
		`  test: ${JSON.stringify(test)}`,
		'  interval: 10s',
		'  timeout: 5s',
		'  start_period: 60s',
		'  start_interval: 500ms',
	];
}
