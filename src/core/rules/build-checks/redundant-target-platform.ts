import { substitute } from '../../dockerfile/variables/substitution.ts';
import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** The target platform is what a `FROM` without `--platform` takes. */
export const redundantTargetPlatform = defineRule({
	id: 'redundant-target-platform',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'No `--platform=$TARGETPLATFORM`',
	aliases: ['RedundantTargetPlatform'],
	messages: {
		redundant: '`{flag}` asks for what `FROM` takes anyway; leave it out.',
	},
	dockerfile({ facts, dockerfile, report }) {
		const { scopes } = facts;
		const target = scopes.globalArg('TARGETPLATFORM')?.value ?? 'linux/drydock';
		for (const { platform, from } of dockerfile.stages) {
			if (!platform?.value) continue;
			const lookup = (name: string) => (name === 'TARGETPLATFORM' ? target : scopes.globalArg(name)?.value);
			const { value, matched, unmatched } = substitute(platform.value.text, lookup, {
				escape: dockerfile.escape,
			});
			const isTarget = matched.length > 0 && matched.every((name) => name === 'TARGETPLATFORM');
			if (!isTarget || unmatched.length > 0 || value !== target) continue;
			report('redundant', locatePart(from, platform.span, dockerfile), { values: { flag: platform.text } });
		}
	},
});
