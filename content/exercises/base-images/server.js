const { createServer } = require('node:http');

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	response.setHeader('content-type', 'application/json');
	response.end(`${JSON.stringify({ service: 'tides', version: '1.0.0' })}\n`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
