import { createServer } from 'node:http';
import tideTables from 'tide-tables';

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	response.setHeader('content-type', 'application/json');
	response.end(`${JSON.stringify({ service: 'tides', tables: tideTables.version })}\n`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
