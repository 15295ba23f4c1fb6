import { getServicesPath, resolveFullAddress } from '../links/addresses.ts';
import { getServicesFolder } from '../services/services.ts';
import { formatUnpack } from './lines.ts';
import type { ServedSide } from './served-side.ts';

/** Starts what a side asks for, and keeps the address of each in a variable of the shell; nothing for a side that asks nobody. */
export function formatServicesStart(
	{ example: { id }, services }: ServedSide,
	time: 'first' | 'again',
): string[] {
	if (services.length === 0) return [];
	const folder = getServicesFolder(id);
	const names = services.map(({ name }) => name).join(' ');
	return [
		...(time === 'first' ? [formatUnpack(resolveFullAddress(getServicesPath(id)), folder)] : []),
		`docker compose --project-directory ${folder} up --detach --wait ${names}`,
		...services.flatMap(({ name, host }) =>
			host === undefined ? [] : [`${name}=$(docker inspect --format '${ADDRESS}' ${id}-${name})`],
		),
	];
}

/** On the network that builds are in. */
const ADDRESS = '{{.NetworkSettings.Networks.bridge.IPAddress}}';

export function formatServicesStop({ example: { id }, services }: ServedSide): string[] {
	return services.length === 0
		? []
		: [`docker compose --project-directory ${getServicesFolder(id)} down --volumes`];
}
