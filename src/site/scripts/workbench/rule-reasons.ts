import type { Finding } from '#core/finding.ts';

interface Reasons {
	readonly why: string;
	readonly instead: string;
}

let loaded: Promise<ReadonlyMap<string, Reasons>> | undefined;
let reasonsByRule: ReadonlyMap<string, Reasons> = new Map();

/** Fetches the sentences of all rules, from this site; without them a comment says what the finding says. */
export function loadReasons(): void {
	loaded ??= fetchReasons();
	void loaded.then((reasons) => {
		reasonsByRule = reasons;
	});
}

/** A review comment in Markdown: one sentence why, one what to do, and the rule's address. */
export function formatFindingComment({ rule, message }: Finding, site: string): string {
	const reasons = reasonsByRule.get(rule);
	const words = reasons === undefined ? message : `${reasons.why} ${reasons.instead}`;
	return `${words} [${rule}](${site}rules/${rule}/)`;
}

async function fetchReasons(): Promise<ReadonlyMap<string, Reasons>> {
	try {
		const answer = await fetch(`${document.documentElement.dataset['base'] ?? '/'}rules.json`);
		const { rules } = (await answer.json()) as { rules: readonly ({ id: string } & Partial<Reasons>)[] };
		return new Map(
			rules.flatMap(({ id, why, instead }): [string, Reasons][] =>
				why === undefined || instead === undefined ? [] : [[id, { why, instead }]],
			),
		);
	} catch {
		// Pages opened from disk may not fetch; the finding's own words are there.
		return new Map();
	}
}
