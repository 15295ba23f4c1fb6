import { z } from 'zod';
import { defineService } from './service.ts';

export interface PrivateServer {
	/** Requests it has answered with the file, and those it refused for want of the token. */
	counts(): Promise<{ served: number; refused: number }>;
	/** Serves another content under a path from now on. */
	replace(path: string, content: string): Promise<void>;
}

const settings = z.strictObject({
	host: z.string().describe('The name that builds use: `http://<host>:<port>/<path>`.'),
	port: z.int().default(8080),
	token: z
		.string()
		.optional()
		.describe(
			'The token it demands, where it demands one: `Authorization: Bearer <token>`, or as the password in `http://<user>:<token>@<host>`. A canary.',
		),
	files: z
		.record(z.string(), z.string())
		.describe('What it serves: content by path, such as `/stations.json`.'),
});

/** Reads its settings from the environment; counts, so that an example can prove that the token was used. */
const SERVER = `
import { createServer } from 'node:http';
const { port, token, files } = JSON.parse(process.env.SETTINGS);
const counts = { served: 0, refused: 0 };
/** Whether it came as a bearer token, or as the password of any user. */
function hasToken({ headers: { authorization = '' } }) {
	if (token === undefined) return true;
	const [kind, value = ''] = authorization.split(' ');
	if (kind === 'Bearer') return value === token;
	return kind === 'Basic' && Buffer.from(value, 'base64').toString().split(':').slice(1).join(':') === token;
}
createServer(async (request, response) => {
	if (request.method === 'PUT') {
		let text = '';
		for await (const piece of request.setEncoding('utf8')) text += piece;
		files[request.url] = text;
		return response.end();
	}
	if (request.url === '/-/counts') return response.end(JSON.stringify(counts));
	if (!hasToken(request)) {
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

/** A real HTTP server. Where it has a token, it answers only those who bring it. */
export const privateServer = defineService({
	name: 'private-server',
	summary: 'Files behind HTTP, served to everybody, or only to requests with a token.',
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
		const replaceFile = async (path: string, content: string) => {
			const [address, init] = [`http://127.0.0.1:${server.port}${path}`, { method: 'PUT', body: content }];
			await engine.exec(container, [
				'node',
				'-e',
				`fetch(${JSON.stringify(address)}, ${JSON.stringify(init)})`,
			]);
		};
		const address = (await engine.inspect(container)).addresses['bridge'] ?? '';
		return {
			hosts: { [server.host]: address },
			handle: { counts: readCounts, replace: replaceFile } satisfies PrivateServer,
		};
	},
});
