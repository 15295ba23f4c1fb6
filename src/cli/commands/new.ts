import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { RULE_TOPICS } from '#core/topics.ts';
import { loadContent } from '#examples/load.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import { prepareExample } from '../new/new-example.ts';
import { prepareLesson } from '../new/new-lesson.ts';
import { prepareRule } from '../new/new-rule.ts';
import type { Start } from '../new/start.ts';
import { resolveContentFolder } from './validate.ts';

/** The linter's own two rules are part of its runner. */
const TOPICS = RULE_TOPICS.map(({ id }) => id).filter((id) => id !== 'linter');

const KINDS = ['lesson', 'example', 'rule'] as const;

const USAGE = `
Usage: drydock new lesson <name>
       drydock new example <name> [--lesson <lesson>]
       drydock new rule <name> --topic <topic>

Makes a start that \`drydock validate\` has nothing against, to be rewritten step by step. An example is the
exception: until an engine has proven its claims, its evidence is missing, and validate says how to record it.
Nothing that exists is overwritten.

A name is lower case words joined by \`-\`. It becomes the address, and never changes.

  --lesson <lesson>  the lesson that the example belongs to (default: the last one)
  --topic <topic>    ${TOPICS.join(', ')}

  drydock new lesson health-checks
  drydock new example wait-for-ready --lesson deploy-times
`;

/** `project` is the folder of Drydock itself: rules are made in its \`src/\`. */
export function createNewCommand(project: string): Command {
	return {
		name: 'new',
		summary: 'Make a start for a lesson, an example or a rule',
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

function prepareStart(args: readonly string[], io: Io, project: string): { start: Start; root: string } {
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
	const content = loadContent(resolveContentFolder(io, project), project);
	const today = new Date().toISOString().slice(0, 10);
	const root = io.cwd;
	if (kind === 'lesson') {
		if (content.names.lessons.has(name)) throw new UsageError(`there is a lesson \`${name}\` already.`);
		return { start: prepareLesson(name, content, today), root };
	}
	if (kind === 'example') {
		if (content.names.examples.has(name)) throw new UsageError(`there is an example \`${name}\` already.`);
		return { start: prepareExample(name, values.lesson, content), root };
	}
	if (values.topic === undefined) throw new UsageError('a rule needs its topic: `--topic <topic>`.');
	const topic = parseChoice('--topic', values.topic, TOPICS);
	return { start: prepareRule(name, topic, content, project, today), root };
}
