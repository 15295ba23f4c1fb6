import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
const stations = JSON.parse(await readFile(new URL('../stations/stations.json', import.meta.url), 'utf8'));

const HALF_LUNAR_DAY = 12.42 * 60 * 60 * 1000;

/** The next high tide of all stations, each from one observed high tide and the length of half a lunar day. */
function nextHighTide(now) {
	const tides = stations.map(({ station, observed }) => {
		const passed = Math.ceil((now - Date.parse(observed)) / HALF_LUNAR_DAY);
		return { station, high: new Date(Date.parse(observed) + passed * HALF_LUNAR_DAY).toISOString() };
	});
	return tides.sort((a, b) => (a.high < b.high ? -1 : 1))[0];
}

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\n');
	if (request.url !== '/') return response.writeHead(404).end('not found\n');
	response.setHeader('content-type', 'application/json');
	response.end(`${JSON.stringify({ service: 'tides', version, stations: stations.length, next: nextHighTide(Date.now()) })}\n`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
