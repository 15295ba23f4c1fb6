import type { Edit, Finding, Fix, FixKind } from '../finding.ts';
import { applyEdits } from '../source/apply-edits.ts';
import type { Span } from '../source/position.ts';

export interface FixResult {
	readonly text: string;
	/** What was repaired, in the order it was done. */
	readonly fixed: readonly Finding[];
	/** What the repaired text still says. */
	readonly findings: readonly Finding[];
}

/** How many fixes that break their promise are tried before the rest is left alone, so that no file takes forever. */
const MOST_FAILURES = 64;

/**
 * Makes the fixes of a text's findings, the safe ones unless told, again and again until none is left.
 * Every fix is tried before it is kept: afterwards its finding must be gone and no other have come, `syntax` included.
 * Fixing the result once more changes nothing.
 */
export function fixAll(text: string, lint: Lint, kinds: readonly FixKind[] = ['safe']): FixResult {
	const isWanted = (fix: Fix | undefined): fix is Fix => fix !== undefined && kinds.includes(fix.kind);
	let current: State = { text, findings: lint(text) };
	const fixed: Finding[] = [];
	for (;;) {
		const next = applyFixes(current, lint, isWanted);
		if (next === undefined) return { ...current, fixed };
		fixed.push(...next.fixed);
		current = next;
	}
}

type IsWanted = (fix: Fix | undefined) => fix is Fix;

type Lint = (text: string) => readonly Finding[];

interface State {
	readonly text: string;
	readonly findings: readonly Finding[];
}

/** As many fixes as keep the promise together: all of them, else half of those, down to a single one. */
function applyFixes(state: State, lint: Lint, isWanted: IsWanted): FixResult | undefined {
	const apart = selectSeparateFindings(state.findings, isWanted);
	const pending = [apart];
	let failures = 0;
	for (let chosen = pending.pop(); chosen !== undefined; chosen = pending.pop()) {
		if (chosen.length === 0) continue;
		const result = tryFixes(state, chosen, lint);
		if (result !== undefined) return result;
		if (++failures === MOST_FAILURES) return undefined;
		const middle = chosen.length >> 1;
		if (middle > 0) pending.push(chosen.slice(middle), chosen.slice(0, middle));
	}
	return selectOverlappingFindings(state.findings, apart, isWanted).reduce<FixResult | undefined>(
		(result, finding) =>
			result ?? (failures++ < MOST_FAILURES ? tryFixes(state, [finding], lint) : undefined),
		undefined,
	);
}

/** The findings with a fix that is wanted, without those that touch the fix of one before. */
function selectSeparateFindings(findings: readonly Finding[], isWanted: IsWanted): Finding[] {
	const taken: Span[] = [];
	let furthest = -1;
	return findings.filter(({ fix }) => {
		const spans = isWanted(fix) ? fix.edits.map(({ span }) => span) : [];
		// Findings come in order of place, so that the search through all before is rare.
		const isTaken = (a: Span) => a.start <= furthest && taken.some((b) => areTouching(a, b));
		if (spans.length === 0 || spans.some(isTaken)) return false;
		taken.push(...spans);
		furthest = Math.max(furthest, ...spans.map(({ end }) => end));
		return true;
	});
}

function selectOverlappingFindings(
	findings: readonly Finding[],
	apart: readonly Finding[],
	isWanted: IsWanted,
): Finding[] {
	const taken = new Set(apart);
	return findings.filter((finding) => isWanted(finding.fix) && !taken.has(finding));
}

function tryFixes(before: State, chosen: readonly Finding[], lint: Lint): FixResult | undefined {
	const edits = chosen.flatMap(({ fix }) => fix?.edits ?? []);
	const text = applyEdits(before.text, convertLineEndings(before.text, edits));
	if (text === undefined) return undefined;
	const findings = lint(text);
	const had = countByRule(before.findings);
	const has = countByRule(findings);
	const gone = countByRule(chosen);
	for (const [rule, number] of has) if (number > (had.get(rule) ?? 0)) return undefined;
	for (const [rule, number] of gone) {
		if ((has.get(rule) ?? 0) > (had.get(rule) ?? 0) - number) return undefined;
	}
	return { text, findings, fixed: chosen };
}

/** New lines in a file of CRLF lines end in CRLF too. */
function convertLineEndings(text: string, edits: readonly Edit[]): readonly Edit[] {
	if (!text.includes('\r\n')) return edits;
	return edits.map((edit) => ({ ...edit, text: edit.text.replace(/(?<!\r)\n/g, '\r\n') }));
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return counts;
}

/** Two insertions at the same place touch as well: their order would be chance. */
function areTouching(a: Span, b: Span): boolean {
	return a.start <= b.end && b.start <= a.end;
}
