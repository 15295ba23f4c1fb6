import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { omitUndefined } from '#core/omit-undefined.ts';
import { ASK, HASHED_FOLDER, KEEP, SECURITY_HEADERS } from '#hosting/headers.ts';
import { isNotModified } from './conditional.ts';
import { getContentType } from './content-types.ts';
import { type Found, openBest } from './files.ts';
import { isServedHost, type ServedHosts } from './hosts.ts';
import { parseRequestTarget } from './path-of.ts';
import { parseRequestedRange } from './range.ts';

const SAFE = Object.fromEntries(SECURITY_HEADERS.map(([name, value]) => [name.toLowerCase(), value]));

/** Up to this many bytes are read in one go. */
const AT_ONCE = 1 << 20;

/** Answers one request with a file below the folder, or says why not. */
export async function respond(
	request: IncomingMessage,
	response: ServerResponse,
	{ folder, base, hosts }: { readonly folder: string; readonly base: string; readonly hosts: ServedHosts },
): Promise<void> {
	if (!isServedHost(findAskedHost(request), hosts)) {
		return refuse(
			response,
			421,
			'This server does not answer for that host. `drydock serve --allow-host <name>` adds one.',
		);
	}
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		return refuse(response, 405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
	}
	const asked = parseRequestTarget(request.url ?? '/', base);
	if (asked.kind === 'bad') return refuse(response, 400, 'This address cannot be read.');
	if (asked.kind === 'moved') return refuse(response, 302, 'Moved.', { location: asked.location });
	if (asked.kind === 'outside') return sendNotFound(request, response, folder);

	const accepted = String(request.headers['accept-encoding'] ?? '');
	const bestFile = await openBest(folder, asked.path, accepted);
	if (bestFile === 'folder') {
		return refuse(response, 301, 'Moved.', { location: `${asked.encoded}/${asked.query}` });
	}
	if (bestFile === undefined) return sendNotFound(request, response, folder);
	await send(request, response, bestFile, 200);
}

/** A whole address in the request line counts more than the header. */
function findAskedHost({ url, headers }: IncomingMessage): string | undefined {
	return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url ?? '')?.[1] ?? headers.host;
}

async function send(
	request: IncomingMessage,
	response: ServerResponse,
	openedFile: Found,
	status: 200 | 404,
): Promise<void> {
	try {
		const headers = buildHeaders(openedFile);
		if (status === 200 && isNotModified(request.headers, openedFile)) {
			delete headers['content-type'];
			response.writeHead(304, headers).end();
			return;
		}
		const range = status === 200 ? parseRequestedRange(request.headers, openedFile) : undefined;
		if (range === 'unsatisfiable') {
			return refuse(response, 416, 'No such part.', { 'content-range': `bytes */${openedFile.size}` });
		}
		const { start, end } = range ?? { start: 0, end: openedFile.size - 1 };
		headers['content-length'] = end - start + 1;
		if (range !== undefined) headers['content-range'] = `bytes ${start}-${end}/${openedFile.size}`;
		response.writeHead(range === undefined ? status : 206, headers);
		if (request.method === 'HEAD' || openedFile.size === 0) response.end();
		else if (end - start < AT_ONCE) response.end(await read(openedFile.handle, start, end));
		else await pipeFile(openedFile.handle, start, end, response);
	} finally {
		await openedFile.handle.close().catch(() => {});
	}
}

function buildHeaders(openedFile: Found): OutgoingHttpHeaders {
	return {
		...SAFE,
		'content-type': getContentType(openedFile.path),
		'last-modified': new Date(openedFile.modified).toUTCString(),
		etag: openedFile.etag,
		'accept-ranges': 'bytes',
		'cache-control': openedFile.path.startsWith(HASHED_FOLDER) ? KEEP : ASK,
		vary: 'Accept-Encoding',
		...omitUndefined({ 'content-encoding': openedFile.encoding }),
	};
}

async function read(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
	const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start + 1), 0, end - start + 1, start);
	return buffer.subarray(0, bytesRead);
}

/** A reader that leaves early is no error. */
async function pipeFile(
	handle: FileHandle,
	start: number,
	end: number,
	response: ServerResponse,
): Promise<void> {
	try {
		await pipeline(handle.createReadStream({ start, end, autoClose: false }), response);
	} catch {
		response.destroy();
	}
}

/** The site's own page for this, where it has one. */
async function sendNotFound(
	request: IncomingMessage,
	response: ServerResponse,
	folder: string,
): Promise<void> {
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
