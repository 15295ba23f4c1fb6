import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const ATTEMPTS = 20;

async function answer() {
	for (let attempt = 1; ; attempt++) {
		try {
			// Each new connection looks the name up again.
			const response = await fetch('http://stations:8080/', { signal: AbortSignal.timeout(1000) });
			const known = await response.json();
			return { service: 'tides', stations: known.stations.length, answeredFrom: known.answeredFrom };
		} catch (error) {
			if (attempt === ATTEMPTS) throw error;
			await pause(250);
		}
	}
}

const server = createServer(async (request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	try {
		response.end(`${JSON.stringify(await answer())}\n`);
	} catch (error) {
		response.writeHead(502).end(`no stations: ${error.cause?.code ?? error.message}\n`);
	}
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
