/** What one code of another linter or scanner means, and what answers to it here. */
export interface ToolCode {
	/** As the tool prints it: `DL3002`. */
	readonly code: string;
	/** What else it is called: `DS002` for `DS-0002`. */
	readonly names: readonly string[];
	/** One sentence. */
	readonly means: string;
	/** One sentence: how our rule differs, or why there is none. */
	readonly note?: string;
	/** Our rules that ask the same, by id. */
	readonly rules: readonly string[];
}

/** Another linter or scanner whose codes people know. */
export interface OtherTool {
	readonly id: string;
	readonly name: string;
	readonly says: string;
	/** Where its codes are listed, and the day they were read there. */
	readonly source: string;
	readonly read: string;
	readonly codes: readonly ToolCode[];
}

export interface FoundCode {
	readonly tool: OtherTool;
	readonly code: ToolCode;
}

/** Finds a code by any of its names, with or without its tool in front, without regard to case. */
export function findToolCode(name: string, tools: readonly OtherTool[]): FoundCode | undefined {
	const wanted = name.trim().toLowerCase();
	for (const tool of tools) {
		const code = tool.codes.find((one) =>
			listCodeNames(one).some((known) => [known, `${tool.id}:${known}`].includes(wanted)),
		);
		if (code) return { tool, code };
	}
	return undefined;
}

/** In lower case: the code, and what else it is called. */
export function listCodeNames({ code, names }: ToolCode): string[] {
	return [code, ...names].map((name) => name.toLowerCase());
}

/** Says of each code which rules have it among the aliases in the heads of their pages. */
export function joinRules(
	tools: readonly OtherTool[],
	aliasesByRule: Iterable<readonly [rule: string, aliases: readonly string[]]>,
): OtherTool[] {
	const rulesByAlias = new Map<string, string[]>();
	for (const [rule, aliases] of aliasesByRule) {
		for (const alias of aliases) rulesByAlias.set(alias, [...(rulesByAlias.get(alias) ?? []), rule]);
	}
	return tools.map((tool) => ({
		...tool,
		codes: tool.codes.map((code) => ({
			...code,
			rules: rulesByAlias.get(`${tool.id}:${code.code}`) ?? [],
		})),
	}));
}

/** The page that lists the codes of a tool, from the site's root. */
export function getToolPath(tool: string): string {
	return `/rules/from/${tool}/`;
}

/** Where a code stands on that page. */
export function getCodeFragment(code: string): string {
	return code.toLowerCase();
}

/** What other tools call a rule: the aliases in the head of its page, and those it has itself that are not among them. */
export function mergeAliases(own: readonly string[] = [], ofPage: readonly string[] = []): string[] {
	const codes = new Set(ofPage.map((alias) => alias.slice(alias.indexOf(':') + 1)));
	return [...own.filter((alias) => !codes.has(alias)), ...ofPage];
}
