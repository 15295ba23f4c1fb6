/** The Dockerfile of a small service. With `ADD` it breaks `add-for-local-copy` on its third line, and nothing else. */
export function formatServiceDockerfile(copy: 'ADD' | 'COPY'): string {
	return `FROM node:24-bookworm-slim
WORKDIR /app
${copy} server.js ./
USER node
CMD ["node", "server.js"]
`;
}

/** Its program, `server.js`: it answers, says that it is healthy, and stops when it is asked to. */
export const SERVICE_PROGRAM = `const { createServer } = require('node:http');

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\\n');
	response.setHeader('content-type', 'application/json');
	response.end(\`\${JSON.stringify({ service: 'tides', version: '1.0.0' })}\\n\`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;
