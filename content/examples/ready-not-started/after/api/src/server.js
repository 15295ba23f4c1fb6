import { createServer } from 'node:http';

async function answer() {
	const response = await fetch('http://stations:8080/', { signal: AbortSignal.timeout(1000) });
	const { stations } = await response.json();
	return { service: 'tides', stations: stations.length };
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
