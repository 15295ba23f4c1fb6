import type { Finding, Severity } from '../finding.ts';
import type { LintSettings } from '../lint/settings.ts';

/** What the linter says of one file. */
export interface LintedFile {
	/** As shown to people: relative to where they stand, `/` between folders. */
	readonly path: string;
	/** The text the findings' spans count in. */
	readonly text: string;
	/** In the order they are shown. */
	readonly findings: readonly Finding[];
	/** In force for this file: the addresses of its findings start with its `site`. */
	readonly settings: LintSettings;
	/** What `--fix` has repaired in it. */
	readonly fixed: readonly Finding[];
}

export interface Totals {
	readonly files: number;
	readonly errors: number;
	readonly warnings: number;
	readonly infos: number;
}

/** Counts files and findings. */
export function countTotals(files: readonly LintedFile[]): Totals {
	const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
	for (const { findings } of files) for (const { severity } of findings) counts[severity]++;
	return { files: files.length, errors: counts.error, warnings: counts.warning, infos: counts.info };
}

/** True where only `--fix=all` repairs it: the repair may change more than the rule announces. */
export function isOffered({ fix }: Finding): boolean {
	return fix?.kind === 'offered';
}

/** True where `--fix` can repair it. */
export function isFixable({ fix }: Finding): boolean {
	return fix?.kind === 'safe';
}
