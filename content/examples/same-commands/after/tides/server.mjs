import { createRequire } from 'node:module';
import { createServer } from 'node:http';

const log = createRequire('/usr/local/lib/node_modules/')('tide-log');

const server = createServer((request, response) => {
	response.end(`${JSON.stringify({ service: 'tides', log: log.version })}\n`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
