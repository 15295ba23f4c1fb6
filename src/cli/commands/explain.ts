import { buildRuleUrl, type LintSettings } from '#core/lint/settings.ts';
import {
	type FoundCode,
	findToolCode,
	getCodeFragment,
	getToolPath,
	mergeAliases,
	type OtherTool,
} from '#core/other-tools.ts';
import { formatProblems } from '#core/report/problems.ts';
import { getRuleText } from '#core/report/rule-texts.ts';
import { escapeControlCharacters, wrap } from '#core/report/visible-text.ts';
import { findRule, rules } from '#core/rules/all-rules.ts';
import type { Rule } from '#core/rules/rule.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { RULE_TOPICS } from '#core/topics.ts';
import { createConfigurationFinder } from '#workspace/config-file.ts';
import { parseArguments } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { formatMarkdownText } from '../explain/markdown-text.ts';
import { choosePaint, type Io } from '../io.ts';
import type { LinterCopy } from '../lint/formats.ts';
import { readEnvironmentSite } from '../site-option.ts';

const USAGE = `
Usage: drydock explain [rule or code]

Prints the page of a rule: why it exists, what is wrong, what is right, when not to follow it.
Codes of other tools are understood as well: \`drydock explain DL3002\`, \`CKV_DOCKER_3\`, \`SC2086\`.
Without a rule it lists them all.
`;

const WIDEST = 92;

export function createExplainCommand(linter: LinterCopy): Command {
	return {
		name: 'explain',
		summary: "Print a rule's page: why, wrong, right, and when not to follow it",
		usage: USAGE,
		run: async (args, io) => runExplain(args, linter, io),
	};
}

function runExplain(args: readonly string[], linter: LinterCopy, io: Io): number {
	const { positionals } = parseArguments(args, {});
	const [name, another] = positionals;
	if (another !== undefined) throw new UsageError('One rule at a time.');
	if (name === undefined) {
		io.stdout.write(formatRuleList(io));
		return EXIT.fine;
	}
	const tools = linter.otherTools();
	const codeMatch = findToolCode(name, tools);
	const [answer = name, ...others] = codeMatch?.code.rules ?? [];
	const rule = findRule(answer);
	if (rule === undefined && codeMatch === undefined) {
		io.stderr.write(describeUnknownRule(name, tools));
		return EXIT.unusable;
	}
	const settings = loadSettings(io);
	if (settings === undefined) return EXIT.unusable;
	if (rule !== undefined) io.stdout.write(formatRulePage(rule, others, linter, settings, io));
	else if (codeMatch !== undefined) io.stdout.write(formatCodeWithoutRule(codeMatch, settings, io));
	return EXIT.fine;
}

/** A code of another tool to which no rule of ours answers. */
function formatCodeWithoutRule({ tool, code }: FoundCode, { site }: LintSettings, io: Io): string {
	const paint = choosePaint(io.stdout, io.env);
	const width = Math.min(io.stdout.columns ?? WIDEST, WIDEST);
	const address = `${site}${getToolPath(tool.id).slice(1)}#${getCodeFragment(code.code)}`;
	const body = `${code.means}\n\nDrydock has no rule for it. ${code.note ?? ''}`;
	const head = `${paint.strong(code.code)}  ${tool.name}  ${paint.address(address)}`;
	return `${head}\n\n${formatMarkdownText(body, { width, paint, site })}`;
}

/** The site to link to, from the environment or the configuration that is in force here. */
function loadSettings(io: Io): LintSettings | undefined {
	const { configuration, problems } = createConfigurationFinder((path) => path)(io.cwd);
	if (configuration === undefined) {
		io.stderr.write(formatProblems(problems, choosePaint(io.stderr, io.env)));
		return undefined;
	}
	const site = readEnvironmentSite(io);
	return site === undefined ? configuration.settings : { ...configuration.settings, site };
}

function formatRulePage(
	rule: Rule,
	others: readonly string[],
	linter: LinterCopy,
	settings: LintSettings,
	io: Io,
): string {
	const paint = choosePaint(io.stdout, io.env);
	const width = Math.min(io.stdout.columns ?? WIDEST, WIDEST);
	const text = getRuleText(rule.id, linter.ruleTexts());
	const { summary, why, instead, page } = text;
	const { id, severity } = rule;
	const aliases = mergeAliases(rule.aliases, text.aliases);
	const aliasSentence = aliases.length > 0 ? ` Also known as ${aliases.join(', ')}.` : '';
	const otherSentence = others.length > 0 ? ` See also ${others.join(', ')}.` : '';
	const head = [
		`${paint.strong(id)}  ${paint[severity](severity)}  ${paint.address(buildRuleUrl(id, settings))}`,
		...wrap(`${summary}.${aliasSentence}${otherSentence}`, width),
	].join('\n');
	const sentences = [why, instead && `**Instead:** ${instead}`].filter((text) => text !== undefined);
	const body = [...sentences, page ?? ''].filter((text) => text !== '').join('\n\n');
	return `${head}\n\n${formatMarkdownText(body, { width, paint, site: settings.site })}`;
}

function formatRuleList(io: Io): string {
	const paint = choosePaint(io.stdout, io.env);
	const width = Math.max(...rules.map(({ id }) => id.length));
	const sections = RULE_TOPICS.map(({ id: topic }) => {
		const listed = rules.filter((rule) => rule.topic === topic);
		const rows = listed.map(
			({ id, severity, summary }) =>
				`  ${id.padEnd(width)}  ${paint[severity](severity.padEnd(7))}  ${summary}`,
		);
		return [paint.strong(topic), ...rows].join('\n');
	});
	return `${sections.join('\n\n')}\n\n\`drydock explain <rule>\` prints the page of a rule.\n`;
}

function describeUnknownRule(name: string, tools: readonly OtherTool[]): string {
	const codes = tools.flatMap((tool) => tool.codes.flatMap((code) => [code.code, ...code.names]));
	const names = new Set([...rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]), ...codes]);
	const similar = listSimilarNames(name.replace(/^[a-z]+:/i, ''), [...names]);
	const hint =
		similar.length > 0 ? `Did you mean \`${similar.join('` or `')}\`?` : '`drydock explain` lists all rules.';
	return `drydock explain: there is no rule and no code \`${escapeControlCharacters(name)}\`. ${hint}\n`;
}
