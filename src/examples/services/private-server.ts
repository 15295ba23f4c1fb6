import { z } from 'zod';

/** What `run.setup.private-server` holds. */
export const privateServerSettings = z.strictObject({
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

/** The program, for Node. It reads its settings from the environment; counts, so that an example can prove that the token was used. */
export const PRIVATE_SERVER = `
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
