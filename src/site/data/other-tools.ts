import {
	getCodeFragment,
	getToolPath,
	listCodeNames,
	type OtherTool,
	type ToolCode,
} from '#core/other-tools.ts';
import { getSiteContent } from './content/content.ts';

/** The other linters whose codes are known here, by name. */
export function listOtherTools(): readonly OtherTool[] {
	return [...getSiteContent().otherTools].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The tool of an address. */
export function getOtherTool(id: string): OtherTool {
	const tool = getSiteContent().otherTools.find((one) => one.id === id);
	if (tool === undefined) throw new Error(`There is no other tool "${id}".`);
	return tool;
}

/** One line: what the page of a tool shows. */
export function describeToolPage({ name }: OtherTool): string {
	return `What the codes of ${name} mean, and which rule here asks the same.`;
}

/** The address of a code's row. */
export function getCodePath(tool: OtherTool, { code }: ToolCode): string {
	return `${getToolPath(tool.id)}#${getCodeFragment(code)}`;
}

/** A code by which a rule is known elsewhere, as its page shows it. */
export interface RuleCode {
	readonly text: string;
	readonly path: string;
	/** All that people may type for it. */
	readonly names: readonly string[];
}

/** What other tools call a rule, each with its row; a query of KICS by its title, since its id says nothing. */
export function listRuleCodes(
	rule: string,
): readonly { readonly tool: OtherTool; readonly codes: RuleCode[] }[] {
	return listOtherTools()
		.map((tool) => ({
			tool,
			codes: tool.codes
				.filter(({ rules }) => rules.includes(rule))
				.map((code) => ({
					text: nameCode(code),
					path: getCodePath(tool, code),
					names: listSearchedNames(tool, code),
				})),
		}))
		.filter(({ codes }) => codes.length > 0);
}

/** A code as it is typed into a search: alone, or with its tool in front. */
export function listSearchedNames(tool: OtherTool, { code, names }: ToolCode): string[] {
	return [code, ...names].flatMap((name) => [name, `${tool.name} ${name}`]);
}

/** All names of a rule in lower case, for a filter: its own, and those that other tools have for it. */
export function listRuleNames(rule: string): string {
	const codes = listOtherTools().flatMap((tool) =>
		tool.codes
			.filter(({ rules }) => rules.includes(rule))
			.flatMap((code) => listCodeNames(code).map((name) => `${tool.id}:${name}`)),
	);
	return [rule, ...codes].join(' ');
}

/** How people speak of a code: an id of 36 letters by its title. */
export function nameCode({ code, names }: ToolCode): string {
	return isOpaque(code) ? (names[0] ?? code) : code;
}

function isOpaque(code: string): boolean {
	return /^[0-9a-f]{8}-/.test(code);
}
