import { expect, test } from 'vitest';
import { exerciseSchema } from '#examples/exercises/exercise.ts';
import { listQuestions } from '#examples/exercises/questions.ts';

const manifest = exerciseSchema.parse({
	title: 'Order the steps',
	task: 'Put them in order.',
	findings: [{ rule: 'copy-before-install', line: 2 }],
	keep: {},
	hints: ['Look.'],
	questions: [
		{ edits: 'src/a.js' },
		{
			asks: 'Why?',
			answers: [
				{ says: 'So.', because: 'Yes.', right: true },
				{ says: 'No.', because: 'No.' },
			],
		},
	],
});
const solution = {
	Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY src ./src\nRUN npm test\n',
};
const context = { 'package.json': '{}', 'src/a.js': 'a' };

test('the model answers which step an edit runs again first', () => {
	const [computed, written] = listQuestions({ manifest, solution, context });
	expect(written?.asks).toBe('Why?');
	expect(computed?.asks).toContain('`src/a.js`');
	expect(computed?.answers.map(({ says, right }) => `${right} ${says}`)).toEqual([
		'false Line 2: `WORKDIR /app`',
		'false Line 3: `COPY package.json ./`',
		'false Line 4: `RUN npm ci`',
		'true Line 5: `COPY src ./src`',
		'false Line 6: `RUN npm test`',
	]);
	expect(computed?.answers[3]?.because).toBe('`src/a.js` changed, and this step reads it.');
	expect(computed?.answers[4]?.because).toContain('It runs again, but another one does before.');
	expect(computed?.answers[2]?.because).toContain('It comes from the cache.');
});
