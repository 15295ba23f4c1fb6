import { z } from 'zod';

/** What `run.setup.package-server` holds. */
export const packageServerSettings = z.strictObject({
	host: z.string().describe('The name that builds use: `http://<host>:<port>/<name>-<version>.tgz`.'),
	port: z.int().default(8080),
	bytesPerSecond: z
		.int()
		.min(100_000)
		.optional()
		.describe('How fast it answers, all requests together: stands for the line to a real registry.'),
	token: z
		.string()
		.optional()
		.describe('The token it demands for packages: `Authorization: Bearer <token>`, as npm sends. A canary.'),
	packages: z
		.array(
			z.strictObject({
				name: z.string().regex(/^[a-z0-9-]+$/, 'lower case letters, digits and `-`'),
				versions: z
					.array(z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as `1.0.0`'))
					.min(1)
					.default(['1.0.0']),
				files: z.int().min(0).default(1),
				bytesEach: z.int().min(1).default(1000),
				isVaried: z
					.boolean()
					.default(false)
					.describe('No line repeats: it compresses as little as real sources.'),
			}),
		)
		.min(1)
		.describe('What it hands out. The packages are made for the run, and are the same bytes every time.'),
});

/** The program, for Node. One queue for all answers, so that the given speed is that of the line and not of each request. */
export const PACKAGE_SERVER = `
import { createServer } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
const { port, bytesPerSecond, token } = JSON.parse(process.env.SETTINGS);
const counts = { packages: 0, bytes: 0 };
const PIECE = 64 * 1024;
let line = Promise.resolve();
function sent(response, piece) {
	const turn = line.then(async () => {
		if (bytesPerSecond !== undefined) await pause((piece.length / bytesPerSecond) * 1000);
		if (!response.destroyed) response.write(piece);
	});
	line = turn.catch(() => {});
	return turn;
}
/** What npm asks for first: every version of a package, and which is the latest. */
async function versionsOf(name, host) {
	const found = (await readdir('/srv/packages')).flatMap((file) => {
		const version = file.startsWith(name + '-') ? /^(\\d+\\.\\d+\\.\\d+)\\.tgz$/.exec(file.slice(name.length + 1))?.[1] : undefined;
		return version === undefined ? [] : [version];
	});
	if (found.length === 0) return undefined;
	const latest = found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
	const versions = found.map((version) => [
		version,
		{ name, version, dist: { tarball: 'http://' + host + '/' + name + '-' + version + '.tgz' } },
	]);
	return { name, 'dist-tags': { latest }, versions: Object.fromEntries(versions) };
}
createServer(async (request, response) => {
	if (token !== undefined && request.url !== '/-/counts' && request.headers.authorization !== 'Bearer ' + token)
		return response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('a token is needed\\n');
	const document = await versionsOf(request.url.slice(1), request.headers.host);
	if (document) return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
	if (request.url === '/-/counts') return response.end(JSON.stringify(counts));
	const name = /^\\/([\\w.-]+\\.tgz)$/.exec(request.url)?.[1];
	const content = name && (await readFile('/srv/packages/' + name).catch(() => undefined));
	if (!content) return response.writeHead(404).end('not found\\n');
	counts.packages += 1;
	counts.bytes += content.length;
	response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': content.length });
	for (let at = 0; at < content.length; at += PIECE) await sent(response, content.subarray(at, at + PIECE));
	response.end();
}).listen(port);
process.on('SIGTERM', () => process.exit(0));
`;
