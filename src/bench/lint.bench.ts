import { createRequire } from 'node:module';
import { validate } from 'dockerfile-utils';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { lint } from '#core/lint/lint.ts';
import { buildCheckRules } from '#core/rules/build-checks/rules.ts';
import { generateRealisticDockerfiles, generateSizedDockerfile } from './generated-dockerfiles.ts';
import { formatColumns, measureMedianSeconds, measureMediansInTurns } from './measure.ts';

type Work = (text: string) => void;

/** Its package has no types: a function of the folder that may hold its settings, and the text. */
const dockerfilelint: { run(folder: string, text: string): unknown } = createRequire(import.meta.url)(
	'dockerfilelint',
);

const OURS: Readonly<Record<string, Work>> = {
	'drydock: parse': (text) => void parseDockerfile(text),
	'drydock: parse + build checks': (text) =>
		void lint({ path: 'Dockerfile', text }, { rules: buildCheckRules }),
	'drydock: parse + all rules': (text) => void lint({ path: 'Dockerfile', text }),
};
/** What the others are compared with. */
const YARDSTICK = 'dockerfile-utils: validate';
const OTHERS: Readonly<Record<string, Work>> = {
	[YARDSTICK]: (text) => void validate(text),
	dockerfilelint: (text) => void dockerfilelint.run('/nonexistent', text),
};

/** As many as in the measurement that the goals come from. */
const FILES = 3000;
const ROUNDS = { uncounted: 3, counted: 7 };
const SIZES = [1, 4, 16, 64, 256, 1024].map((kilobytes) => kilobytes * 1024);
/** A size is left out where the one before took longer than this. */
const LONGEST_SECONDS = 3;

export interface LintBench {
	readonly corpus: { readonly files: number; readonly bytes: number; readonly rounds: number };
	readonly throughput: readonly {
		readonly name: string;
		readonly filesPerSecond: number;
		readonly megabytesPerSecond: number;
		/** How many times as fast as `dockerfile-utils`. */
		readonly ratio: number;
	}[];
	/** Milliseconds by size in bytes. */
	readonly growth: readonly {
		readonly name: string;
		readonly milliseconds: Readonly<Record<string, number>>;
	}[];
}

/** How fast the linter is on generated Dockerfiles, beside two other linters, and how its time grows with a file's length. */
export function run(): LintBench {
	const files = generateRealisticDockerfiles(FILES);
	const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file), 0);
	const everyone = Object.entries({ ...OURS, ...OTHERS });

	const times = measureMediansInTurns(
		ROUNDS,
		everyone.map(
			([, work]) =>
				() =>
					files.forEach(work),
		),
	);
	const yardstick = times[everyone.findIndex(([name]) => name === YARDSTICK)] ?? Number.NaN;
	const throughput = everyone.map(([name], index) => {
		const seconds = times[index] ?? Number.NaN;
		return {
			name,
			filesPerSecond: files.length / seconds,
			megabytesPerSecond: bytes / 1e6 / seconds,
			ratio: yardstick / seconds,
		};
	});
	console.log(
		`\n${files.length} generated Dockerfiles, ${(bytes / files.length / 1000).toFixed(1)} KB on average, median of ${ROUNDS.counted} rounds in which all take turns, per second of one core\n`,
	);
	console.log(
		formatColumns(
			['', 'files/s', 'MB/s', `x ${YARDSTICK}`],
			throughput.map((row) => [
				row.name,
				row.filesPerSecond.toFixed(0),
				row.megabytesPerSecond.toFixed(1),
				row.ratio.toFixed(1),
			]),
		),
	);

	const growth = everyone.map(([name, work]) => ({ name, milliseconds: measureTimesBySize(work) }));
	console.log('\nOne file of growing length, milliseconds of one core\n');
	console.log(
		formatColumns(
			['', ...SIZES.map((size) => `${size / 1024} KB`)],
			growth.map((row) => [row.name, ...SIZES.map((size) => row.milliseconds[size]?.toFixed(1) ?? '–')]),
		),
	);
	console.log();
	return { corpus: { files: files.length, bytes, rounds: ROUNDS.counted }, throughput, growth };
}

function measureTimesBySize(work: Work): Record<string, number> {
	const times: Record<string, number> = {};
	for (const size of SIZES) {
		const text = generateSizedDockerfile(size);
		const seconds = measureMedianSeconds(3, () => work(text));
		times[size] = seconds * 1000;
		if (seconds > LONGEST_SECONDS) break;
	}
	return times;
}
