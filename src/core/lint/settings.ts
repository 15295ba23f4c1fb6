import type { Severity } from '../finding.ts';

/** What `drydock.yaml` may change. */
export interface LintSettings {
	/** Rule -> severity, or `off`. */
	readonly rules: Readonly<Record<string, Severity | 'off'>>;
	/** Hosts that count as private registries beside those that look so by themselves. */
	readonly privateRegistries: readonly string[];
	/** The host part of every address: `https://docker.example.com/kb/`, with a slash at its end. */
	readonly site: string;
}

export const DEFAULT_SITE = 'https://drydock.example.com/';

export const DEFAULT_SETTINGS: LintSettings = { rules: {}, privateRegistries: [], site: DEFAULT_SITE };

/** The permanent address of a rule's page. */
export function buildRuleUrl(rule: string, { site }: LintSettings): string {
	return `${site}rules/${rule}/`;
}
