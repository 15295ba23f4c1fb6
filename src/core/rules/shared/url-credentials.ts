import type { Span } from '../../source/position.ts';
import { isPlaceholder } from './secret-names.ts';

/** From the scheme to the `@` of an address that lets somebody in. */
export interface UrlCredentials extends Span {
	/** A password, or a token in the place of the user. */
	readonly kind: 'password' | 'token';
	/** True for a password that everybody would try first: a word that says password, or the user's own name. */
	readonly isGuessable: boolean;
	/** What stands behind the `@`: a host, as far as it is written out. */
	readonly host: string;
}

/** Nothing is open: a variable is whatever somebody else says. */
const NOTHING_OPEN = () => false;

/** Each address with a password or a token that can be read: written out, or from a variable that `isOpen` knows to be. */
export function listUrlCredentials(
	text: string,
	isOpen: (variable: string) => boolean = NOTHING_OPEN,
): UrlCredentials[] {
	const credentials: UrlCredentials[] = [];
	for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
		const scheme = /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(0, at - 20), at))?.[0];
		USER_INFO.lastIndex = at + 3;
		const [whole, userInfo] = USER_INFO.exec(text) ?? [];
		if (scheme === undefined || whole === undefined || userInfo === undefined) continue;
		// `sed s@http://a@https://b@`: the sign parts two texts.
		if (text.charAt(at - scheme.length - 1) === '@') continue;
		const end = at + 3 + whole.length;
		const host = /^[\w.-]*/.exec(text.slice(end, end + LONGEST_HOST))?.[0] ?? '';
		const found = judgeUserInfo(userInfo, scheme, host, isOpen);
		// Whoever sends reports of errors to Sentry shows this key: it only says which project they are for.
		const isPublicKey =
			found?.kind === 'token' && /^[\w.:-]*\/\d+(?![\w/.-])/.test(text.slice(end, end + LONGEST_HOST));
		if (found && !isPublicKey) credentials.push({ ...found, host, start: at - scheme.length, end });
	}
	return credentials;
}

const LONGEST_HOST = 255;

/** What stands between `://` and the `@`. Placeholders in brackets or braces, and commands put in place, are no such text. */
const USER_INFO = /((?:\$\{\w+[^}\s/]*\}|[^\s/"'`?#<>(){}|;\\@*])+)@/y;

function judgeUserInfo(
	userInfo: string,
	scheme: string,
	host: string,
	isOpen: (variable: string) => boolean,
): Pick<UrlCredentials, 'kind' | 'isGuessable'> | undefined {
	const colon = locateColon(userInfo);
	const password = colon === -1 ? '' : userInfo.slice(colon + 1);
	const user = colon === -1 ? userInfo : userInfo.slice(0, colon);
	// With `x-oauth-basic` for a password, the token is the user.
	if (password !== '' && password !== 'x-oauth-basic') {
		if (isPlaceholder(password)) return undefined;
		const isGuessable = GUESSABLE.test(password) || password === user;
		if (isReadable(password, isOpen)) return { kind: 'password', isGuessable };
		return /[a-z0-9]{20}/i.test(user) ? { kind: 'token', isGuessable: false } : undefined;
	}
	const isOpenToken = /^(git\+)?https?$/i.test(scheme) && isToken(user, host) && isReadable(user, isOpen);
	return isOpenToken ? { kind: 'token', isGuessable: false } : undefined;
}

const GUESSABLE =
	/^(?:pass(?:word|wd)?|pwd|secret|change[-_]?(?:me|it)|example|test|user|admin|root|guest)$/i;

/** The colon that parts user and password, not one inside `${name:-default}`. */
function locateColon(userInfo: string): number {
	let depth = 0;
	for (let at = 0; at < userInfo.length; at++) {
		const character = userInfo[at];
		if (character === '{') depth++;
		else if (character === '}') depth--;
		else if (character === ':' && depth === 0) return at;
	}
	return -1;
}

/** Names that say who asks without proving it: git's own user, and Azure's organisation. */
function isToken(user: string, host: string): boolean {
	const isName = /^(git|anonymous)$|^\$\{?(\w*_)?user(name)?\}?$/i.test(user) || isPlaceholder(user);
	return user !== '' && !isName && !/^dev\.azure\.com/i.test(host);
}

/**
 * True where the file gives the text away: it is written out, or comes from an `ARG` or `ENV`.
 * A shell variable may come from a secret, and `%s` from anywhere.
 */
function isReadable(text: string, isOpen: (variable: string) => boolean): boolean {
	if (/^%/.test(text)) return false;
	const names = [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
	return names.length === 0 ? !text.includes('$') : names.every(isOpen);
}
