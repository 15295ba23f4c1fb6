import type { Edit, Finding, Fix, Severity } from '../finding.ts';
import { buildRuleUrl, DEFAULT_SETTINGS, DEFAULT_SITE, type LintSettings } from '../lint/settings.ts';
import { findRule } from '../rules/all-rules.ts';
import { indexLines, type LineIndex, type Range } from '../source/position.ts';
import { computeFingerprints } from './fingerprint.ts';
import type { LintedFile } from './lint-report.ts';
import { getRuleText, type RuleTexts } from './rule-texts.ts';
import { redactFiles } from './secrets/redact.ts';
import { encodePathUri, isBelowRoot } from './uri.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * `--format sarif`: SARIF 2.1.0, one run. Editors follow `helpUri`; GitHub shows only `help.markdown`, so the why,
 * the fix and the link stand in there as well.
 */
export function formatSarifReport(linted: readonly LintedFile[], version: string, pages: RuleTexts): string {
	const files = redactFiles(linted);
	const ruleIds = [...new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
	const settingsOf = new Map<string, LintSettings>();
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
						rules: ruleIds.map((id) => buildRuleDescriptor(id, settingsOf.get(id), pages)),
					},
				},
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: {
					'%SRCROOT%': { description: { text: 'The folder that the linter was started in.' } },
				},
				results: files.flatMap((file) => buildResults(file, ruleIds)),
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}

function buildRuleDescriptor(id: string, settings: LintSettings | undefined, pages: RuleTexts) {
	const { summary, why, instead } = getRuleText(id, pages);
	const rule = findRule(id);
	const url = buildRuleUrl(id, settings ?? DEFAULT_SETTINGS);
	const topic = rule?.topic ?? 'linter';
	const paragraphs = [`${summary}.`, why, instead && `Instead: ${instead}`].filter(
		(text) => text !== undefined,
	);
	return {
		id,
		name: id.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase()),
		shortDescription: { text: `${summary}.` },
		fullDescription: { text: shortenDescription(why ?? `${summary}.`) },
		helpUri: url,
		help: {
			text: [...paragraphs, `Read more: ${url}`].join('\n\n'),
			markdown: [...paragraphs, `[Why, wrong, right, and when not to follow it: ${id}](${url})`].join('\n\n'),
		},
		defaultConfiguration: { level: LEVELS[rule?.severity ?? 'error'] },
		properties: {
			tags: ['docker', topic],
			precision: 'high',
			'problem.severity': toGithubSeverity(rule?.severity),
		},
	};
}

/** GitHub's word for a severity; it knows `recommendation` where we say info. */
function toGithubSeverity(severity: Severity = 'error'): string {
	return severity === 'info' ? 'recommendation' : severity;
}

/** GitHub refuses a full description of more than 1,024 characters. */
function shortenDescription(text: string): string {
	return text.length <= 1024 ? text : `${text.slice(0, 1020).replace(/\s+\S*$/, '')} …`;
}

function buildResults(file: LintedFile, ruleIds: readonly string[]) {
	const lines = indexLines(file.text);
	const fingerprints = computeFingerprints(file);
	return file.findings.map((finding, index) => ({
		ruleId: finding.rule,
		ruleIndex: ruleIds.indexOf(finding.rule),
		level: LEVELS[finding.severity],
		message: { text: formatMessage(finding, file.settings) },
		locations: [
			buildPhysicalLocation(file.path, finding.range, extractSnippet(file.text, lines, finding.range)),
		],
		relatedLocations: buildRelatedLocations(finding, file.path),
		partialFingerprints: { 'drydock/v1': fingerprints[index] ?? '' },
		fixes: finding.fix?.edits.length ? [buildFix(finding.fix, file.path, lines)] : undefined,
	}));
}

function formatMessage({ message, rule }: Finding, settings: LintSettings): string {
	return `${message} ${buildRuleUrl(rule, settings)}`;
}

function buildPhysicalLocation(path: string, range: Range, snippet?: string) {
	return {
		physicalLocation: {
			artifactLocation: buildArtifactLocation(path),
			region: { ...buildRegion(range), snippet: snippet === undefined ? undefined : { text: snippet } },
		},
	};
}

function buildArtifactLocation(path: string) {
	return isBelowRoot(path)
		? { uri: encodePathUri(path), uriBaseId: '%SRCROOT%' }
		: { uri: encodePathUri(path) };
}

function buildRegion({ start, end }: Range) {
	return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The words the region covers, where they stand on one line of ordinary length. */
function extractSnippet(text: string, lines: LineIndex, { start, end }: Range): string | undefined {
	const snippet = text.slice(lines.offsetAt(start), lines.offsetAt(end));
	return snippet !== '' && snippet.length <= 200 && start.line === end.line ? snippet : undefined;
}

function buildRelatedLocations({ related }: Finding, path: string) {
	if (related === undefined || related.length === 0) return undefined;
	return related.map(({ range, message }, id) => ({
		id,
		...buildPhysicalLocation(path, range),
		message: { text: message },
	}));
}

function buildFix({ title, edits }: Fix, path: string, lines: LineIndex) {
	return {
		description: { text: title },
		artifactChanges: [
			{
				artifactLocation: buildArtifactLocation(path),
				replacements: edits.map((edit) => buildReplacement(edit, lines)),
			},
		],
	};
}

function buildReplacement({ span, text }: Edit, lines: LineIndex) {
	return { deletedRegion: buildRegion(lines.rangeOf(span)), insertedContent: { text } };
}
