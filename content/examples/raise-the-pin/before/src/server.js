import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const authorities = await readFile(new URL('../authorities.json', import.meta.url), 'utf8');

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	if (request.url !== '/') return response.writeHead(404).end('not found\n');
	response.setHeader('content-type', 'application/json');
	response.end(authorities);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
