import { resolveGlobalArgs } from '../../dockerfile/variables/global-args.ts';
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
			'Without arguments `{base}` is `{value}`, no image name: give a default or pass `--build-arg {name}=…`.',
		noName: '`{base}` is `{value}`, no image name.',
		plain: '`{value}` is no image name.',
		capitals: '`{value}` is no image name: write it in lower case.',
		empty: 'Without arguments `{base}` is empty: give a default or pass `--build-arg {name}=…`.',
	},
	dockerfile({ dockerfile, report }) {
		// The defaults alone count: BuildKit says this of a build with arguments too.
		const { globalArgs, escape: escaper, inputs } = dockerfile;
		const noArguments = inputs && { inputs: { ...inputs, args: new Map() } };
		const defaults = resolveGlobalArgs({ globalArgs, escape: escaper, ...noArguments });
		const lookup = (name: string) => defaults.get(name);
		for (const { base, from } of dockerfile.stages) {
			const { value, error, matched, unmatched } = substitute(base.text, lookup, { escape: escaper });
			if (error !== undefined) return;
			if (base.text === '' || value === undefined || isImageName(parseImageName(value))) continue;
			const names = [...unmatched, ...matched.filter((one) => !defaults.get(one)), ...matched];
			const name = names.find((one) => defaults.has(one));
			const message =
				name === undefined ? describeName(base.text, value) : value === '' ? 'empty' : 'invalid';
			report(message, locatePart(from, base.span, dockerfile), {
				values: { base: base.text, value, name: name ?? '' },
			});
		}
	},
});

function describeName(written: string, value: string): 'noName' | 'plain' | 'capitals' {
	if (written !== value) return 'noName';
	return isImageName(parseImageName(value.toLowerCase())) ? 'capitals' : 'plain';
}
