import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ASK, HASHED_FOLDER, KEEP, SECURITY_HEADERS } from '#hosting/headers.ts';
import { isNotModified } from './conditional.ts';
import { contentType } from './content-types.ts';
import { type Found, openBest } from './files.ts';
import { pathOf } from './path-of.ts';
import { rangeOf } from './range.ts';
import type { ServerOptions } from './server.ts';

const SAFE = Object.fromEntries(SECURITY_HEADERS.map(([name, value]) => [name.toLowerCase(), value]));

/** Up to this many bytes are read in one go. */
const AT_ONCE = 1 << 20;

/** Answers one request with a file below the folder, or says why not. */
export async function respond(
	request: IncomingMessage,
	response: ServerResponse,
	{ folder, base }: Pick<ServerOptions, 'folder' | 'base'>,
): Promise<void> {
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		return refuse(response, 405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
	}
	const asked = pathOf(request.url ?? '/', base);
	if (asked.kind === 'bad') return refuse(response, 400, 'This address cannot be read.');
	if (asked.kind === 'moved') return refuse(response, 302, 'Moved.', { location: asked.location });
	if (asked.kind === 'outside') return notFound(request, response, folder);

	const accepted = String(request.headers['accept-encoding'] ?? '');
	const found = await openBest(folder, asked.path, accepted);
	if (found === 'folder') {
		return refuse(response, 301, 'Moved.', { location: `${asked.encoded}/${asked.query}` });
	}
	if (found === undefined) return notFound(request, response, folder);
	await send(request, response, found, 200);
}

async function send(
	request: IncomingMessage,
	response: ServerResponse,
	found: Found,
	status: 200 | 404,
): Promise<void> {
	try {
		const headers = headersOf(found);
		if (status === 200 && isNotModified(request.headers, found)) {
			delete headers['content-type'];
			response.writeHead(304, headers).end();
			return;
		}
		const range = status === 200 ? rangeOf(request.headers, found) : undefined;
		if (range === 'unsatisfiable') {
			return refuse(response, 416, 'No such part.', { 'content-range': `bytes */${found.size}` });
		}
		const { start, end } = range ?? { start: 0, end: found.size - 1 };
		headers['content-length'] = end - start + 1;
		if (range !== undefined) headers['content-range'] = `bytes ${start}-${end}/${found.size}`;
		response.writeHead(range === undefined ? status : 206, headers);
		if (request.method === 'HEAD' || found.size === 0) response.end();
		else if (end - start < AT_ONCE) response.end(await read(found.handle, start, end));
		else await pour(found.handle, start, end, response);
	} finally {
		await found.handle.close().catch(() => {});
	}
}

function headersOf(found: Found): OutgoingHttpHeaders {
	return {
		...SAFE,
		'content-type': contentType(found.path),
		'last-modified': new Date(found.modified).toUTCString(),
		etag: found.etag,
		'accept-ranges': 'bytes',
		'cache-control': found.path.startsWith(HASHED_FOLDER) ? KEEP : ASK,
		vary: 'Accept-Encoding',
		...(found.encoding === undefined ? {} : { 'content-encoding': found.encoding }),
	};
}

async function read(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
	const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start + 1), 0, end - start + 1, start);
	return buffer.subarray(0, bytesRead);
}

/** A reader that leaves early is no error. */
async function pour(handle: FileHandle, start: number, end: number, response: ServerResponse): Promise<void> {
	try {
		await pipeline(handle.createReadStream({ start, end, autoClose: false }), response);
	} catch {
		response.destroy();
	}
}

/** The site's own page for this, where it has one. */
async function notFound(request: IncomingMessage, response: ServerResponse, folder: string): Promise<void> {
	const page = await openBest(folder, '404.html', String(request.headers['accept-encoding'] ?? ''));
	if (page === undefined || page === 'folder') return refuse(response, 404, 'There is no such page.');
	await send(request, response, page, 404);
}

function refuse(
	response: ServerResponse,
	status: number,
	sentence: string,
	headers: OutgoingHttpHeaders = {},
): void {
	response.writeHead(status, {
		...SAFE,
		'content-type': 'text/plain; charset=utf-8',
		'cache-control': ASK,
		...headers,
	});
	response.end(response.req.method === 'HEAD' ? undefined : `${sentence}\n`);
}
