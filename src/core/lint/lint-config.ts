import type { ConfigKind } from '../config/model.ts';
import { parseConfig } from '../config/parse.ts';
import type { Finding } from '../finding.ts';
import { type LintOptions, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { parseTomlSuppressions } from './suppressions/toml.ts';
import { parseYamlSuppressions } from './suppressions/yaml.ts';

/** JSON has no comments, so nothing in `daemon.json` can be suppressed in place. */
const suppressionsOf = {
	daemon: () => [],
	buildkitd: parseTomlSuppressions,
	registry: parseYamlSuppressions,
};

/** What the rules say about a configuration file of the daemon, of BuildKit or of a registry. */
export function lintConfig(kind: ConfigKind, text: string, options: LintOptions = {}): Finding[] {
	const { config, errors } = parseConfig(kind, text);
	const settings = options.settings ?? DEFAULT_SETTINGS;
	const file = { text, errors, suppressions: suppressionsOf[kind](text) };
	return runRules({ ...file, check: (rule, report) => rule.config?.({ config, settings, report }) }, options);
}
