import { lint } from '#core/lint/lint.ts';
import { rules } from '#core/rules/all-rules.ts';
import { defineRule, type Rule } from '#core/rules/rule.ts';

/** Reports every instruction and every image of a service, so that a test sees just what a comment silences. */
const everything: Pick<Rule, 'dockerfile' | 'compose' | 'config'> = {
	dockerfile({ dockerfile, report }) {
		for (const { keywordSpan } of dockerfile.instructions) report('here', keywordSpan);
	},
	compose({ compose, report }) {
		for (const { image } of compose.services) if (image) report('here', image.keySpan);
	},
	config({ config, report }) {
		for (const { keySpan } of config.settings) report('here', keySpan);
	},
};

function standIn(id: string, aliases: string[]): Rule {
	return defineRule({
		...everything,
		id,
		topic: 'linter',
		severity: 'info',
		summary: 'Nothing is there',
		aliases,
		messages: { here: 'Something is here.' },
	});
}

/** Takes the place of `git-in-image` and reports everything. */
export const first = standIn('git-in-image', []);
/** Takes the place of `secret-in-arg-or-env` and reports everything. */
export const second = standIn('secret-in-arg-or-env', ['SecretsUsedInArgOrEnv']);
const unusedSuppression = rules.filter(({ id }) => id === 'unused-suppression');

/** What is left of the findings: `line rule`, and the message where it is about a suppression. */
export function left(
	text: string,
	path = 'Dockerfile',
	standIns: readonly Rule[] = [first, second],
): string[] {
	return lint({ path, text }, { rules: [...standIns, ...unusedSuppression] }).map(
		({ rule, range, message }) =>
			`${range.start.line} ${rule}${rule === 'unused-suppression' ? `: ${message}` : ''}`,
	);
}
