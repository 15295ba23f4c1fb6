/**
 * The program of the stand-in for `docker/dockerfile:1`. BuildKit starts it in a container, as it starts every frontend; it
 * hands the build to the frontend that the engine brings along, and gives back what comes of it: a result, or the refusal.
 * It speaks gRPC over standard input and output:
 * https://github.com/moby/buildkit/blob/v0.25.1/frontend/gateway/pb/gateway.proto
 */
import { connect, type IncomingHttpHeaders } from 'node:http2';
import { Duplex } from 'node:stream';

const OPTION = 'BUILDKIT_FRONTEND_OPT_';
/** Ahead of each message: a byte that says whether it is compressed, and four for its length. */
const MESSAGE_HEAD = 5;

/** What BuildKit refuses; `status` is a `google.rpc.Status`, with the place in the Dockerfile. */
class Refusal extends Error {
	readonly status: Buffer;

	constructor({
		'grpc-message': message = 'no answer',
		'grpc-status-details-bin': details,
	}: IncomingHttpHeaders) {
		super(decodeURIComponent(String(message)));
		const unknown = Buffer.concat([Buffer.from([1 << 3, 2]), encodeField(2, this.message)]);
		this.status = details === undefined ? unknown : Buffer.from(String(details), 'base64');
	}
}

const session = connect('http://buildkit', {
	createConnection: () => Duplex.from({ readable: process.stdin, writable: process.stdout }),
});
await call('Return', await requestBuild());
process.exit();

/** The fields of a `ReturnRequest`: the result of the engine's own frontend, or why there is none. */
async function requestBuild(): Promise<Buffer> {
	try {
		return encodeField(1, decodeOnlyField(await call('Solve', encodeSolveRequest())));
	} catch (error) {
		if (error instanceof Refusal) return encodeField(2, error.status);
		throw error;
	}
}

/** What the build was called with, for the engine's own frontend. `cmdline` among it says that `# syntax=` was followed already. */
function encodeSolveRequest(): Buffer {
	const options = Object.entries(process.env)
		.filter(([name]) => name.startsWith(OPTION))
		.map(([, option = '']) => {
			const equals = option.indexOf('=');
			return [encodeField(1, option.slice(0, equals)), encodeField(2, option.slice(equals + 1))];
		});
	return Buffer.concat([
		encodeField(2, 'dockerfile.v0'),
		...options.map((entry) => encodeField(3, Buffer.concat(entry))),
		// The result may be of several platforms, and comes in the newer form.
		Buffer.from([5 << 3, 1, 6 << 3, 1]),
	]);
}

function call(method: string, message: Buffer): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const stream = session.request({
			':method': 'POST',
			':path': `/moby.buildkit.v1.frontend.LLBBridge/${method}`,
			'content-type': 'application/grpc',
			te: 'trailers',
		});
		const chunks: Buffer[] = [];
		let headers: IncomingHttpHeaders = {};
		const remember = (more: IncomingHttpHeaders) => {
			headers = { ...headers, ...more };
		};
		stream.on('response', remember).on('trailers', remember).on('error', reject);
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.on('end', () => {
			if (headers['grpc-status'] === '0') resolve(Buffer.concat(chunks).subarray(MESSAGE_HEAD));
			else reject(new Refusal(headers));
		});
		const head = Buffer.alloc(MESSAGE_HEAD);
		head.writeUInt32BE(message.length, 1);
		stream.end(Buffer.concat([head, message]));
	});
}

/** A field of protocol buffers that holds a text, bytes or a message. */
function encodeField(number: number, content: string | Buffer): Buffer {
	const bytes = Buffer.from(content);
	return Buffer.concat([Buffer.from([(number << 3) | 2]), encodeLength(bytes.length), bytes]);
}

function encodeLength(length: number): Buffer {
	const bytes: number[] = [];
	let rest = length;
	for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
	return Buffer.from([...bytes, rest]);
}

/** What the one field of a message holds: behind its number, and behind a length whose last byte is below 128. */
function decodeOnlyField(message: Buffer): Buffer {
	return message.subarray(2 + message.subarray(1).findIndex((byte) => byte < 128));
}
