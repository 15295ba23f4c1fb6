// Counts the stations that the other service knows. The address of that service is the first argument.
import { createServer } from 'node:http';

const stations = `http://${process.argv[2]}:8080/`;

async function answer() {
	const response = await fetch(stations, { signal: AbortSignal.timeout(1000) });
	const known = await response.json();
	return { service: 'tides', stations: known.stations.length, answeredFrom: known.answeredFrom };
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
