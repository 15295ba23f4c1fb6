import { z } from 'zod';
import { declaredFinding } from '../manifest.ts';

const name = z.string().min(1);

const service = z.strictObject({
	image: name.optional().describe('The image it runs, without tag and digest.'),
	start: name.optional().describe('What it starts, as one line: `node src/server.js`.'),
	ports: z.array(name).default([]).describe('The ports of the container that stay published.'),
	environment: z
		.record(name, name)
		.default({})
		.describe('Variable -> a text that its value contains, such as the name of another service.'),
	needs: z.array(name).default([]).describe('The services it depends on.'),
	volumes: z.array(name).default([]).describe('The paths in the container at which something is mounted.'),
});

const keep = z
	.strictObject({
		stages: z.array(name).default([]).describe('The names of stages that stay, in their order.'),
		base: name.optional().describe('The image that the final stage starts from, without tag and digest.'),
		copies: z.array(name).default([]).describe('The files of the build context that reach the image.'),
		runs: z
			.array(name)
			.default([])
			.describe('Commands of the build that stay: a program, and words that stand somewhere behind it.'),
		start: name.optional().describe('What the container starts, as one line: `node src/server.js`.'),
		services: z.record(name, service).default({}).describe('What services of the compose file keep.'),
	})
	.describe('What the files do before and after the repair.');

const answer = z.strictObject({
	says: name.describe('The answer.'),
	because: name.describe('Why it is right, or why it is not.'),
	right: z.boolean().default(false).describe('`true` for the right one.'),
});

const question = z
	.strictObject({
		asks: name.optional().describe('The question.'),
		answers: z.array(answer).min(2).optional().describe('Exactly one of them is right.'),
		edits: name
			.optional()
			.describe(
				'In place of both: a file of the repaired build. Asked is which step its edit runs again first; the model of the build cache answers.',
			),
	})
	.describe('A question: `asks` with `answers`, or `edits` alone.');

/** The schema of `exercise.yaml`: what to repair, what must be kept, hints that build up, and questions. */
export const exerciseSchema = z.strictObject({
	title: z.string().min(1).max(80).describe('What is to be done.'),
	task: name.describe('What the files are for, and what is wrong with them, in a few sentences.'),
	findings: z.array(declaredFinding).min(1).describe('Every finding of the broken files.'),
	keep,
	hints: z.array(name).min(1).describe('From a nudge to nearly the solution; shown one by one.'),
	questions: z.array(question).default([]).describe('Two or three questions about the lesson.'),
});

export type ExerciseManifest = z.infer<typeof exerciseSchema>;
export type Keep = z.infer<typeof keep>;
export type KeptService = z.infer<typeof service>;
export type WrittenQuestion = z.infer<typeof question>;
export type OfferedAnswer = z.infer<typeof answer>;

/** A question as it is shown. */
export interface Question {
	readonly asks: string;
	readonly answers: readonly OfferedAnswer[];
}

/** File name -> text. */
export type Texts = Readonly<Record<string, string>>;

/** One folder of `content/exercises/`, read. */
export interface Exercise {
	/** The lesson that it ends. */
	readonly id: string;
	readonly manifest: ExerciseManifest;
	/** The broken files that are to be repaired, as they are shown: Dockerfile, compose file, `.dockerignore`. */
	readonly broken: Texts;
	/** The same files, repaired. */
	readonly solution: Texts;
	/** Every other file of the build context. */
	readonly context: Texts;
}
