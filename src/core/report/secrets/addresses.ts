import type { Span } from '../../source/position.ts';

/** No user and no password is longer; time stays linear. */
const LONGEST = 2_048;

/** What stands between `://` and the `@` of an address: all of it without a colon, else what is behind the colon. */
export function findUserInfo(text: string): Span[] {
	const spans: Span[] = [];
	for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
		const start = at + 3;
		const word = /^[^\s"'`<>]*/.exec(text.slice(start, start + LONGEST))?.[0] ?? '';
		const end = locateEnd(word);
		if (end <= 0) continue;
		const userInfo = word.slice(0, end);
		const colon = userInfo.indexOf(':');
		if (isReference(colon === -1 ? userInfo : userInfo.slice(colon + 1))) continue;
		if (colon === -1 && /^(?:git|hg|svn|anonymous|user(?:name)?|root)$/i.test(userInfo)) continue;
		spans.push({ start, end: start + end });
	}
	return spans;
}

/** No dot stands in what should be the host, and a name that is no version follows the `@`: a token with a slash in it. */
const SPLIT_TOKEN = /^[\w+=~-]+\/[^@?#]*@(?!v\d|latest|next|main|master)[A-Za-z][\w.-]*(?:[:/?#]|$)/;

/** The place of the `@`: the last one before the path, or a later one where a `/` can only be part of the password. */
function locateEnd(word: string): number {
	const next = word.indexOf('://');
	const whole = next === -1 ? word : word.slice(0, next);
	const slash = whole.search(/[/?#]/);
	const authority = slash === -1 ? whole : whole.slice(0, slash);
	const at = authority.lastIndexOf('@');
	if (at === -1 && SPLIT_TOKEN.test(whole)) return whole.lastIndexOf('@');
	if (at !== -1 || !/:(?!\d*$)/.test(authority.replace(/\$\{[^}]*\}?/g, '1'))) return at;
	return whole.lastIndexOf('@');
}

/** `${TOKEN}`: its value is not here. */
function isReference(text: string): boolean {
	return text === '' || /^\$(?:\w+|\{\w+\}|\([^)]*\))$/.test(text);
}
