import { parseConfiguration } from '#workspace/config-file.ts';

/** What stands behind a fence's language: `wrong findings="git-in-image:2" file="compose.yaml" set="a"`. */
export interface FenceMeta {
	readonly verdict?: 'wrong' | 'right';
	readonly file?: string;
	/** Blocks with the same verdict and set lie in one folder. */
	readonly set?: string;
	/** What `drydock.yaml` says beside the block. */
	readonly settings?: string;
	/** In the order they are written. */
	readonly findings: readonly { readonly rule: string; readonly line: number }[];
	/** Words that are none of these: a misspelt one would switch the check off. */
	readonly unknown: readonly { readonly text: string; readonly index: number }[];
}

/** Reads every word of it, and gives back those that mean nothing. */
export function readFenceMeta(meta: string): FenceMeta {
	const unknown: { text: string; index: number }[] = [];
	const findings: { rule: string; line: number }[] = [];
	const texts: { verdict?: 'wrong' | 'right'; file?: string; set?: string; settings?: string } = {};
	for (const { 0: text, index } of meta.matchAll(/[^\s="]+="[^"]*"|\S+/g)) {
		const [, name, value = ''] = /^([a-z]+)="([^"]*)"$/.exec(text) ?? [];
		if ((text === 'wrong' || text === 'right') && texts.verdict === undefined) texts.verdict = text;
		else if (name === 'file' && value !== '') texts.file = value;
		else if (name === 'set' && value !== '') texts.set = value;
		else if (name === 'settings' && areSettings(value)) texts.settings = value;
		else if (name === 'findings' && /^([a-z-]+:\d+(\s+|$))+$/.test(value)) {
			for (const declaration of value.trim().split(/\s+/)) {
				const [rule = '', line = ''] = declaration.split(':');
				findings.push({ rule, line: Number(line) });
			}
		} else unknown.push({ text, index });
	}
	return { ...texts, findings, unknown };
}

function areSettings(text: string): boolean {
	return text !== '' && parseConfiguration(text, 'drydock.yaml').configuration !== undefined;
}
