import { z } from 'zod';
import { defineService } from './service.ts';

export interface PrivateServer {
	/** Requests it has answered with the file, and those it refused for want of the token. */
	counts(): Promise<{ served: number; refused: number }>;
}

const settings = z.strictObject({
	host: z.string().describe('The name that builds use: `http://<host>:<port>/<path>`.'),
	port: z.int().default(8080),
	token: z.string().describe('The token it demands: `Authorization: Bearer <token>`. A canary.'),
	files: z
		.record(z.string(), z.string())
		.describe('What it serves: content by path, such as `/stations.json`.'),
});

/** Reads its settings from the environment; counts, so that an example can prove that the token was used. */
const SERVER = `
import { createServer } from 'node:http';
const { port, token, files } = JSON.parse(process.env.SETTINGS);
const counts = { served: 0, refused: 0 };
createServer((request, response) => {
	if (request.url === '/-/counts') return response.end(JSON.stringify(counts));
	if (request.headers.authorization !== 'Bearer ' + token) {
		counts.refused += 1;
		return response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('a token is needed\\n');
	}
	const text = files[request.url];
	if (text === undefined) return response.writeHead(404).end('not found\\n');
	counts.served += 1;
	response.end(text);
}).listen(port);
process.on('SIGTERM', () => process.exit(0));
`;

/** A real HTTP server that answers only those who bring the token. */
export const privateServer = defineService({
	name: 'private-server',
	summary: 'Files behind HTTP that are only served to requests with a token.',
	settings,
	async start(server, { engine, toolImage }) {
		const image = await toolImage({
			name: 'private-server',
			base: 'node:24-bookworm-slim',
			files: { 'server.mjs': SERVER },
			lines: ['CMD ["node", "/opt/drydock/server.mjs"]'],
		});
		const container = await engine.start({
			image,
			name: 'private-server',
			env: { SETTINGS: JSON.stringify(server) },
		});
		const readCounts = async () => {
			const read = `fetch('http://127.0.0.1:${server.port}/-/counts').then(async (r) => console.log(await r.text()))`;
			return JSON.parse((await engine.exec(container, ['node', '-e', read])).stdout);
		};
		const address = (await engine.inspect(container)).addresses['bridge'] ?? '';
		return { hosts: { [server.host]: address }, handle: { counts: readCounts } satisfies PrivateServer };
	},
});
