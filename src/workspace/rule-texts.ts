import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { RuleTexts } from '#core/report/rule-texts.ts';
import { parseYaml, toPlainData } from '#core/source/yaml.ts';

const pageSources = z.object({ sources: z.array(z.object({ title: z.string(), url: z.string() })) });
const pageAliases = z.object({ aliases: z.array(z.string()) });

/**
 * What is known about every rule: our own pages, and over them those that a team keeps beside its lessons
 * (`DRYDOCK_CONTENT`, a path from `cwd`), with its notes on rules below the words of either.
 */
export function collectRuleTexts(project: string, team: string | undefined, cwd = project): RuleTexts {
	const ours = readRuleTexts(join(project, 'content'));
	if (team === undefined || team === '') return ours;
	const folder = resolve(cwd, team);
	return addNotes({ ...ours, ...readRuleTexts(folder) }, folder);
}

/** What the pages in `content/rules/` say, by rule; empty where the folder is missing. */
function readRuleTexts(contentFolder: string): RuleTexts {
	const pages = readPages(contentFolder).filter(([name]) => !name.endsWith(NOTE));
	return Object.fromEntries(pages.map(([name, text]) => [name, readPage(text)]));
}

/** What a team adds to the page of a rule: `<rule>.note.mdx`. */
const NOTE = '.note';

function addNotes(texts: RuleTexts, contentFolder: string): RuleTexts {
	const notes = readPages(contentFolder).filter(([name]) => name.endsWith(NOTE));
	const noted = notes.map(([name, text]): [string, RuleTexts[string]] => {
		const rule = name.slice(0, -NOTE.length);
		const { title = 'In our team', body } = readNote(text);
		const page = [texts[rule]?.page, `## ${title}`, body].filter((part) => part !== undefined).join('\n\n');
		return [rule, { ...texts[rule], page }];
	});
	return { ...texts, ...Object.fromEntries(noted) };
}

/** The name of each page without its ending, and its text. */
function readPages(contentFolder: string): [name: string, text: string][] {
	const folder = join(contentFolder, 'rules');
	if (!existsSync(folder)) return [];
	const names = readdirSync(folder).filter((name) => name.endsWith('.mdx'));
	return names
		.sort()
		.map((name) => [name.slice(0, -'.mdx'.length), readFileSync(join(folder, name), 'utf8')]);
}

function readNote(text: string): { readonly title?: string; readonly body: string } {
	const { data, body } = splitPage(text);
	return { ...pickSentence(data, 'title'), body };
}

/** Splits a page into what stands in its head and its body. */
export function readPage(text: string): RuleTexts[string] {
	const { data, body } = splitPage(text);
	return {
		...pickSentence(data, 'why'),
		...pickSentence(data, 'instead'),
		...pickAliases(data),
		page: [body, ...formatSources(data)].join('\n\n'),
	};
}

function splitPage(text: string): { readonly data: unknown; readonly body: string } {
	const head = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
	const [root] = parseYaml(head?.[1] ?? '').documents;
	return {
		data: root && toPlainData(root),
		body: (head === null ? text : text.slice(head[0].length)).trim(),
	};
}

/** The sources in the head, as a section of the page; none where the list is missing. */
function formatSources(data: unknown): string[] {
	const listed = pageSources.safeParse(data).data?.sources ?? [];
	if (listed.length === 0) return [];
	return [`## Sources\n\n${listed.map(({ title, url }) => `- [${title}](${url})`).join('\n')}`];
}

/** What other tools call the rule; empty where the head says nothing of it. */
function pickAliases(data: unknown): { aliases?: string[] } {
	return pageAliases.safeParse(data).data ?? {};
}

/** A field of the head as a one-entry object; empty where it is missing or no text. */
function pickSentence<Field extends string>(data: unknown, field: Field): { [Key in Field]?: string } {
	if (typeof data !== 'object' || data === null || !(field in data)) return {};
	const value = (data as Record<string, unknown>)[field];
	return typeof value === 'string' ? ({ [field]: value.trim() } as { [Key in Field]?: string }) : {};
}
