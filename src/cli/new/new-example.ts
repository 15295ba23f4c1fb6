import { join } from 'node:path';
import type { Content } from '#examples/content.ts';
import { SIDES } from '#examples/manifest.ts';
import { chooseLesson } from './choose-lesson.ts';
import { formatServiceDockerfile, SERVICE_PROGRAM } from './service.ts';
import { formatTitle, type NewContent } from './start.ts';

/** A small service on both sides; the before breaks one rule, the after none, and one claim says what both must do. */
export function prepareExample(name: string, wantedLesson: string | undefined, content: Content): NewContent {
	const lesson = chooseLesson(wantedLesson, content);
	const example = join(content.folder, 'examples', name);
	return {
		files: [
			{ path: join(example, 'example.yaml'), text: formatStarterManifest(name, lesson) },
			...SIDES.flatMap((side) => [
				{
					path: join(example, side, 'Dockerfile'),
					text: formatServiceDockerfile(side === 'before' ? 'ADD' : 'COPY'),
				},
				{ path: join(example, side, '.dockerignore'), text: '.dockerignore\n.git\nDockerfile\n' },
				{ path: join(example, side, 'server.js'), text: SERVICE_PROGRAM },
			]),
		],
		changes: [],
		next: [
			'Replace both versions with what the example is about, and say so in example.yaml.',
			`Then prove it: \`npm run --silent drydock -- verify ${name} --record\`. Until then \`drydock validate\` reports \`evidence-missing\`, and nothing else.`,
		],
	};
}

function formatStarterManifest(name: string, lesson: string): string {
	return `title: ${formatTitle(name)}
summary: The first version copies a local file with ADD. The repaired version copies it with COPY, which does nothing else.
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
