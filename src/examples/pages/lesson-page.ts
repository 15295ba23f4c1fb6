import { z } from 'zod';
import { LESSON_TOPICS } from '#core/topics.ts';
import { SIDES } from '../manifest.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as `2026-11-24`');

const sources = z
	.array(
		z.strictObject({
			title: z.string().min(1).describe('What it is called, and who wrote it.'),
			url: z
				.string()
				.regex(/^https?:\/\//, 'an address that starts with `https://`')
				.optional()
				.describe('Where it can be read.'),
			note: z.string().optional().describe('What it says on the matter, or when it was read.'),
		}),
	)
	.describe('Where the facts come from.');

const changes = z
	.array(
		z.strictObject({
			date: date.describe('The day the page changed.'),
			says: z.string().min(1).describe('One sentence: what a reader should know about it.'),
		}),
	)
	.optional()
	.describe('What changed on the page since it was published; `/feed.xml` tells it.');

const words = z
	.array(z.string().min(2).max(120))
	.optional()
	.describe(
		'What else people call it when they look for it: a question, an error message, another tool’s name. Only the search reads it.',
	);

const withdrawn = z
	.strictObject({
		on: date.describe('The day it was withdrawn.'),
		because: z.string().min(1).describe('One sentence: why it no longer holds.'),
		instead: z
			.string()
			.regex(/^\//, 'an address of this site that begins with `/`')
			.describe('Where to go: `/lessons/base-images/`.'),
	})
	.optional()
	.describe('Set for what no longer holds: the page stays, says so, and leaves every list.');

/** The head of a lesson, `content/lessons/<n>-<lesson>.mdx`. */
export const lessonSchema = z.strictObject({
	title: z.string().min(1).max(80).describe('The page title.'),
	takeaway: z.string().min(1).describe('One sentence: what to remember.'),
	aim: z
		.string()
		.min(1)
		.optional()
		.describe('One sentence: what the reader can do afterwards. `/start/` shows it.'),
	number: z
		.strictObject({
			example: z.string().describe('The example that was measured.'),
			side: z.enum(SIDES).describe('The side it was measured on.'),
			measure: z.string().describe('What was measured: `build.image-bytes`.'),
			says: z.string().min(1).describe('What the number means, in a few words.'),
		})
		.optional()
		.describe('The one measured number that carries the lesson: megabytes, minutes, requests; no ratio.'),
	topic: z
		.string()
		.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case words joined by `-`')
		.optional()
		.describe(
			`The group it stands in: ${LESSON_TOPICS.map(({ id }) => `\`${id}\``).join(', ')}, or one of your own.`,
		),
	minutes: z.int().min(1).max(10).optional().describe('How long it takes to read; at most 10.'),
	reviewed: date.describe('The day the facts were last checked.'),
	withdrawn,
	changes,
	words,
	sources,
});

/** The head of a rule page, `content/rules/<rule>.mdx`. */
export const rulePageSchema = z.strictObject({
	title: z.string().min(1).optional().describe('Shown instead of the rule’s summary.'),
	why: z.string().min(1).describe('One sentence: why it matters. Review comments and reports show it.'),
	instead: z
		.string()
		.min(1)
		.describe('One sentence: what to do instead. Review comments and reports show it.'),
	lesson: z.string().describe('The lesson that the rule belongs to.'),
	aliases: z
		.array(
			z.string().regex(/^[a-z][a-z-]*:[\w-]+$/, 'a tool and its code, joined by a colon: `hadolint:DL3020`'),
		)
		.optional()
		.describe('What other tools call the same check: `hadolint:DL3020`, `checkov:CKV_DOCKER_4`.'),
	reviewed: date.describe('The day the facts were last checked.'),
	withdrawn,
	changes,
	words,
	sources,
});

/** The head of a note on a rule, `content/rules/<rule>.note.mdx`: what a team adds below the words of the page. */
export const ruleNoteSchema = z.strictObject({
	title: z.string().min(1).max(80).default('In our team').describe('Heads the note.'),
	reviewed: date.describe('The day the facts were last checked.'),
});

/** `content/glossary.yaml`: term id -> what it is called, and what it means. */
export const glossarySchema = z.record(
	z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case words joined by `-`'),
	z.strictObject({
		term: z.string().min(1).describe('As it is written in a sentence.'),
		says: z.string().min(1).describe('One sentence: what it means.'),
		words,
	}),
);

export type LessonHead = z.infer<typeof lessonSchema>;
export type RulePageHead = z.infer<typeof rulePageSchema>;
export type RuleNoteHead = z.infer<typeof ruleNoteSchema>;
export type Glossary = z.infer<typeof glossarySchema>;
