import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { formatHost } from './hosts.ts';
import { respond } from './respond.ts';

export interface ServerOptions {
	/** Absolute. */
	readonly folder: string;
	readonly host: string;
	/** 0 takes any free one. */
	readonly port: number;
	/** Starts and ends with a slash. */
	readonly base: string;
	/** Names that it answers for beside its own address: `kb.example.org`, or with a port. */
	readonly allowedHosts?: readonly string[];
}

export interface RunningServer {
	/** `http://127.0.0.1:4321/` */
	readonly address: string;
	/** Ends open connections and waits until the port is free again. */
	close(): Promise<void>;
}

type Started =
	| { readonly server: RunningServer; readonly problem?: undefined }
	| { readonly server?: undefined; readonly problem: string };

/** Serves a folder of files; answers the reason where it cannot listen. */
export async function startServer(options: ServerOptions): Promise<Started> {
	const server = createServer((request, response) => {
		const { port } = server.address() as AddressInfo;
		const hosts = { host: options.host, port, allowed: options.allowedHosts ?? [] };
		respond(request, response, { ...options, hosts }).catch(() => {
			if (!response.headersSent) response.writeHead(500);
			response.end();
		});
	});
	return new Promise((resolve) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			resolve({ problem: describeListenError(error, options) }),
		);
		server.listen({ host: options.host, port: options.port, exclusive: true }, () => {
			const { port } = server.address() as AddressInfo;
			resolve({
				server: {
					address: `http://${formatHost(options.host)}:${port}${options.base}`,
					close: () =>
						new Promise((closed) => {
							server.close(() => closed());
							server.closeAllConnections();
						}),
				},
			});
		});
	});
}

function describeListenError(error: NodeJS.ErrnoException, { host, port }: ServerOptions): string {
	switch (error.code) {
		case 'EADDRINUSE':
			return `port ${port} is in use by another program. Choose another: \`--port ${getNextPort(port)}\`, or \`--port 0\` for any free one.`;
		case 'EACCES':
			return `port ${port} is not open to you. Choose one from 1024 on: \`--port 4321\`.`;
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return `this machine has no address \`${host}\`. \`--host 127.0.0.1\` is this machine only, \`--host 0.0.0.0\` all its addresses.`;
		default:
			return `cannot listen on ${host}, port ${port}: ${error.message}.`;
	}
}

function getNextPort(port: number): number {
	return port < 65535 ? port + 1 : 4321;
}
