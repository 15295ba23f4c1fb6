import { resolve } from 'node:path';
import { parseBuildLog } from '#core/rebuild/log/build-log.ts';
import {
	type BuildInput,
	DEFAULT_BUILD_SETTINGS,
	type Rebuild,
	type RebuildSettings,
} from '#core/rebuild/model.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import { formatRebuildJson, makeRebuildReport } from '#core/rebuild/rebuild-report.ts';
import { formatRebuildText } from '#core/rebuild/words/rebuild-text.ts';
import { escapeControlCharacters } from '#core/report/visible-text.ts';
import { readContextEntries } from '#workspace/read-context-entries.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { choosePaint, type Io } from '../io.ts';
import { type BuildFiles, findBuildFiles, readText } from '../rebuild/build-files.ts';
import { type EditedBuild, editFiles } from '../rebuild/named-edits.ts';
import { editSince } from '../rebuild/revision-edits.ts';

const FORMATS = ['text', 'json'] as const;
const STORES = ['classic', 'containerd'] as const;
const WIDEST = 120;

const USAGE = `
Usage: drydock rebuild [Dockerfile] (--edit PATH… | --since REV) [options]

Says which steps of a build an edit runs again and which the engine takes from its cache, and why. Nothing is built and
no file is changed. Without a Dockerfile it takes the one in the context, which is the folder here if none is named.

  --edit <path>          a file or a folder that is edited; may be given several times
  --since <revision>     what differs from a revision in git: files, modes, the text of the Dockerfile
  --context <folder>     the build context (default: the Dockerfile's folder)
  --target <stage>       the stage that is built (default: the last one)
  --build-arg <name=value>  as for docker build; may be given several times
  --log <file>           the output of docker build --progress=plain or rawjson: adds the seconds of each step
  --image-store <store>  classic (default) or containerd: only the second keeps COPY --link apart from what is above it
  --format <format>      text (default), json

Verdicts: again (the step runs), cached, unneeded (the target does not use the stage), unsure (with the reason).
Exit codes: 0 it was worked out, 2 wrong usage, or something could not be read.

  drydock rebuild --edit src/server.js
  drydock rebuild --since main --log build.log
`;

export const rebuildCommand: Command = {
	name: 'rebuild',
	summary: 'Say which steps of a build an edit runs again, and why',
	usage: USAGE,
	run: async (args, io) => rebuild(readOptions(args, io), io),
};

interface Options {
	readonly dockerfile: string | undefined;
	readonly context: string | undefined;
	readonly edits: readonly string[];
	readonly since: string | undefined;
	readonly target: string | undefined;
	readonly buildArgs: Readonly<Record<string, string>>;
	readonly log: string | undefined;
	readonly format: (typeof FORMATS)[number];
	readonly settings: RebuildSettings;
}

function rebuild(options: Options, io: Io): number {
	const files = findBuildFiles(options, io.cwd);
	const { before, after, edited, notes } = readEdit(options, readInput(options, files), files, io);
	const log =
		options.log === undefined
			? undefined
			: parseBuildLog(readText(resolve(io.cwd, options.log), options.log));
	const result = predictRebuild(before, after, options.settings);
	if (result.refusals.length > 0) throw new UsageError(`\`${files.name}\`: ${result.refusals.join('; ')}.`);
	const report = makeRebuildReport(result, files.name, edited, log);
	const noteLines = [...notes, ...describeUnread(result, files, notes)]
		.map((note) => `${escapeControlCharacters(note)}\n`)
		.join('');
	if (options.format === 'json') {
		io.stdout.write(formatRebuildJson(report));
		io.stderr.write(noteLines);
		return EXIT.fine;
	}
	const width = io.stdout.isTerminal ? Math.min(io.stdout.columns ?? WIDEST, WIDEST) : undefined;
	const paint = choosePaint(io.stdout, io.env);
	io.stdout.write(formatRebuildText(report, { paint, width }));
	io.stdout.write(noteLines === '' ? '' : `\n${noteLines}`);
	return EXIT.fine;
}

function readInput({ buildArgs, target }: Options, { text, context, ignoreText }: BuildFiles): BuildInput {
	return {
		dockerfile: text,
		context: readContextEntries(context, ignoreText),
		buildArgs,
		ignoreFile: ignoreText,
		target,
	};
}

function readEdit({ edits, since }: Options, input: BuildInput, files: BuildFiles, io: Io): EditedBuild {
	return since === undefined ? editFiles(edits, input, files, io.cwd) : editSince(since, input, files);
}

/** An edited file that no step reads is often a path that was mistyped. */
function describeUnread(
	{ edited }: Rebuild,
	{ dockerfile, ignoreFile, context }: BuildFiles,
	notes: readonly string[],
): string[] {
	const isSpecial = (path: string) => [dockerfile, ignoreFile].includes(resolve(context, path));
	return edited
		.filter(
			({ path, readOn }) =>
				readOn.length === 0 && !isSpecial(path) && !notes.some((note) => note.startsWith(`\`${path}\``)),
		)
		.map(({ path, isIgnored }) =>
			isIgnored
				? `\`${path}\`: no step reads it, since the ignore file keeps it out of the build.`
				: `\`${path}\`: no step of this build reads it.`,
		);
}

function readOptions(args: readonly string[], io: Io): Options {
	const { values, positionals } = parseArguments(args, {
		edit: { type: 'string', multiple: true, default: [] },
		since: { type: 'string' },
		context: { type: 'string' },
		target: { type: 'string' },
		'build-arg': { type: 'string', multiple: true, default: [] },
		log: { type: 'string' },
		'image-store': { type: 'string', default: DEFAULT_BUILD_SETTINGS.imageStore },
		format: { type: 'string', default: 'text' },
	});
	const [dockerfile, extra] = positionals;
	const { edit, since, context, target, log } = values;
	if (extra !== undefined)
		throw new UsageError(
			`one Dockerfile at a time: put --edit in front of each edited path, also of \`${extra}\`.`,
		);
	if (edit.length === 0 && since === undefined)
		throw new UsageError('name what is edited: --edit PATH, or --since REV.');
	if (edit.length > 0 && since !== undefined) throw new UsageError('--edit and --since exclude each other.');
	return {
		edits: edit,
		buildArgs: readBuildArgs(values['build-arg'], io),
		format: parseChoice('--format', values.format, FORMATS),
		settings: {
			...DEFAULT_BUILD_SETTINGS,
			imageStore: parseChoice('--image-store', values['image-store'], STORES),
		},
		dockerfile,
		since,
		context,
		target,
		log,
	};
}

/** A name without a value takes it from the environment, as `docker build` does. */
function readBuildArgs(pairs: readonly string[], { env }: Io): Record<string, string> {
	const read: Record<string, string> = {};
	for (const pair of pairs) {
		const equals = pair.indexOf('=');
		const name = equals === -1 ? pair : pair.slice(0, equals);
		const value = equals === -1 ? env[pair] : pair.slice(equals + 1);
		if (name === '') throw new UsageError(`--build-arg has the form name=value, not \`${pair}\`.`);
		if (value !== undefined) read[name] = value;
	}
	return read;
}
