import { parseSiteAddress } from '#workspace/site-address.ts';
import { UsageError } from './command.ts';
import type { Io } from './io.ts';

/** The site that an option or a variable asks for; `undefined` where it is unset. Anything but an address is a `UsageError`. */
export function parseSiteOption(source: string, value: string | undefined): string | undefined {
	if (value === undefined || value === '') return undefined;
	const site = parseSiteAddress(value);
	if (site === undefined)
		throw new UsageError(`${source} is \`${value}\`, which is no http or https address.`);
	return site;
}

/** The site from `DRYDOCK_SITE`, which wins over the configuration. */
export function readEnvironmentSite({ env }: Pick<Io, 'env'>): string | undefined {
	return parseSiteOption('DRYDOCK_SITE', env['DRYDOCK_SITE']);
}
