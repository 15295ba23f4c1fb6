import { describe, expect, test } from 'vitest';
import type { Finding } from '#core/finding.ts';
import { lint } from '#core/lint/lint.ts';
import { baseImageRules } from '#core/rules/base-images/rules.ts';
import { deployTimeRules } from '#core/rules/deploy-times/rules.ts';
import { applyEdits } from '#core/source/apply-edits.ts';

const rules = [...baseImageRules, ...deployTimeRules].filter(({ dockerfile }) => dockerfile);

/** Dockerfiles in which the fixable rules find something, in as many forms as hands write them. */
const sources: readonly string[] = [
	'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git\nCMD node server.js\n',
	'FROM debian:12\nRUN apt-get update && apt-get install -y git',
	'FROM debian:12\nRUN apt-get update && \\\n    # a comment\n\n    apt-get install -y \\\n    git \\\n    curl\n',
	'# escape=`\nFROM debian:12\nrun apt-get update && `\n  apt-get install git\ncmd node `\n  server.js\n',
	'\uFEFFFROM debian:12\r\nRUN apt-get update\r\nRUN apt-get install -y git\r\nENTRYPOINT /bin/tides "a b"\r\n',
	'FROM debian:12\nRUN sudo apt-get update && sudo apt-get install -y git\n',
	'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
	'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git # a comment\n',
	'FROM debian:12\nRUN apt-get update; apt-get install -y git || true\n',
	'FROM debian:12\nRUN apt-get update\nRUN false || apt-get install -y git\n',
	'FROM debian:12\nRUN apt-get update && apt-get install -y git &\n',
	'FROM debian:12\nRUN if true; then apt-get update && apt-get install -y git; fi\n',
	'FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y git\nEOF\n',
	'FROM debian:12\nRUN bash -c "apt-get update && apt-get install -y \\"git\\""\n',
	'FROM debian:12\nRUN ["sh", "-c", "apt-get update && apt-get install -y git"]\n',
	'FROM debian:12\nRUN apt-get update && apt-get install -y git \\\n',
	'FROM debian:12\nONBUILD RUN apt-get update && apt-get install -y git\nONBUILD CMD node .\n',
	'FROM debian:12 AS a\nCMD a\nFROM a\nENTRYPOINT b --c=d\n',
	"FROM debian:12\nCMD ['node', 'server.js']\n",
	'FROM debian:12\nCMD node server.js\nCMD node other.js\n',
];

const fixable = sources.flatMap((source) =>
	findings(source).flatMap((one) => (one.fix ? [{ source, one }] : [])),
);

describe('safe fixes', () => {
	test('are offered by every rule that says it has one', () => {
		const offered = new Set(fixable.map(({ one }) => one.rule));
		expect([...offered].sort()).toEqual(rules.flatMap(({ id, fixes }) => (fixes ? [id] : [])).sort());
	});

	test.each(fixable.map(({ source, one }) => [one.rule, source, one] as const))(
		'of %s lose the finding, gain none, and are done after once: %j',
		(_, source, finding) => {
			const fixed = applyEdits(source, finding.fix?.edits ?? []) ?? '';
			const before = count(findings(source));
			const after = count(findings(fixed));
			expect(after.get(finding.rule) ?? 0).toBe((before.get(finding.rule) ?? 0) - 1);
			for (const [rule, number] of after) expect(number, rule).toBeLessThanOrEqual(before.get(rule) ?? 0);
			expect(after.has('syntax')).toBe(false);
		},
	);

	test.each(sources)('made until none is left change nothing the next time: %j', (source) => {
		let text = source;
		for (let round = 0; round < 20; round++) {
			const fix = findings(text).find((one) => one.fix)?.fix;
			if (!fix) break;
			text = applyEdits(text, fix.edits) ?? '';
		}
		expect(findings(text).filter((one) => one.fix)).toEqual([]);
	});
});

function findings(text: string): Finding[] {
	return lint({ path: 'Dockerfile', text }, { rules });
}

function count(all: readonly Finding[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { rule } of all) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return counts;
}
