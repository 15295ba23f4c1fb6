import type { Scopes } from '../../dockerfile/variables/scopes.ts';
import { substitute } from '../../dockerfile/variables/substitution.ts';
import { findClosestName } from '../../source/closest-name.ts';
import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** `FROM` sees only the arguments before the first `FROM`; any other variable is empty there. */
export const undefinedArgInFrom = defineRule({
	id: 'undefined-arg-in-from',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'Variables in `FROM` are declared by an `ARG` before the first one',
	aliases: ['UndefinedArgInFrom'],
	messages: {
		unknown: '`{name}` is not declared before the first `FROM`.',
		misspelt: '`{name}` is not declared before the first `FROM`. Is `{closest}` meant?',
	},
	dockerfile({ facts, dockerfile, report }) {
		const { scopes } = facts;
		const declaredNames = new Set(scopes.globalNames());
		for (const { base, platform, from } of dockerfile.stages) {
			for (const word of platform?.value ? [base, platform.value] : [base]) {
				for (const name of listUnsetNames(word.text, dockerfile.escape, scopes)) {
					if (declaredNames.has(name)) continue;
					const closest = findClosestName(name, declaredNames);
					const values = closest === undefined ? { name } : { name, closest };
					report(closest === undefined ? 'unknown' : 'misspelt', locatePart(from, word.span, dockerfile), {
						values,
					});
				}
			}
		}
	},
});

/** The names a text asks for that have no value. */
function listUnsetNames(text: string, escaper: string, scopes: Scopes): Set<string> {
	if (!text.includes('$')) return new Set();
	const lookup = (name: string) => scopes.globalArg(name)?.value;
	return new Set(substitute(text, lookup, { escape: escaper }).unmatched);
}
