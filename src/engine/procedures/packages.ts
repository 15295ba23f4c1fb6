import type { Engine } from '../engine.ts';

/** The Debian packages installed in an image, sorted; `undefined` for an image without dpkg. */
export async function listInstalledPackages(
	image: string,
	{ engine }: { readonly engine: Engine },
): Promise<string[] | undefined> {
	const { exitCode, stdout } = await engine.runOnce({
		image,
		name: 'packages',
		entrypoint: 'dpkg-query',
		command: ['--show', '--showformat=${db:Status-Abbrev}\\t${Package}\\n'],
		network: 'none',
	});
	if (exitCode !== 0) return undefined;
	const lines = stdout.split('\n').map((line) => line.split('\t'));
	return lines
		.flatMap(([status = '', name]) => (status.startsWith('ii') && name !== undefined ? [name] : []))
		.sort();
}
