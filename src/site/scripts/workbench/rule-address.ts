/** The address of a rule as this page links to it. */
export function resolveRuleAddress(rule: string): string {
	return `${document.documentElement.dataset['base'] ?? '/'}rules/${rule}/`;
}
