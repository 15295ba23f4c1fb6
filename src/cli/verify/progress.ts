import { Listr } from 'listr2';
import type { Outcome, VerifyProgress } from '#engine/verify.ts';
import type { Example } from '#examples/example.ts';
import type { Io } from '../io.ts';

export interface ShownProgress extends VerifyProgress {
	/** Call when the work is over, however it ended: the list is left standing as it is. */
	end(): Promise<void>;
}

/** A live list on a terminal, and plain lines everywhere else: in CI, in a file, for a screen reader. */
export function createProgress(examples: readonly Example[], { stderr, env }: Io): ShownProgress {
	const isLive = stderr.isTerminal && env['TERM'] !== 'dumb' && env['CI'] === undefined;
	return isLive
		? createLiveProgress(examples)
		: createPlainProgress(examples.length, (line) => stderr.write(`${line}\n`));
}

/** One line for each thing that begins; the steps of a build are left out, its end is not. */
function createPlainProgress(total: number, say: (line: string) => void): ShownProgress {
	let finished = 0;
	return {
		started: ({ id }) => say(`${id}: started`),
		step(example, where, text) {
			if (!text.startsWith('['))
				say(`${[example?.id, where].filter(Boolean).join(' ')}${example ? ': ' : ''}${text}`);
		},
		finished(outcome) {
			finished += 1;
			say(`${outcome.example.id}: ${describeOutcome(outcome)} (${finished} of ${total})`);
		},
		end: async () => undefined,
	};
}

interface Row {
	readonly settle: (outcome: Outcome | undefined) => void;
	readonly settled: Promise<Outcome | undefined>;
	show: (text: string) => void;
}

function createLiveProgress(examples: readonly Example[]): ShownProgress {
	const rows = new Map(examples.map(({ id }): [string, Row] => [id, createRow()]));
	const list = new Listr(
		examples.map(({ id }) => ({
			title: id,
			task: async (_context, task) => {
				const row = rows.get(id);
				if (row === undefined) return;
				row.show = (text) => {
					task.output = text;
				};
				const outcome = await row.settled;
				if (outcome === undefined) return task.skip(`${id}: not run`);
				task.title = `${id}: ${describeOutcome(outcome)}`;
				if (outcome.problems.length > 0) throw new Error(task.title);
			},
		})),
		{
			concurrent: true,
			exitOnError: false,
			registerSignalListeners: false,
			rendererOptions: { collapseErrors: true, showErrorMessage: false },
		},
	);
	const runningList = list.run();
	return {
		started: ({ id }) => rows.get(id)?.show('started'),
		step(example, where, text) {
			const line = where === '' ? text : `${where}: ${text}`;
			if (example !== undefined) rows.get(example.id)?.show(line);
			else for (const row of rows.values()) row.show(line);
		},
		finished: (outcome) => rows.get(outcome.example.id)?.settle(outcome),
		async end() {
			for (const row of rows.values()) row.settle(undefined);
			await runningList;
		},
	};
}

function createRow(): Row {
	let resolveRow: Row['settle'] = () => {};
	const settled = new Promise<Outcome | undefined>((resolve) => {
		resolveRow = resolve;
	});
	return { settle: resolveRow, settled, show: () => {} };
}

function describeOutcome({ problems, run, seconds }: Outcome): string {
	const time = `in ${Math.round(seconds)} s`;
	if (problems.length === 0) return `${run?.claims.length ?? 0} claims hold, ${time}`;
	return `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}, ${time}`;
}
