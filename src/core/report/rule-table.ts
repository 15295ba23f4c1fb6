import type { Severity } from '../finding.ts';
import type { LintedFile } from './lint-report.ts';
import type { Paint } from './paint.ts';

/** How often each rule reports something, and in how many files; the most frequent first. Empty for no findings. */
export function formatRuleTable(files: readonly LintedFile[], paint: Paint): string {
	const counts = [...countByRule(files)].sort(
		([a, one], [b, other]) => other.findings - one.findings || (a < b ? -1 : 1),
	);
	if (counts.length === 0) return '';
	const rows = counts.map(([rule, { findings, files: inFiles, severity }]) => ({
		cells: [rule, String(findings), String(inFiles.size)],
		mark: paint[severity],
	}));
	const head = ['rule', 'findings', 'files'];
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
	);
	const align = (cells: readonly string[]) =>
		cells.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
		);
	const lines = rows.map(({ cells, mark }) => {
		const [rule = '', ...numbers] = align(cells);
		return [mark(rule), ...numbers].join('  ');
	});
	return `${[paint.quiet(align(head).join('  ')), ...lines].join('\n')}\n`;
}

interface RuleCount {
	findings: number;
	readonly files: Set<string>;
	readonly severity: Severity;
}

function countByRule(files: readonly LintedFile[]): Map<string, RuleCount> {
	const counts = new Map<string, RuleCount>();
	for (const { path, findings } of files) {
		for (const { rule, severity } of findings) {
			const count = counts.get(rule) ?? { findings: 0, files: new Set<string>(), severity };
			count.findings++;
			count.files.add(path);
			counts.set(rule, count);
		}
	}
	return counts;
}
