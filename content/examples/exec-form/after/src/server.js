import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const WORK = 1000;

const server = createServer(async (request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	response.writeHead(200, { 'content-type': 'text/plain' });
	response.write('calculating the tides ... ');
	await pause(WORK);
	response.end('done\n');
});

server.listen(8080);

// Takes no new requests, finishes those under way, and ends.
process.on('SIGTERM', () => server.close(() => process.exit(0)));
