import type { Span } from '#core/source/position.ts';
import { parseYaml } from '#core/source/yaml.ts';

interface UnclearPlace {
	/** What stands there, as the beginning of a sentence. */
	readonly what: string;
	readonly span: Span;
}

/** What Compose takes for something else than our reader of YAML does, and how that is called. */
const READ_OTHERWISE: readonly (readonly [pattern: RegExp, what: string])[] = [
	[/[\u0085\u2028\u2029]|\r(?!\n)/, 'A character that only Compose takes for the end of a line'],
	[/(?<=^|[\s,[{])!\S*(?:binary|%[0-9a-f]{2})|^%TAG\b/im, 'A tag that writes something in other letters'],
];

/** Behind it a compose file may ask for something unseen. The text is `undefined` where the file is no UTF-8. */
export function findUnclearPlace(text: string | undefined): UnclearPlace | undefined {
	if (text === undefined) return { what: 'A compose file that is no UTF-8', span: { start: 0, end: 0 } };
	for (const [pattern, what] of READ_OTHERWISE) {
		const found = pattern.exec(text);
		if (found !== null) return { what, span: { start: found.index, end: found.index + found[0].length } };
	}
	const [fault] = parseYaml(text).errors;
	return fault && { what: `A fault of the YAML (${fault.message.replace(/\.$/, '')})`, span: fault.span };
}
