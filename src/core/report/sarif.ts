import type { Edit, Finding, Fix, Severity } from '../finding.ts';
import { findRule } from '../rules/registry.ts';
import { DEFAULT_SITE, ruleUrl, type Settings } from '../rules/settings.ts';
import { type LineIndex, lineIndex, type Range } from '../source/position.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { LintedFile } from './lint-report.ts';
import { maskedText } from './masked-text.ts';
import { type RulePages, ruleText } from './rule-texts.ts';
import { isBelowRoot, pathUri } from './uri.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * `--format sarif`: SARIF 2.1.0, one run. Editors follow `helpUri`; GitHub shows only `help.markdown`, so the why,
 * the fix and the link stand in there as well.
 */
export function sarifReport(files: readonly LintedFile[], version: string, pages: RulePages): string {
	const ruleIds = [...new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
	const settingsOf = new Map<string, Settings>();
	for (const { findings, settings } of files)
		for (const { rule } of findings) settingsOf.set(rule, settingsOf.get(rule) ?? settings);
	const site = files[0]?.settings.site ?? DEFAULT_SITE;

	const log = {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'Drydock',
						semanticVersion: version,
						version,
						informationUri: site,
						rules: ruleIds.map((id) => descriptor(id, settingsOf.get(id), pages)),
					},
				},
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: {
					'%SRCROOT%': { description: { text: 'The folder that the linter was started in.' } },
				},
				results: files.flatMap((file) => results(file, ruleIds)),
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(id: string, settings: Settings | undefined, pages: RulePages) {
	const { summary, why, instead } = ruleText(id, pages);
	const rule = findRule(id);
	const url = ruleUrl(id, settings ?? { rules: {}, privateRegistries: [], site: DEFAULT_SITE });
	const topic = rule?.topic ?? 'linter';
	const paragraphs = [`${summary}.`, why, instead && `Instead: ${instead}`].filter(
		(text) => text !== undefined,
	);
	return {
		id,
		name: id.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase()),
		shortDescription: { text: `${summary}.` },
		fullDescription: { text: shortened(why ?? `${summary}.`) },
		helpUri: url,
		help: {
			text: [...paragraphs, `Read more: ${url}`].join('\n\n'),
			markdown: [...paragraphs, `[Why, wrong, right, and when not to follow it: ${id}](${url})`].join('\n\n'),
		},
		defaultConfiguration: { level: LEVELS[rule?.severity ?? 'error'] },
		properties: {
			tags: ['docker', topic],
			precision: 'high',
			'problem.severity': problemSeverity(rule?.severity),
		},
	};
}

/** GitHub's word for a severity; it knows `recommendation` where we say info. */
function problemSeverity(severity: Severity = 'error'): string {
	return severity === 'info' ? 'recommendation' : severity;
}

/** GitHub refuses a full description of more than 1,024 characters. */
function shortened(text: string): string {
	return text.length <= 1024 ? text : `${text.slice(0, 1020).replace(/\s+\S*$/, '')} …`;
}

function results(file: LintedFile, ruleIds: readonly string[]) {
	const lines = lineIndex(file.text);
	const fingerprints = fingerprintsOf(file);
	const shown = maskedText(file);
	return file.findings.map((finding, index) => ({
		ruleId: finding.rule,
		ruleIndex: ruleIds.indexOf(finding.rule),
		level: LEVELS[finding.severity],
		message: { text: messageText(finding, file.settings) },
		locations: [physical(file.path, finding.range, snippetOf(shown, lines, finding.range))],
		...relatedLocations(finding, file.path),
		partialFingerprints: { 'drydock/v1': fingerprints[index] ?? '' },
		...(finding.fix === undefined ? {} : { fixes: [fixOf(finding.fix, file.path, lines)] }),
	}));
}

function messageText({ message, rule }: Finding, settings: Settings): string {
	return `${message} ${ruleUrl(rule, settings)}`;
}

function physical(path: string, range: Range, snippet?: string) {
	return {
		physicalLocation: {
			artifactLocation: location(path),
			region: { ...region(range), ...(snippet === undefined ? {} : { snippet: { text: snippet } }) },
		},
	};
}

function location(path: string) {
	return isBelowRoot(path) ? { uri: pathUri(path), uriBaseId: '%SRCROOT%' } : { uri: pathUri(path) };
}

function region({ start, end }: Range) {
	return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The words the region covers, where they stand on one line of ordinary length. */
function snippetOf(text: string, lines: LineIndex, { start, end }: Range): string | undefined {
	const snippet = text.slice(lines.offsetAt(start), lines.offsetAt(end));
	return snippet !== '' && snippet.length <= 200 && start.line === end.line ? snippet : undefined;
}

function relatedLocations({ related }: Finding, path: string) {
	if (related === undefined || related.length === 0) return {};
	return {
		relatedLocations: related.map(({ range, message }, id) => ({
			id,
			...physical(path, range),
			message: { text: message },
		})),
	};
}

function fixOf({ title, edits }: Fix, path: string, lines: LineIndex) {
	return {
		description: { text: title },
		artifactChanges: [
			{
				artifactLocation: location(path),
				replacements: edits.map((edit) => replacement(edit, lines)),
			},
		],
	};
}

function replacement({ span, text }: Edit, lines: LineIndex) {
	return { deletedRegion: region(lines.rangeOf(span)), insertedContent: { text } };
}
