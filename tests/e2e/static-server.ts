import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
	'.wasm': 'application/wasm',
	'.gz': 'application/gzip',
};

/** Serves a built site for the tests: `node static-server.ts <folder> <port> [base]`. */
const [folder = 'dist', port = '4330', base = '/'] = process.argv.slice(2);

createServer((request, response) => {
	const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
	const inside = path.startsWith(base) ? normalize(path.slice(base.length)) : '..';
	const file = [join(folder, inside), join(folder, inside, 'index.html')].find(isFile);
	const shown = inside.startsWith('..') || file === undefined ? join(folder, '404.html') : file;
	const status = shown === file ? 200 : 404;
	response.writeHead(status, { 'content-type': TYPES[extname(shown)] ?? 'application/octet-stream' });
	createReadStream(shown)
		.on('error', () => response.end())
		.pipe(response);
}).listen(Number(port), '127.0.0.1');

function isFile(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
