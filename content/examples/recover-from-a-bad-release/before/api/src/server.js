import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	response.setHeader('content-type', 'application/json');
	response.end(`${JSON.stringify({ service: 'tides', version })}\n`);
});

// Stands for what a larger program reads before it answers.
await pause(3000);
server.listen(8080);

// Takes no new requests, finishes those under way, and ends.
process.on('SIGTERM', () => server.close(() => process.exit(0)));
