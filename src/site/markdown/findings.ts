import type { Finding } from '#core/finding.ts';
import { getRulePath, resolveFullAddress } from '../data/links/addresses.ts';
import { formatList } from './text.ts';

/** What the linter says of the code above, one finding an item. */
export function renderFindingList(findings: readonly Finding[]): string | undefined {
	if (findings.length === 0) return undefined;
	return formatList(
		findings.map(
			({ range, severity, message, rule }) =>
				`Line ${range.start.line}, ${severity}: ${message} [${rule}](${resolveFullAddress(getRulePath(rule))})`,
		),
	);
}
