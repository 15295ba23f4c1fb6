import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { StageGraph } from '../../dockerfile/stages.ts';
import type { Fix } from '../../finding.ts';
import { listLineage } from '../../image/runs.ts';
import { SHELL_BUILTINS } from '../../knowledge/programs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';
import { locateHead } from '../shared/place.ts';

/** In shell form the main process is `/bin/sh -c`, which does not pass signals on: `docker stop` waits ten seconds, then kills. */
export const shellFormStart = defineRule({
	id: 'shell-form-start',
	topic: 'deploy-times',
	severity: 'warning',
	summary: '`CMD` and `ENTRYPOINT` are written as JSON arrays',
	aliases: ['JSONArgsRecommended', 'DL3025'],
	fixes: 'safe',
	messages: {
		shell: 'A shell starts this, and may keep the stop signal. Write `{keyword} ["program", "argument"]`.',
		notJson: 'This is no JSON array, so a shell gets it. Write `{keyword} ["program", "argument"]`.',
	},
	dockerfile(context) {
		const { dockerfile, stages } = context;
		const withShell = new Set<Stage>();
		for (const stage of dockerfile.stages) {
			const parent = stages.parentOf(stage);
			const inherits = parent !== undefined && withShell.has(parent);
			if (inherits || hasShellInstruction(stage, context)) withShell.add(stage);
			if (!inherits) checkStage(stage, context);
		}
	},
});

type Messages = { readonly shell: string; readonly notJson: string };

/** BuildKit takes a `SHELL` for a sign that shell form is meant, in every stage built on it too. */
function hasShellInstruction(stage: Stage, { facts }: Pick<DockerfileContext, 'facts'>): boolean {
	return facts.listSteps(stage).some(({ instruction }) => instruction.keyword === 'SHELL');
}

function checkStage(stage: Stage, context: DockerfileContext<Messages>): void {
	const { facts, shell, stages, report } = context;
	let keywords: ReadonlySet<string> | undefined;
	for (const { instruction, place } of facts.listSteps(stage)) {
		const { keyword, isJson, body } = instruction;
		if (keyword === 'SHELL') return;
		if ((keyword !== 'CMD' && keyword !== 'ENTRYPOINT') || isJson) continue;
		const commands = shell(instruction);
		if (isExec(commands)) continue;
		const isList = /^\[\s*["'].*\]$/.test(body.text);
		const isOwn = place === instruction;
		keywords ??= collectKeywords(stage, stages);
		const fix = isOwn ? makeExecFormFix(instruction, commands, keywords, context) : undefined;
		report(isList ? 'notJson' : 'shell', locateHead(place), {
			values: { keyword },
			fix,
		});
	}
}

/** `exec …` and nothing else: what its own words are made with is over by then. */
function isExec(commands: readonly ShellCommand[]): boolean {
	const [command, another] = commands.filter(({ surroundings }) => !surroundings.isSubstituted);
	return command?.wrappers[0] === 'exec' && !another && !command.surroundings.isBackground;
}

/**
 * The exec form of one plain command, free of anything that a shell would have replaced. A `CMD` beside an `ENTRYPOINT` is
 * left alone: there the two forms hand over different arguments.
 */
function makeExecFormFix(
	instruction: Instruction,
	commands: readonly ShellCommand[],
	keywords: ReadonlySet<string>,
	{ dockerfile }: Pick<DockerfileContext, 'dockerfile'>,
): Fix | undefined {
	const { body, keyword, heredocs } = instruction;
	const other = keyword === 'CMD' ? 'ENTRYPOINT' : 'CMD';
	if (keywords.has(other)) return undefined;
	if (heredocs.length > 0) return undefined;
	const words = parseQuotedStrings(body.text) ?? listPlainWords(commands, dockerfile.text);
	if (!words) return undefined;
	const text = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
	return { title: 'Write it as a JSON array', kind: 'safe', edits: [{ span: body.span, text }] };
}

/** Those of a stage and of the stages it stands on. */
function collectKeywords(stage: Stage, graph: StageGraph): ReadonlySet<string> {
	return new Set(
		listLineage(stage, graph).flatMap(({ instructions }) => instructions.map(({ keyword }) => keyword)),
	);
}

/** `['node', 'server.js']`: meant as JSON. */
function parseQuotedStrings(text: string): string[] | undefined {
	if (!/^\[\s*'[^'"\\]*'(?:\s*,\s*'[^'"\\]*')*\s*\]$/.test(text)) return undefined;
	return [...text.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
}

function listPlainWords(commands: readonly ShellCommand[], source: string): string[] | undefined {
	const [command, another] = commands;
	if (!command || another || command.name === undefined || SHELL_BUILTINS.has(command.name)) return undefined;
	const { wrappers, redirects, assignments, args, nameSpan, span, surroundings } = command;
	if (surroundings.isBackground) return undefined;
	if (wrappers.length + redirects.length + assignments.length > 0 || nameSpan.start !== span.start)
		return undefined;
	const program = source.slice(nameSpan.start, nameSpan.end);
	if (!/^[\w./+-]+$/.test(program) || args.some(({ raw }) => /[*?[\]{}~$`\\\n&;|<>()#!]/.test(raw)))
		return undefined;
	const words = args.flatMap(({ text }) => text ?? []);
	return words.length === args.length ? [program, ...words] : undefined;
}
