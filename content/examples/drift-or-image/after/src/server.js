import { createServer } from 'node:http';
import { stationsIn } from './stations.js';

const folder = process.env.STATIONS ?? 'stations.d';

const server = createServer(async (request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	if (request.url !== '/') return response.writeHead(404).end('not found\n');
	response.setHeader('content-type', 'application/json');
	response.end(`${JSON.stringify({ service: 'tides', stations: await stationsIn(folder) })}\n`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
