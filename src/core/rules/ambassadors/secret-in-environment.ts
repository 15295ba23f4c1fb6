import type { Text } from '../../compose/model.ts';
import { locateSpan } from '../../shell/script.ts';
import { defineRule } from '../rule.ts';
import { isSecretSetting } from '../shared/secret-names.ts';
import { listUrlCredentials } from '../shared/url-credentials.ts';

/** A compose file is committed, and `docker inspect` shows a container's environment to everyone who may ask. */
export const secretInEnvironment = defineRule({
	id: 'secret-in-environment',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'No compose file holds a password',
	messages: {
		literal:
			'`{name}` can be read in this file and by `docker inspect`. Take it from `secrets:`, or write `{variable}`.',
		address:
			'The {kind} in this address can be read in this file and by `docker inspect`. Write `${…}` in its place.',
	},
	compose({ compose: { services, text }, report }) {
		const reportAddresses = (value: Text) => {
			for (const { kind, start, end } of listUrlCredentials(value.text)) {
				const span = locateSpan(value, start, end);
				if (isFromOutside(text.slice(span.start, span.end))) continue;
				const userInfo = locateSpan(value, value.text.indexOf('://', start) + 3, end - 1);
				report('address', span, { values: { kind }, secrets: [userInfo] });
			}
		};
		for (const { command, entrypoint } of services)
			for (const word of [command, entrypoint].flatMap((start) => start?.value.words ?? []))
				reportAddresses(word);
		for (const { key, value } of services.flatMap(({ environment }) => environment)) {
			if (!value) continue;
			const isOutside = isFromOutside(text.slice(key.span.end, value.span.end));
			// What is left of `$` after variables are replaced is a part of the value.
			if (isOutside || !isSecretSetting(key.text, value.text.replaceAll('$', ''))) {
				reportAddresses(value);
				continue;
			}
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
