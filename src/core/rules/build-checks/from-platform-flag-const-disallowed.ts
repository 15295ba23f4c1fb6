import { parsePlatform } from '../../dockerfile/platform.ts';
import { substitute } from '../../dockerfile/variables/substitution.ts';
import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';

/** A fixed platform makes an image of the wrong architecture wherever another one is asked for. */
export const fromPlatformFlagConstDisallowed = defineRule({
	id: 'from-platform-flag-const-disallowed',
	topic: 'build-checks',
	severity: 'warning',
	summary: '`FROM --platform` does not name a fixed platform',
	aliases: ['FromPlatformFlagConstDisallowed'],
	messages: {
		fixed:
			'`{flag}` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
	},
	dockerfile({ facts, dockerfile, report }) {
		const { scopes } = facts;
		const lookup = (name: string) => scopes.globalArg(name)?.value;
		for (const { platform, name, from } of dockerfile.stages) {
			if (!platform?.value) continue;
			const { value, matched, unmatched } = substitute(platform.value.text, lookup, {
				escape: dockerfile.escape,
			});
			if (value === undefined || matched.length + unmatched.length > 0) continue;
			const fixed = parsePlatform(value);
			const stage = name?.text.toLowerCase() ?? '';
			if (!fixed || stage.includes(fixed.os) || stage.includes(fixed.architecture)) continue;
			report('fixed', locatePart(from, platform.span, dockerfile), { values: { flag: platform.text } });
		}
	},
});
