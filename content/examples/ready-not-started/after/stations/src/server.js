import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const stations = [
	{ station: 'pier', observed: '2026-01-01T03:12:00Z' },
	{ station: 'lock', observed: '2026-01-01T05:40:00Z' },
];

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	response.setHeader('content-type', 'application/json');
	response.end(`${JSON.stringify({ stations })}\n`);
});

// Stands for a database that reads its log before it answers.
await pause(6000);
server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
