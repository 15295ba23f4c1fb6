import { findHeadDirective } from '#core/dockerfile/directives.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import type { Example } from './example.ts';
import { SIDES } from './manifest.ts';

/** The images that the Dockerfiles of an example start from or are read by (`# syntax=`), sorted. Stages, `scratch` and images that its services or the example itself make are left out. */
export function listBaseNames(example: Example): string[] {
	const hosts = Object.values(example.manifest.run.setup).flatMap(listHosts);
	const selfBuiltBases = SIDES.flatMap((side) => Object.keys(example.manifest.run.build[side].bases ?? {}));
	return collectFromImages(example).filter(
		(name) => !selfBuiltBases.includes(name) && !hosts.some((host) => name.startsWith(`${host}/`)),
	);
}

/** The images of one host among them, such as a registry that the run starts. */
export function listHostImages(example: Example, host: string): string[] {
	return collectFromImages(example).filter((name) => name.startsWith(`${host}/`));
}

function listHosts(settings: unknown): string[] {
	if (typeof settings !== 'object' || settings === null || !('host' in settings)) return [];
	return typeof settings.host === 'string' ? [settings.host] : [];
}

function collectFromImages({ sides }: Example): string[] {
	const names = new Set<string>();
	for (const side of SIDES) {
		for (const { path, text } of sides[side].files) {
			if (text === undefined || !/(^|\/)(Dockerfile|Dockerfile\.[^/]+|[^/]+\.Dockerfile)$/.test(path))
				continue;
			for (const name of listFromImages(text)) names.add(name);
		}
	}
	return [...names].sort();
}

function listFromImages(text: string): string[] {
	const { dockerfile } = parseDockerfile(text);
	const frontend = findHeadDirective(text, 'syntax')?.value;
	const images: string[] = frontend === undefined ? [] : [frontend];
	const stages = new Set<string>();
	for (const { base, name } of dockerfile.stages) {
		const image = base.text;
		if (image !== 'scratch' && !image.includes('$') && !stages.has(image.toLowerCase())) images.push(image);
		if (name !== undefined) stages.add(name.text.toLowerCase());
	}
	return images;
}
