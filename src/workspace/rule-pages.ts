import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RulePages } from '#core/report/rule-texts.ts';

/** What the pages in `content/rules/` say, by rule; empty where the folder is missing. */
export function readRulePages(contentFolder: string): RulePages {
	const folder = join(contentFolder, 'rules');
	if (!existsSync(folder)) return {};
	const names = readdirSync(folder).filter((name) => name.endsWith('.mdx'));
	return Object.fromEntries(
		names.sort().map((name) => [name.slice(0, -4), readPage(readFileSync(join(folder, name), 'utf8'))]),
	);
}

/** Splits a page into what stands in its head and its body. */
export function readPage(text: string): RulePages[string] {
	const head = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
	const page = head === null ? text : text.slice(head[0].length);
	const data: unknown = head?.[1] === undefined ? undefined : parse(head[1]);
	return { ...sentence(data, 'why'), ...sentence(data, 'instead'), page: page.trim() };
}

/** A field of the head as a one-entry object; empty where it is missing or no text. */
function sentence<Field extends string>(data: unknown, field: Field): { [Key in Field]?: string } {
	if (typeof data !== 'object' || data === null || !(field in data)) return {};
	const value = (data as Record<string, unknown>)[field];
	return typeof value === 'string' ? ({ [field]: value.trim() } as { [Key in Field]?: string }) : {};
}
