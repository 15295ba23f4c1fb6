import { z } from 'zod';
import { omitUndefined } from '#core/omit-undefined.ts';
import { quoteWord } from '#core/shell/quote-word.ts';
import type { Session } from '#examples/evidence/evidence.ts';
import type { ProcessResult } from '../process.ts';
import { defineExperiment, type Tools } from './experiment.ts';

const settings = z
	.strictObject({
		id: z.string().describe('Names the session: `<Session id="…">`.'),
		run: z.array(z.string()).min(1).optional().describe('A command that is run in a container of the image.'),
		user: z.string().optional().describe('Whom the command runs as, where not as the user of the image.'),
		history: z.boolean().optional().describe('Shows what `docker history` says of the image.'),
	})
	.refine((given) => (given.run === undefined) !== (given.history === undefined), 'give `run` or `history`');

const LONGEST = 40;

/** Runs a command that a reader could run, and keeps what it prints. */
export const show = defineExperiment({
	name: 'show',
	summary: 'Keeps a command and its output, to be shown in a lesson.',
	settings,
	measures: { 'exit-code': { unit: 'count', says: 'The exit code of the command.' } },
	async run({ displayName }, { id, run = [], user, history = false }, tools) {
		const { image } = await tools.image();
		if (history) {
			const output = await formatOwnHistory(tools);
			const command = `docker history --no-trunc --format '{{.CreatedBy}}' ${displayName}`;
			return {
				measurements: { 'exit-code': { value: 0 } },
				sessions: [{ id, command, output, exitCode: 0 }],
			};
		}
		const [entrypoint = '', ...rest] = run;
		const result = await tools.engine.runOnce({
			image,
			name: 'show',
			entrypoint,
			command: rest,
			hosts: tools.hosts,
			...omitUndefined({ user }),
		});
		const flags = ['--rm', ...(user === undefined ? [] : [`--user=${user}`])];
		const session = createSession(id, ['docker', 'run', ...flags, displayName, ...run], result);
		return { measurements: { 'exit-code': { value: result.exitCode } }, sessions: [session] };
	},
});

/** Newest first, as `docker history` prints it; what the base brings along is counted, not shown. */
async function formatOwnHistory(tools: Tools): Promise<string> {
	const { history } = await tools.archive();
	const ofBase = Math.max(
		0,
		...(await tools.bases())
			.filter((base) => base.history.every((step, index) => history[index] === step))
			.map((base) => base.history.length),
	);
	const own = history.slice(ofBase).toReversed();
	return [...own, ...(ofBase === 0 ? [] : [`… ${ofBase} lines of the base image left out …`])].join('\n');
}

function createSession(
	id: string,
	command: readonly string[],
	{ stdout, stderr, exitCode }: ProcessResult,
): Session {
	return { id, command: command.map(quoteWord).join(' '), output: shortenOutput(stdout + stderr), exitCode };
}

/** Long output loses its middle, and says so. */
export function shortenOutput(output: string): string {
	const lines = output.trimEnd().split('\n');
	if (lines.length <= LONGEST) return lines.join('\n');
	const half = LONGEST / 2;
	return [
		...lines.slice(0, half),
		`… ${lines.length - LONGEST} lines left out …`,
		...lines.slice(-half),
	].join('\n');
}
