import { isImageName, parseImageName } from '../../image/image-name.ts';
import { listPulledImages } from '../../image/pulled-images.ts';
import { DISTRIBUTION_RELEASES, MOVING_TAG_WORDS, RELEASED_AS_SYSTEM } from '../../knowledge/moving-tags.ts';
import { DIGEST_ONLY } from '../../knowledge/registries.ts';
import { defineRule } from '../rule.ts';

/** `lts`, `stable` and `slim` follow the newest release just as `latest` does: they only say which kind of it. */
export const versionlessTag = defineRule({
	id: 'versionless-tag',
	topic: 'base-images',
	severity: 'info',
	summary: 'A tag names the version that is meant',
	messages: {
		moving:
			'`{tag}` names no version, so it moves with every release. Write `{name}:<version>` or `{name}:<version>-{tag}`.',
		follows: '`{tag}` names no version, so it moves with every release. Write `{name}:<version>`.',
		digest: '`{tag}` names no version, and `{name}` has no tags that do. Add the digest.',
	},
	dockerfile({ facts, report }) {
		for (const { image, span } of listPulledImages(facts)) {
			const name = parseImageName(image);
			const { tag, digest, registry, repository } = name;
			if (tag === undefined || tag === 'latest' || digest !== undefined || !isImageName(name)) continue;
			if (!isVersionless(tag, `${registry}/${repository}`)) continue;
			const values = { tag, name: image.slice(0, -tag.length - 1) };
			if (DIGEST_ONLY.test(`${registry}/${repository}`)) report('digest', span, { values });
			else report(isVariant(tag) ? 'moving' : 'follows', span, { values });
		}
	},
});

/** Every word of it is known to name no version of this image. A word that is not known may be a release's name. */
function isVersionless(tag: string, address: string): boolean {
	const isSystem = RELEASED_AS_SYSTEM.test(address);
	return tag
		.toLowerCase()
		.split(/[-._]/)
		.every(
			(word) =>
				MOVING_TAG_WORDS.has(word) || (!isSystem && isOfficial(address) && DISTRIBUTION_RELEASES.has(word)),
		);
}

/** Elsewhere a release's name may be all the version there is. */
function isOfficial(address: string): boolean {
	return address.startsWith('docker.io/library/');
}

/** True where the words say what kind of image is meant, and a version can stand before them. */
function isVariant(tag: string): boolean {
	return !/(?:^|-)(?:lts|stable|edge|mainline|current|nightly|main|master|testing|unstable|rolling|next|canary|sid|rawhide)(?:-|$)/i.test(
		tag,
	);
}
