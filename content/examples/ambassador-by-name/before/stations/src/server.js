import { createServer } from 'node:http';

const stations = [
	{ station: 'pier', observed: '2026-01-01T03:12:00Z' },
	{ station: 'lock', observed: '2026-01-01T05:40:00Z' },
];

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	response.setHeader('content-type', 'application/json');
	response.end(`${JSON.stringify({ stations, answeredFrom: request.socket.localAddress.replace('::ffff:', '') })}\n`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
