import type { Severity } from '../finding.ts';

/** What `drydock.yaml` may change. */
export interface LintSettings {
	/** Rule -> severity, or `off`. */
	readonly rules: Readonly<Record<string, Severity | 'off'>>;
	/** Hosts that count as private registries beside those that look so by themselves. */
	readonly privateRegistries: readonly string[];
	/** Registries and repositories that images may come from; any where none is listed. */
	readonly allowedImages: readonly string[];
	/** Labels that every image must have. */
	readonly requiredLabels: readonly string[];
	/** The host part of every address: `https://docker.example.com/kb/`, with a slash at its end. */
	readonly site: string;
}

/** Set where the linter is packed: the address of the site that serves it. */
declare const DRYDOCK_SITE: string | undefined;

export const DEFAULT_SITE: string =
	typeof DRYDOCK_SITE === 'string' ? DRYDOCK_SITE : 'https://drydock.example.com/';

export const DEFAULT_SETTINGS: LintSettings = {
	rules: {},
	privateRegistries: [],
	allowedImages: [],
	requiredLabels: [],
	site: DEFAULT_SITE,
};

/** The permanent address of a rule's page. */
export function buildRuleUrl(rule: string, { site }: LintSettings): string {
	return `${site}rules/${rule}/`;
}
