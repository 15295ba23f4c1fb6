import { defineRule } from '../rule.ts';
import { isSecretSetting } from '../shared/secret-names.ts';

/** A compose file is committed, and `docker inspect` shows a container's environment to everyone who may ask. */
export const secretInEnvironment = defineRule({
	id: 'secret-in-environment',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'No compose file holds a password',
	messages: {
		literal:
			'`{name}` can be read in this file and by `docker inspect`. Take it from `secrets:`, or write `{variable}`.',
	},
	compose({ compose: { services, text }, report }) {
		for (const { key, value } of services.flatMap(({ environment }) => environment)) {
			if (!value || isFromOutside(text.slice(key.span.end, value.span.end))) continue;
			// What is left of `$` after variables are replaced is a part of the value.
			if (!isSecretSetting(key.text, value.text.replaceAll('$', ''))) continue;
			report('literal', value.span, {
				values: { name: key.text, variable: `\${${key.text}}` },
				secrets: [value.span],
			});
		}
	},
});

/** True where a variable has a say, be it with a default. */
function isFromOutside(written: string): boolean {
	return /\$[{A-Za-z_]/.test(written.replaceAll('$$', ''));
}
