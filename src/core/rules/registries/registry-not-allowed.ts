import { isKnown } from '../../compose/interpolate.ts';
import { isImageName, parseImageName } from '../../image/image-name.ts';
import { listUsedImages } from '../../image/used-images.ts';
import { defineRule } from '../rule.ts';

/** A team that has checked some registries wants to know when an image comes from another one. */
export const registryNotAllowed = defineRule({
	id: 'registry-not-allowed',
	topic: 'registries',
	severity: 'error',
	summary: 'Images come from registries that the settings allow',
	messages: {
		notAllowed: '`{image}` is none of the images that `allowed-images` lists. Take one of those.',
	},
	dockerfile({ facts, settings, report }) {
		if (settings.allowedImages.length === 0) return;
		for (const { image, span } of listUsedImages(facts))
			if (!isAllowed(image, settings.allowedImages)) report('notAllowed', span, { values: { image } });
	},
	compose({ compose, settings, report }) {
		if (settings.allowedImages.length === 0) return;
		for (const { image, build } of compose.services) {
			if (!image || build || !isKnown(image.value) || isAllowed(image.value, settings.allowedImages))
				continue;
			report('notAllowed', image.span, { values: { image: image.value } });
		}
	},
});

/** True for a name below an entry: `registry.example.com`, `docker.io/library`, `ghcr.io/acme/tides`, `node`. */
function isAllowed(image: string, entries: readonly string[]): boolean {
	const name = parseImageName(image);
	if (!isImageName(name)) return true;
	const repository = `${name.registry}/${name.repository}/`.toLowerCase();
	return entries.some((entry) =>
		repository.startsWith(writeInFull(entry.replace(/\/?\*?$/, '').toLowerCase())),
	);
}

/** An entry with the registry that Docker would ask, and a slash at its end. */
function writeInFull(entry: string): string {
	if (!entry.includes('/') && (/[.:]/.test(entry) || entry === 'localhost'))
		return entry === 'index.docker.io' ? 'docker.io/' : `${entry}/`;
	const { registry, repository, path } = parseImageName(entry);
	// `docker.io/acme` is a whole account, and `docker.io/node` the official image.
	return registry === 'docker.io' && path === 'library' ? 'docker.io/library/' : `${registry}/${repository}/`;
}
