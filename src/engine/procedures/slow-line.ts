import { setTimeout as pause } from 'node:timers/promises';
import type { Container, Engine } from '../engine.ts';
import type { SecondEngine } from '../second-engine.ts';
import type { ImageRegistry } from '../services/image-registry.ts';

/** The image it runs in. An experiment that uses it names it in `bases`. */
export const LINE_BASE = 'node:24-bookworm-slim';

/** Hands connections on at a given speed, all together. It runs where the second engine looks for its registry. */
const LINE = `
const { createServer, connect } = require('node:net');
const { setTimeout: pause } = require('node:timers/promises');
const [to, speed] = [process.argv[1], Number(process.argv[2])];
const PIECE = 16384;
let line = Promise.resolve();
createServer((client) => {
	const server = connect(5000, to);
	for (const end of [client, server]) end.on('error', () => { client.destroy(); server.destroy(); });
	client.pipe(server);
	server.on('data', (data) => {
		server.pause();
		line = line.then(async () => {
			for (let at = 0; at < data.length; at += PIECE) {
				const piece = data.subarray(at, at + PIECE);
				if (speed > 0) await pause((piece.length / speed) * 1000);
				client.write(piece);
			}
			server.resume();
		});
	});
	server.on('end', () => line.then(() => client.end()));
}).listen(5000, '127.0.0.1', () => console.log('open'));
`;

/** A line from the host's own port 5000 to the registry, at this speed; as fast as it goes with 0. */
export async function startLine(
	bytesPerSecond: number,
	host: SecondEngine,
	registry: ImageRegistry,
	engine: Engine,
): Promise<Container> {
	const address = (await engine.inspect(registry.container)).addresses['bridge'] ?? '';
	const line = await engine.start({
		image: LINE_BASE,
		name: 'line',
		network: `container:${host.container.id}`,
		command: ['node', '-e', LINE, address, String(bytesPerSecond)],
	});
	for (let attempt = 0; attempt < 100 && !(await engine.logs(line)).includes('open'); attempt++)
		await pause(100);
	return line;
}
