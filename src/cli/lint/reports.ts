import { parseChoice, readOptionOrder } from '../arguments.ts';
import { UsageError } from '../command.ts';
import { FORMATS, type Format } from './formats.ts';

/** One report to make: its form, and the file it goes to; standard output where there is none. */
export interface ReportTarget {
	readonly format: Format;
	readonly output?: string | undefined;
}

/**
 * `--format` and `--output` in pairs, in the order they are given: an output belongs to the format before it, or to the next
 * one where none is waiting. Only one report can go to standard output.
 */
export function readReportTargets(args: readonly string[]): readonly ReportTarget[] {
	const targets: { format: Format; output?: string | undefined }[] = [];
	let waiting: string | undefined;
	for (const { name, value } of readOptionOrder(args, ['format', 'output'])) {
		const last = targets.at(-1);
		if (name === 'format') {
			targets.push({ format: parseChoice('--format', value, FORMATS), output: waiting });
			waiting = undefined;
		} else if (value === '') throw new UsageError('--output needs the name of a file.');
		else if (last && last.output === undefined) last.output = value;
		else if (waiting === undefined) waiting = value;
		else throw new UsageError(`--output \`${waiting}\` has no --format of its own.`);
	}
	if (waiting !== undefined) targets.push({ format: 'text', output: waiting });
	if (targets.length === 0) targets.push({ format: 'text' });
	const open = targets.filter(({ output }) => output === undefined || output === '-');
	if (open.length > 1)
		throw new UsageError(
			`only one report can go to standard output; give ${open
				.slice(1)
				.map(({ format }) => `\`--format ${format}\``)
				.join(', ')} an --output.`,
		);
	return targets.map(({ format, output }) => (output === '-' ? { format } : { format, output }));
}
