import { isKnown } from '../../compose/interpolate.ts';
import type { ComposeService, Port } from '../../compose/model.ts';
import { isLoopbackHost } from '../../image/image-name.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';
import { findRegistryService, type RegistryService } from './registry-service.ts';

/** Whoever reaches an open registry can read every image and push another one under its name. */
export const openRegistry = defineRule({
	id: 'open-registry',
	topic: 'registries',
	severity: 'error',
	summary: 'A registry that others can reach has TLS or authentication',
	messages: {
		open: 'Other hosts reach the registry `{service}` without TLS or a password. Set both, or publish it on 127.0.0.1 only.',
	},
	compose({ compose, report }) {
		for (const service of compose.services) {
			const registry = findRegistryService(service);
			if (!registry?.isWhole || hasTls(registry) || hasAuthentication(registry)) continue;
			for (const span of locateOpenings(service, registry))
				report('open', span, { values: { service: service.name.text } });
		}
	},
});

function hasTls({ hasSetting }: RegistryService): boolean {
	return hasSetting(/^REGISTRY_HTTP_TLS_(CERT|KEY|LETS)/);
}

/** `none` asks for nothing, and `silly` takes any password. */
function hasAuthentication({ setting, hasSetting }: RegistryService): boolean {
	return !/^(none|silly)$/i.test(setting('REGISTRY_AUTH')?.text ?? '') && hasSetting(/^REGISTRY_AUTH/);
}

/** Where the service lets others in: its published ports, or the host's network. */
function locateOpenings({ ports, networkMode }: ComposeService, registry: RegistryService): Span[] {
	const address = registry.setting('REGISTRY_HTTP_ADDR')?.text ?? ':5000';
	if (!isKnown(address)) return [];
	const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
	if (host !== '' && isLoopbackHost(host)) return [];
	if (networkMode?.value === 'host') return [networkMode.span];
	return ports
		.filter((one) => isOpen(one) && isPortInRange(one.target, Number(port)))
		.map(({ span }) => span);
}

function isOpen({ hostIp }: Port): boolean {
	return hostIp === undefined || (isKnown(hostIp) && !isLoopbackHost(hostIp));
}

/** `5000`, or a range with it. */
function isPortInRange(target: string, port: number): boolean {
	const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(target) ?? [];
	return first !== undefined && Number(first) <= port && port <= Number(last ?? first);
}
