import { join } from 'node:path';
import type { Content } from '#examples/content.ts';
import { chooseLesson } from './choose-lesson.ts';
import { formatServiceDockerfile, SERVICE_PROGRAM } from './service.ts';
import type { NewContent, NewFile } from './start.ts';

/** The exercise that ends a lesson: a broken Dockerfile of a small service, its solution, hints and a question. */
export function prepareExercise(lesson: string, content: Content): NewContent {
	return {
		files: listExerciseFiles(chooseLesson(lesson, content), content),
		changes: [],
		next: [
			'Replace the broken Dockerfile with one that the lesson teaches to repair, and write its solution.',
			'Then say in exercise.yaml what the linter reports, what the repair must keep, and which hints help.',
		],
	};
}

/** The name of an exercise is the name of its lesson. */
export function listExerciseFiles(lesson: string, { folder }: Content): NewFile[] {
	const exercise = join(folder, 'exercises', lesson);
	return [
		{ path: join(exercise, 'exercise.yaml'), text: STARTER_MANIFEST },
		{ path: join(exercise, 'Dockerfile'), text: formatServiceDockerfile('ADD') },
		{ path: join(exercise, 'solution/Dockerfile'), text: formatServiceDockerfile('COPY') },
		{ path: join(exercise, 'server.js'), text: SERVICE_PROGRAM },
	];
}

const STARTER_MANIFEST = `title: Copy the file, and do nothing else
task: >-
  This Dockerfile adds a local file with an instruction that can also download and unpack. Use the one that only copies.
findings:
  # Every finding of the broken files: \`npm run --silent drydock -- lint\` lists them.
  - { rule: add-for-local-copy, line: 3 }
keep:
  # What must be as it was once the file is repaired.
  base: node
  copies: [server.js]
  start: node server.js
hints:
  - Look at the instruction that brings the program into the image.
  - "\`COPY\` takes the same two words."
questions:
  - asks: Replace this question with one about the lesson.
    answers:
      - says: The right answer.
        because: The reason why it is right.
        right: true
      - says: A wrong answer.
        because: The reason why it is wrong.
`;
