import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const HARBOUR = 'Mole';

// Loading the tide tables takes a moment. Until then the service does not answer.
await pause(2000);
const highWater = '06:12 and 18:37';

const server = createServer((_request, response) => {
	response.end(`High water at ${HARBOUR}: ${highWater}\n`);
});

server.listen(8080);

process.on('SIGTERM', () => server.close(() => process.exit(0)));
