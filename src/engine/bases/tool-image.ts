import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import type { Bases } from './bases.ts';

/** An image of our own that a service runs in: a base, Debian packages, files, and further Dockerfile lines. */
export interface ToolImage {
	readonly name: string;
	readonly base: string;
	readonly packages?: readonly string[];
	/** Content by name; copied to `/opt/drydock/`. */
	readonly files?: Readonly<Record<string, string>>;
	readonly lines?: readonly string[];
}

/** Builds it once on a machine and answers its name; it outlives the run, as its base does. */
export async function provideToolImage(
	{ name, base, packages = [], files = {}, lines = [] }: ToolImage,
	engine: Engine,
	bases: Bases,
): Promise<string> {
	const { digest } = await bases.provide(base);
	const content = [
		`FROM ${base}`,
		...(packages.length === 0
			? []
			: [
					`RUN apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')} && rm -rf /var/lib/apt/lists/*`,
				]),
		...(Object.keys(files).length === 0 ? [] : ['COPY files /opt/drydock']),
		...lines,
		'',
	].join('\n');
	const hash = createHash('sha256')
		.update(JSON.stringify([digest, content, files]))
		.digest('hex')
		.slice(0, 12);
	const image = `drydock-tools/${name}:${hash}`;
	if ((await engine.inspectImage(image)) !== undefined) return image;
	const folder = await mkdtemp(join(engine.temporaryFolder(), 'tool-'));
	try {
		await writeFile(join(folder, 'Dockerfile'), content);
		for (const [file, text] of Object.entries(files)) await writeToolFile(join(folder, 'files'), file, text);
		await engine.build({ name, keepAs: image, context: folder, bases: bases.replacements() });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return image;
}

async function writeToolFile(folder: string, name: string, text: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, name), text);
}
