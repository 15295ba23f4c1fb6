import type { ConfigFile, Setting } from '../../config/model.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';
import { findRegistryService, parseMajorVersion } from './registry-service.ts';

/** Without deletes every push stays for good: nothing can be retained away, and the storage only grows. */
export const deletesDisabled = defineRule({
	id: 'deletes-disabled',
	topic: 'registries',
	severity: 'info',
	summary: 'The registry lets images be deleted',
	messages: {
		missing:
			'This registry refuses deletes, so its storage only grows. Set `delete: {enabled: true}` under `storage`.',
		off: 'This turns deletes off, so the storage only grows. Set it to `true`.',
		variable:
			'`{image}` refuses deletes, so its storage only grows. Set `REGISTRY_STORAGE_DELETE_ENABLED: "true"`.',
	},
	config({ config, report }) {
		if (config.kind !== 'registry' || isPullThrough(config)) return;
		const storage = config.settings.filter(({ path }) => path[0] === 'storage');
		const enabled = storage.find(({ path }) => path.join('.') === 'storage.delete.enabled');
		if (enabled && !isTrue(enabled.value)) report('off', enabled.valueSpan);
		else if (!enabled && storage[0]) report('missing', locateKey(storage[0]));
	},
	compose({ compose, report }) {
		for (const service of compose.services) {
			const registry = findRegistryService(service);
			if (!service.image || !registry?.isWhole || registry.hasSetting(/^REGISTRY_PROXY_/)) continue;
			const enabled = registry.setting('REGISTRY_STORAGE_DELETE_ENABLED');
			if (enabled) {
				if (/^(false|no|off|0)$/i.test(enabled.text)) report('off', enabled.span);
			} else if (parseMajorVersion(registry.image.tag) === 2) {
				// The configuration inside the image of version 3 allows deletes, that of version 2 does not.
				report('variable', service.image.span, { values: { image: service.image.value } });
			}
		}
	},
});

/** A cache of another registry takes no deletes: what it holds expires by itself. */
function isPullThrough({ settings }: ConfigFile): boolean {
	return settings.some(
		({ path, value }) => path.join('.') === 'proxy.remoteurl' && value !== null && value !== '',
	);
}

function isTrue(value: Setting['value']): boolean {
	return value === true || /^(yes|on)$/i.test(String(value));
}

function locateKey({ keySpans, keySpan }: Setting): Span {
	return keySpans[0] ?? keySpan;
}
