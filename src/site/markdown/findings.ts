import type { Finding } from '#core/finding.ts';
import { fullAddress, rulePath } from '../data/addresses.ts';
import { list } from './text.ts';

/** What the linter says of the code above, one finding an item. */
export function findingList(findings: readonly Finding[]): string | undefined {
	if (findings.length === 0) return undefined;
	return list(
		findings.map(
			({ range, severity, message, rule }) =>
				`Line ${range.start.line}, ${severity}: ${message} [${rule}](${fullAddress(rulePath(rule))})`,
		),
	);
}
