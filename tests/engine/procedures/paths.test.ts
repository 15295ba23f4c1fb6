import { describe, expect, test } from 'vitest';
import { type Connection, parseConnections, type Seen, walk } from '#engine/procedures/paths.ts';

const HEAD =
	'  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

describe('the kernel’s list', () => {
	test('gives addresses, ports and what each connection is doing', () => {
		const list = `${HEAD}   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 1
   1: 030011AC:9C40 0A48D50A:1F90 02 00000000:00000000 00:00000000 00000000  1000 0 2
`;
		expect(parseConnections(list)).toEqual([
			{
				localAddress: '0.0.0.0',
				localPort: 8080,
				remoteAddress: '0.0.0.0',
				remotePort: 0,
				state: 'listening',
			},
			{
				localAddress: '172.17.0.3',
				localPort: 40000,
				remoteAddress: '10.213.72.10',
				remotePort: 8080,
				state: 'opening',
			},
		]);
	});

	test('holds IPv4 addresses inside IPv6 ones, and loopback', () => {
		const list = `${HEAD}   0: 0000000000000000FFFF0000020011AC:1F90 0000000000000000FFFF0000030011AC:9C40 01 0 0 0
   1: 00000000000000000000000001000000:1F90 00000000000000000000000001000000:9C42 06 0 0 0
`;
		expect(parseConnections(list).map(({ remoteAddress, state }) => [remoteAddress, state])).toEqual([
			['172.17.0.3', 'open'],
			['::1', 'other'],
		]);
	});
});

function seen(service: string, address: string, connections: readonly Connection[] = []): Seen {
	return { service, addresses: [address], connections };
}

const listening: Connection = {
	localAddress: '0.0.0.0',
	localPort: 8080,
	remoteAddress: '0.0.0.0',
	remotePort: 0,
	state: 'listening',
};

function to(remoteAddress: string, state: Connection['state'] = 'open', localPort = 40000): Connection {
	return { localAddress: '10.0.0.1', localPort, remoteAddress, remotePort: 8080, state };
}

describe('the way of a request', () => {
	test('leads from service to service', () => {
		const later = [
			seen('api', '10.0.0.1', [listening, to('10.0.0.2')]),
			seen('ambassador', '10.0.0.2', [listening, to('10.0.0.3')]),
			seen('stations', '10.0.0.3', [listening]),
		];
		expect(walk('api', [], later)).toEqual(['api', 'ambassador', 'stations']);
	});

	test('is seen from the other end too, where only that one remembers it', () => {
		const closed: Connection = { ...to('10.0.0.1', 'other', 8080), remotePort: 40000 };
		const later = [seen('api', '10.0.0.1', [listening]), seen('stations', '10.0.0.3', [listening, closed])];
		expect(walk('api', [], later)).toEqual(['api', 'stations']);
	});

	test('ends with an address that nobody has', () => {
		const later = [
			seen('api', '10.0.0.1', [listening, to('10.0.0.2')]),
			seen('ambassador', '10.0.0.2', [listening, to('10.0.0.9', 'opening')]),
		];
		expect(walk('api', [], later)).toEqual(['api', 'ambassador', '10.0.0.9']);
	});

	test('has nothing of connections that were over before', () => {
		const old = to('10.0.0.3', 'other');
		const services = [seen('api', '10.0.0.1', [listening, old]), seen('stations', '10.0.0.3', [listening])];
		expect(walk('api', services, services)).toEqual(['api']);
	});

	test('has nothing of what a container asks itself', () => {
		expect(walk('api', [], [seen('api', '10.0.0.1', [listening, to('127.0.0.1')])])).toEqual(['api']);
	});
});
