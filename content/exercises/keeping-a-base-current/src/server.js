import { createServer } from 'node:http';

createServer((_request, response) => response.end('High water at 14:20\n')).listen(8080);
