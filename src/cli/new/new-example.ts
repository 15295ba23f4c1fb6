import { join } from 'node:path';
import type { Content } from '#examples/content.ts';
import { SIDES } from '#examples/manifest.ts';
import { UsageError } from '../command.ts';
import { formatTitle, type Start } from './start.ts';

/** A small service on both sides; the before breaks one rule, the after none, and one claim says what both must do. */
export function prepareExample(
	name: string,
	lesson: string | undefined,
	{ folder, lessons, names }: Content,
): Start {
	const lessonIds = [...names.lessons];
	const chosen = lesson ?? lessons.at(-1)?.id;
	if (chosen === undefined) {
		throw new UsageError(
			'an example belongs to a lesson, and there is none yet. Make one: `drydock new lesson <name>`.',
		);
	}
	if (!lessonIds.includes(chosen)) {
		throw new UsageError(`there is no lesson \`${chosen}\`. Lessons: ${lessonIds.join(', ')}.`);
	}
	const example = join(folder, 'examples', name);
	return {
		files: [
			{ path: join(example, 'example.yaml'), text: formatStarterManifest(name, chosen) },
			...SIDES.flatMap((side) => [
				{
					path: join(example, side, 'Dockerfile'),
					text: formatStarterDockerfile(side === 'before' ? 'ADD' : 'COPY'),
				},
				{ path: join(example, side, '.dockerignore'), text: '.dockerignore\n.git\nDockerfile\n' },
				{ path: join(example, side, 'server.js'), text: SERVER },
			]),
		],
		changes: [],
		next: [
			'Replace the before and the after with what the example is about, and say so in example.yaml.',
			`Then prove it: \`npm run --silent drydock -- verify ${name} --record\`. Until then \`drydock validate\` reports \`evidence-missing\`, and nothing else.`,
		],
	};
}

function formatStarterManifest(name: string, lesson: string): string {
	return `title: ${formatTitle(name)}
summary: The before copies a local file with ADD. The after copies it with COPY, which does nothing else.
lesson: ${lesson}
teaches: [add-for-local-copy]
before:
  # Every finding, complete: \`npm run --silent drydock -- lint\` lists them.
  findings:
    - { rule: add-for-local-copy, line: 3 }
after:
  findings: []
run:
  experiments:
    - name: build
    - name: request
  claims:
    - id: both-answer
      says: The service answers in both images.
      measure: request.ok
      before: true
      after: true
`;
}

function formatStarterDockerfile(copy: 'ADD' | 'COPY'): string {
	return `FROM node:24-bookworm-slim
WORKDIR /app
${copy} server.js ./
USER node
CMD ["node", "server.js"]
`;
}

const SERVER = `const { createServer } = require('node:http');

const server = createServer((request, response) => {
	if (request.url === '/health') return response.end('ok\\n');
	response.setHeader('content-type', 'application/json');
	response.end(\`\${JSON.stringify({ service: 'tides', version: '1.0.0' })}\\n\`);
});

server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;
