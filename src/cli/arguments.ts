import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './command.ts';

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
	typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>
>;

/** Splits arguments into options and the rest. An unknown option or a missing value is a `UsageError`. */
export function parseArguments<const Options extends ParseArgsOptionsConfig>(
	args: readonly string[],
	options: Options,
): Parsed<Options> {
	try {
		return parseArgs({
			args: [...args],
			options,
			allowPositionals: true,
			strict: true,
		} satisfies ParseArgsConfig);
	} catch (error) {
		if (error instanceof TypeError)
			throw new UsageError(extractFirstSentence(error.message), { cause: error });
		throw error;
	}
}

/** The values of some options in the order they are given. Call it only with arguments that `parseArguments` has accepted. */
export function readOptionOrder(
	args: readonly string[],
	names: readonly string[],
): { readonly name: string; readonly value: string }[] {
	const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
	const { tokens } = parseArgs({
		args: [...args],
		options,
		allowPositionals: true,
		strict: false,
		tokens: true,
	});
	return tokens.flatMap((token) =>
		token.kind === 'option' && names.includes(token.name)
			? [{ name: token.name, value: token.value ?? '' }]
			: [],
	);
}

/** One of the values an option may have, or a `UsageError` that lists them. */
export function parseChoice<const Choice extends string>(
	option: string,
	value: string,
	choices: readonly Choice[],
): Choice {
	const matchedChoice = choices.find((choice) => choice === value);
	if (matchedChoice === undefined) {
		throw new UsageError(`${option} cannot be \`${value}\`. Use one of: ${choices.join(', ')}.`);
	}
	return matchedChoice;
}

/** Node's messages go on to explain how to pass such an argument as a file; that is rarely what was meant. */
function extractFirstSentence(message: string): string {
	const end = message.indexOf('. ');
	return end === -1 ? message : message.slice(0, end + 1);
}
