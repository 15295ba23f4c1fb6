import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { rules } from '#core/rules/all-rules.ts';
import { LESSON_TOPICS, RULE_TOPICS } from '#core/topics.ts';
import type { Content } from '#examples/content.ts';
import { findContentPlace } from '#examples/content-place.ts';
import { loadLayers } from '#examples/layers.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import { prepareExample } from '../new/new-example.ts';
import { prepareExercise } from '../new/new-exercise.ts';
import { prepareLesson } from '../new/new-lesson.ts';
import { prepareRule } from '../new/new-rule.ts';
import type { NewContent } from '../new/start.ts';

/** The linter's own two rules are part of its runner. */
const TOPICS = RULE_TOPICS.map(({ id }) => id).filter((id) => id !== 'linter');

const KINDS = ['lesson', 'example', 'exercise', 'rule'] as const;

const USAGE = `
Usage: drydock new lesson <name> [--topic <topic>]
       drydock new example <name> [--lesson <lesson>]
       drydock new exercise <lesson>
       drydock new rule <name> --topic <topic> [--lesson <lesson>]

Makes a start that \`drydock validate\` has nothing against, to be rewritten step by step. An example is the
exception: until an engine has proven its claims, its evidence is missing, and validate says how to record it.
A lesson comes with the exercise that ends it. Nothing that exists is overwritten. With DRYDOCK_CONTENT it is made
in that folder.

A name is lower case words joined by \`-\`. It becomes the address, and never changes.

  --lesson <lesson>  the lesson that the example or rule belongs to (default: the last one; for a rule, its topic's)
  --topic <topic>    of a rule: ${TOPICS.join(', ')}
                     of a lesson: ${LESSON_TOPICS.map(({ id }) => id).join(', ')}, or one of your own

  drydock new lesson health-checks --topic deploy-times
  drydock new example wait-for-ready --lesson deploy-times
  drydock new rule no-sleep --topic deploy-times
`;

/** `project` is the folder of Drydock itself: rules are made in its \`src/\`. */
export function createNewCommand(project: string): Command {
	return {
		name: 'new',
		summary: 'Make a start for a lesson, an example, an exercise or a rule',
		usage: USAGE,
		run: async (args, io) => create(args, io, project),
	};
}

function create(args: readonly string[], io: Io, project: string): number {
	const { start, root } = prepareStart(args, io, project);
	const existing = start.files.filter(({ path }) => existsSync(path));
	if (existing.length > 0) {
		const paths = existing.map(({ path }) => relative(root, path)).join(', ');
		io.stderr.write(
			`drydock new: ${paths} exists already. Nothing was written. Choose another name, or edit what is there.\n`,
		);
		return EXIT.found;
	}
	for (const { path, text } of start.files) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text, { flag: 'wx' });
		io.stdout.write(`made     ${relative(root, path)}\n`);
	}
	for (const { path, text } of start.changes) {
		writeFileSync(path, text);
		io.stdout.write(`changed  ${relative(root, path)}\n`);
	}
	for (const step of start.next) io.stderr.write(`${step}\n`);
	return EXIT.fine;
}

function prepareStart(args: readonly string[], io: Io, project: string): { start: NewContent; root: string } {
	const { values, positionals } = parseArguments(args, {
		lesson: { type: 'string' },
		topic: { type: 'string' },
	});
	const [word, name, ...rest] = positionals;
	if (word === undefined || name === undefined || rest.length > 0) {
		throw new UsageError(`it takes what to make (${KINDS.join(', ')}) and one name.`);
	}
	const kind = parseChoice('What to make', word, KINDS);
	if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
		throw new UsageError(
			`\`${name}\` cannot be part of an address. A name is lower case words joined by \`-\`.`,
		);
	}
	const place = findContentPlace(io.env['DRYDOCK_CONTENT'], io.cwd, project);
	const content = loadLayers(place, project);
	if (listTakenNames(kind, content).has(name)) {
		throw new UsageError(`there is ${kind.startsWith('e') ? 'an' : 'a'} ${kind} \`${name}\` already.`);
	}
	const today = new Date().toISOString().slice(0, 10);
	const root = io.cwd;
	switch (kind) {
		case 'lesson':
			return { start: prepareLesson({ name, topic: values.topic, today }, content), root };
		case 'exercise':
			return { start: prepareExercise(name, content), root };
		case 'example':
			return { start: prepareExample(name, values.lesson, content), root };
		case 'rule': {
			if (values.topic === undefined) throw new UsageError('a rule needs its topic: `--topic <topic>`.');
			const topic = parseChoice('--topic', values.topic, TOPICS);
			return { start: prepareRule({ name, topic, lesson: values.lesson, today }, content, project), root };
		}
	}
}

function listTakenNames(kind: (typeof KINDS)[number], { names }: Content): ReadonlySet<string> {
	switch (kind) {
		case 'lesson':
			return names.lessons;
		case 'example':
			return names.examples;
		case 'exercise':
			return names.exercises;
		case 'rule':
			return new Set(rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
	}
}
