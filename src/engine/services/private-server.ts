import { PRIVATE_SERVER, privateServerSettings } from '#examples/services/private-server.ts';
import { defineService } from './service.ts';

export interface PrivateServer {
	/** Requests it has answered with the file, and those it refused for want of the token. */
	counts(): Promise<{ served: number; refused: number }>;
	/** Serves another content under a path from now on. */
	replace(path: string, content: string): Promise<void>;
}

/** A real HTTP server. Where it has a token, it answers only those who bring it. */
export const privateServer = defineService({
	name: 'private-server',
	summary: 'Files behind HTTP, served to everybody, or only to requests with a token.',
	settings: privateServerSettings,
	async start(server, { engine, toolImage }) {
		const image = await toolImage({
			name: 'private-server',
			base: 'node:24-bookworm-slim',
			files: { 'server.mjs': PRIVATE_SERVER },
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
