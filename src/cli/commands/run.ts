import { connectDocker } from '#engine/docker/docker-engine.ts';
import { EngineFailure, RunStopped } from '#engine/failure.ts';
import { showSide } from '#engine/show/show-side.ts';
import type { Content } from '#examples/content.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import { selectExamples } from '../verify/selection.ts';

const USAGE = `
Usage: drydock run <example> [before|after] [--once] [--trust]

Builds one side of an example and runs it. Each command is printed before it runs, so that you can copy it.
What the example needs beside it (a git server, a private server) is started first.
Ctrl-C ends it and removes the container, the image and the services.

  --once    ends after the application has answered
  --trust   runs it also where it declares to need more than the limits allow

Example: drydock run copy-not-clone before
`;

export function createRunCommand(
	content: (io: Io) => Content,
	connect: typeof connectDocker = connectDocker,
): Command {
	return {
		name: 'run',
		summary: 'Build and run one side of an example in front of you, every command shown',
		usage: USAGE,
		run: (args, io) => runInFront(args, io, content, connect),
	};
}

async function runInFront(
	args: readonly string[],
	io: Io,
	content: (io: Io) => Content,
	connect: typeof connectDocker,
): Promise<number> {
	const { values, positionals } = parseArguments(args, {
		once: { type: 'boolean', default: false },
		trust: { type: 'boolean', default: false },
	});
	const [name, sideName = 'before', extra] = positionals;
	if (name === undefined) throw new UsageError('Name the example: `drydock run copy-not-clone`.');
	if (extra !== undefined) throw new UsageError('One example and one side at a time.');
	const side: Side = parseChoice('the side', sideName, SIDES);
	const [example] = selectExamples(content(io), { names: [name], onlyStale: false });
	if (example === undefined) return EXIT.unusable;

	const signal = io.interrupted;
	const say = (line: string) => io.stdout.write(`${line}\n`);
	try {
		const engine = await connect({ signal });
		await engine.cleanUpAfterDeadRuns();
		try {
			const failed = await showSide(example, side, {
				engine,
				signal,
				say,
				once: values.once,
				isTrusting: values.trust,
			});
			if (side === 'before' && failed === 0) say(`# The other side: drydock run ${name} after`);
			return failed === 0 ? EXIT.fine : EXIT.found;
		} finally {
			await engine.cleanUp();
		}
	} catch (error) {
		// Ctrl-C is how this command ends.
		if (error instanceof RunStopped) return EXIT.fine;
		if (!(error instanceof EngineFailure)) throw error;
		if (error.frame !== undefined) io.stderr.write(`${error.frame}\n`);
		io.stderr.write(`drydock run: ${error.message}\n${error.fix}\n`);
		return error.code === 'engine-missing' ? EXIT.unusable : EXIT.found;
	}
}
