import type { Instruction, Stage } from '#core/dockerfile/model.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { buildInstructionScript, type ShellScript } from '#core/shell/script.ts';
import type { ShellDialect } from './shellcheck.ts';

/** What one `RUN` hands to a shell. */
export interface RunScript {
	readonly script: ShellScript;
	readonly dialect: ShellDialect;
}

/** The script of every `RUN` in shell form whose shell is one that ShellCheck knows. */
export function listRunScripts(text: string): RunScript[] {
	const { dockerfile, errors, facts } = parseDockerfile(text);
	if (errors.length > 0) return [];
	return dockerfile.stages.flatMap((stage) =>
		stage.instructions.flatMap((instruction) => {
			if (instruction.keyword !== 'RUN' || instruction.isJson) return [];
			const script = buildInstructionScript(instruction, dockerfile.text);
			const program = findInterpreter(script.text) ?? resolveShell(instruction, stage, facts.stages.parentOf);
			const dialect = DIALECTS[program.split('/').at(-1) ?? ''];
			return dialect === undefined ? [] : [{ script, dialect }];
		}),
	);
}

const DIALECTS: Readonly<Record<string, ShellDialect>> = {
	sh: 'sh',
	dash: 'sh',
	ash: 'busybox',
	bash: 'bash',
	ksh: 'ksh',
};

/** The program that a heredoc names in its first line: `#!/usr/bin/env bash`. */
function findInterpreter(script: string): string | undefined {
	const words = /^#!\s*(.*)/.exec(script)?.[1]?.trim().split(/\s+/);
	return words?.[0]?.endsWith('/env') ? words[1] : words?.[0];
}

/** The last `SHELL` of the stage before the instruction, or of the stages it comes from; `sh` where there is none. */
function resolveShell(
	instruction: Instruction,
	stage: Stage,
	parentOf: (stage: Stage) => Stage | undefined,
): string {
	for (let at: Stage | undefined = stage; at !== undefined; at = parentOf(at)) {
		const shell = at.instructions.findLast(
			({ keyword, span }) => keyword === 'SHELL' && span.start < instruction.span.start,
		);
		if (shell !== undefined) return shell.args[0]?.text ?? 'sh';
	}
	return 'sh';
}
