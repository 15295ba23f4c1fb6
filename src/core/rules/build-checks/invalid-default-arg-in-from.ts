import { substitute } from '../../dockerfile/variables/substitution.ts';
import { isImageName, parseImageName } from '../../image/image-name.ts';
import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** A Dockerfile that only builds with the right arguments fails for everyone who does not know them. */
export const invalidDefaultArgInFrom = defineRule({
	id: 'invalid-default-arg-in-from',
	topic: 'build-checks',
	severity: 'warning',
	runsAfterErrors: true,
	summary: '`FROM` names an image also without build arguments',
	aliases: ['InvalidDefaultArgInFrom'],
	messages: {
		invalid:
			'Without build arguments `{base}` is `{value}`, which is no image name. Give the `ARG` a default.',
	},
	dockerfile({ facts, dockerfile, report }) {
		const { scopes } = facts;
		const lookup = (name: string) => scopes.globalArg(name)?.value;
		for (const { base, from } of dockerfile.stages) {
			const { value, error } = substitute(base.text, lookup, { escape: dockerfile.escape });
			if (error !== undefined) return;
			if (base.text === '' || value === undefined || isImageName(parseImageName(value))) continue;
			report('invalid', locatePart(from, base.span, dockerfile), { values: { base: base.text, value } });
		}
	},
});
