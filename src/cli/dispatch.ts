import { escapeControlCharacters } from '#core/report/visible-text.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import type { Io } from './io.ts';

export interface Program {
	readonly version: string;
	readonly commands: readonly Command[];
}

/** Finds the command that the first argument names, runs it, and answers the exit code. */
export async function runNamedCommand(program: Program, argv: readonly string[], io: Io): Promise<number> {
	const [first, ...rest] = argv;
	if (first === undefined) {
		io.stderr.write(formatOverview(program));
		return EXIT.unusable;
	}
	if (first === '--version' || first === '-v') {
		io.stdout.write(`${program.version}\n`);
		return EXIT.fine;
	}
	const isHelp = first === '--help' || first === '-h' || first === 'help';
	const name = isHelp ? rest[0] : first;
	if (name === undefined) {
		io.stdout.write(formatOverview(program));
		return EXIT.fine;
	}
	const command = program.commands.find((candidate) => candidate.name === name);
	if (command === undefined) {
		io.stderr.write(describeUnknownCommand(name, program));
		return EXIT.unusable;
	}
	if (isHelp || hasHelpOption(rest)) {
		io.stdout.write(`${command.usage.trim()}\n`);
		return EXIT.fine;
	}
	return runCommand(command, rest, io);
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<number> {
	try {
		return await command.run(args, io);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		io.stderr.write(`drydock ${command.name}: ${escapeControlCharacters(error.message)}\n`);
		io.stderr.write(`\`drydock ${command.name} --help\` shows how it is called.\n`);
		return EXIT.unusable;
	}
}

/** Behind `--` everything is a value. */
function hasHelpOption(args: readonly string[]): boolean {
	const end = args.indexOf('--');
	return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function formatOverview({ commands, version }: Program): string {
	const width = Math.max(...commands.map(({ name }) => name.length));
	const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
	return `drydock ${version}: what production taught about Docker, as a linter and a knowledge base

Usage: drydock <command> [arguments]

${lines.join('\n')}

\`drydock <command> --help\` shows the options of a command.
Exit codes: 0 fine, 1 findings or problems, 2 wrong usage or something could not be read.
`;
}

function describeUnknownCommand(name: string, { commands }: Program): string {
	const names = commands.map((command) => command.name);
	const similar = listSimilarNames(name, names);
	const hint =
		similar.length > 0 ? `Did you mean \`${similar.join('` or `')}\`?` : `Commands: ${names.join(', ')}.`;
	return `drydock: there is no command \`${escapeControlCharacters(name)}\`. ${hint}\n`;
}
