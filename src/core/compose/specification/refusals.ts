import type { YamlError, YamlMap } from '../../source/yaml.ts';
import { hasFirstFormat } from '../service-sources.ts';
import { checkParts } from './check-parts.ts';
import { checkReferences } from './check-references.ts';
import { checkSchema } from './check-schema.ts';
import { checkValues } from './check-values.ts';

/** Why `docker compose config` refuses a file that is YAML: each thing it says of it, and more of them than the first. */
export function collectComposeRefusals(root: YamlMap, isWhole: boolean): YamlError[] {
	if (root.entries.length === 0) return [{ message: 'The compose file is empty.', span: root.span }];
	if (hasFirstFormat(root)) return [makeFormatError(root)];
	for (const check of [checkSchema, checkValues, checkParts, ...(isWhole ? [checkReferences] : [])]) {
		const faults = check(root);
		// As Compose does: what is of the wrong form is read no further.
		if (faults.length > 0) return faults;
	}
	return [];
}

function makeFormatError({ entries, span }: YamlMap): YamlError {
	const message =
		'Compose refuses this form of before 2016. Indent all services, and put them below `services:`.';
	return { message, span: entries[0]?.key.span ?? span };
}
