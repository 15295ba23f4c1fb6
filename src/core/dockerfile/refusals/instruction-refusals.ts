import { readHeredocMark } from '../lines/heredocs.ts';
import type { Instruction, Word } from '../model.ts';
import type { BuildRefusal } from './build-refusal.ts';
import { checkFlags } from './flag-refusals.ts';

/** What BuildKit refuses in an instruction by itself: its name, its flags, how many arguments it has. */
export function checkInstruction(instruction: Instruction): readonly BuildRefusal[] {
	const misused = checkFlags(instruction);
	const { keyword } = instruction;
	const check = Object.hasOwn(CHECKS, keyword) ? CHECKS[keyword] : undefined;
	const message = check ? check(instruction) : `unknown instruction \`${keyword}\``;
	return message === undefined ? misused : [...misused, { message, span: instruction.keywordSpan }];
}

type Check = (instruction: Instruction) => string | undefined;

const acceptAny: Check = () => undefined;
const checkHasArguments: Check = ({ keyword, args }) =>
	args.length === 0 ? `${keyword} needs at least one argument` : undefined;
const checkOneArgument: Check = ({ keyword, args }) =>
	args.length === 1 ? undefined : `${keyword} needs exactly one argument`;

const CHECKS: Readonly<Record<string, Check | undefined>> = {
	ADD: checkCopy,
	ARG: checkPairs,
	CMD: acceptAny,
	COPY: checkCopy,
	ENTRYPOINT: acceptAny,
	ENV: checkPairs,
	EXPOSE: checkHasArguments,
	FROM: checkFromArguments,
	HEALTHCHECK: checkHealthcheck,
	LABEL: checkPairs,
	MAINTAINER: checkOneArgument,
	ONBUILD: checkOnbuild,
	RUN: acceptAny,
	SHELL: checkShell,
	STOPSIGNAL: checkOneArgument,
	USER: checkOneArgument,
	VOLUME: checkVolume,
	WORKDIR: checkOneArgument,
};

function checkCopy({ keyword, args }: Instruction): string | undefined {
	if (args.length < 2) return `${keyword} needs at least one source and a destination`;
	const mark = readHeredocMark(args.at(-1)?.text ?? '');
	return mark === undefined ? undefined : `${keyword} cannot write to a heredoc`;
}

function checkPairs({ keyword, args, pairs }: Instruction): string | undefined {
	if (args.length === 0) return `${keyword} needs at least one argument`;
	return pairs.some(({ key }) => key.text === '') ? `a name in ${keyword} is empty` : undefined;
}

function checkFromArguments({ args }: Instruction): string | undefined {
	const [, as, name] = args;
	if (args.length === 3 && as?.text.toLowerCase() === 'as') {
		if (isStageName(name)) return undefined;
		return `\`${name?.text}\` is no name for a stage: it begins with a letter and has letters, digits, \`-\`, \`_\`, \`.\` only`;
	}
	return args.length === 1 ? undefined : 'FROM takes an image, or an image, AS and a name';
}

function isStageName(name: Word | undefined): boolean {
	return /^[a-z][a-z0-9-_.]*$/.test(name?.text.toLowerCase() ?? '');
}

function checkHealthcheck({ args }: Instruction): string | undefined {
	const [type, ...command] = args;
	switch ((type?.text ?? '').toUpperCase()) {
		case '':
			return 'HEALTHCHECK needs at least one argument';
		case 'NONE':
			return command.length === 0 ? undefined : 'HEALTHCHECK NONE takes no arguments';
		case 'CMD':
			return command.length === 0 ? 'HEALTHCHECK CMD needs a command' : undefined;
		default:
			return `HEALTHCHECK takes CMD or NONE, not \`${type?.text}\``;
	}
}

function checkOnbuild({ args, trigger }: Instruction): string | undefined {
	if (args.length === 0) return 'ONBUILD needs an instruction';
	if (!trigger || trigger.keyword === 'ONBUILD') return 'ONBUILD cannot have another ONBUILD inside';
	const isForbidden = trigger.keyword === 'FROM' || trigger.keyword === 'MAINTAINER';
	return isForbidden ? `ONBUILD cannot have a ${trigger.keyword} inside` : undefined;
}

function checkShell({ args, isJson }: Instruction): string | undefined {
	if (args.length === 0) return 'SHELL needs at least one argument';
	return isJson ? undefined : 'SHELL takes its arguments in JSON form: ["…", "…"]';
}

function checkVolume(instruction: Instruction): string | undefined {
	const isEmpty = instruction.args.some(({ text }) => text.trim() === '');
	return checkHasArguments(instruction) ?? (isEmpty ? 'a path in VOLUME is empty' : undefined);
}
