import type { Instruction } from '../../dockerfile/model.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { listScripts } from '../../image/instructions.ts';
import { locateSpan } from '../../shell/script.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** An address is part of the instruction's text, and the text is kept in the history of the image for everyone to read. */
export const credentialsInUrl = defineRule({
	id: 'credentials-in-url',
	topic: 'git-in-containers',
	severity: 'error',
	summary: 'No address carries a password or a token',
	runsAfterErrors: true,
	messages: {
		password:
			'Everyone who has the image can read the password in this address. Take it from a secret mount, and change it.',
		passwordAtStart:
			'Everyone who has the image can read the password in this address. Set it when the container starts, and change it.',
		tokenAtStart:
			'Everyone who has the image can read the token in this address. Set it when the container starts, and revoke it.',
		token:
			'Everyone who has the image can read the token in this address. Take it from a secret mount, and revoke it.',
	},
	dockerfile({ facts, variables, report }) {
		for (const instruction of facts.instructions) {
			for (const script of listScripts(instruction)) {
				const { text } = script;
				if (!text.includes('://') || !text.includes('@')) continue;
				const fromMount = new Set(facts.readMounts(instruction).map(({ env }) => env));
				const ofShell = listAssignedNames(text);
				const isOpen = (name: string) =>
					!fromMount.has(name) && !ofShell.has(name) && variables.isDeclared(name, instruction) !== undefined;
				for (const { kind, start, end } of listCredentials(text, isOpen)) {
					const userInfo = locateSpan(script, text.indexOf('://', start) + 3, end - 1);
					const span = locateSpan(script, start, end);
					const message = isForStart(instruction, span, facts) ? (`${kind}AtStart` as const) : kind;
					report(message, span, { secrets: [userInfo] });
				}
			}
		}
	},
});

/** True where the container uses the address, and no step of the build does: a secret of the build is of no help there. */
function isForStart({ keyword, pairs }: Instruction, { start, end }: Span, facts: DockerfileFacts): boolean {
	if (keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'HEALTHCHECK') return true;
	const name = pairs.find(({ span }) => span.start <= start && span.end >= end)?.key.text;
	if (keyword !== 'ENV' || name === undefined || BUILD_VARIABLE.test(name)) return false;
	const use = new RegExp(`\\$\\{?${name.replace(/\W/g, '')}\\b`);
	return !facts.select('RUN', 'ADD').some((step) => listScripts(step).some(({ text }) => use.test(text)));
}

/** What package managers, git and their like read while the image is built. */
const BUILD_VARIABLE =
	/^(?:PIP|UV|NPM|YARN|PNPM|BUNDLE|COMPOSER|POETRY|CARGO|GO|GIT|MAVEN|GRADLE)_|^GOPROXY$|_PROXY$/i;

interface Credentials extends Span {
	readonly kind: 'password' | 'token';
}

/** From the scheme to the `@` of each address with a password, or with a token in the place of the user. */
function listCredentials(text: string, isOpen: (variable: string) => boolean): Credentials[] {
	const credentials: Credentials[] = [];
	for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
		const scheme = /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(0, at - 20), at))?.[0];
		USER_INFO.lastIndex = at + 3;
		const [whole, userInfo] = USER_INFO.exec(text) ?? [];
		if (scheme === undefined || whole === undefined || userInfo === undefined) continue;
		const colon = locateColon(userInfo);
		const password = colon === -1 ? '' : userInfo.slice(colon + 1);
		const user = colon === -1 ? userInfo : userInfo.slice(0, colon);
		const span = { start: at - scheme.length, end: at + 3 + whole.length };
		const host = text.slice(span.end, span.end + 14);
		// With `x-oauth-basic` for a password, the token is the user.
		if (password !== '' && password !== 'x-oauth-basic') {
			if (isReadable(password, isOpen)) credentials.push({ kind: 'password', ...span });
			else if (/[a-z0-9]{20}/i.test(user)) credentials.push({ kind: 'token', ...span });
		} else if (/^(git\+)?https?$/i.test(scheme) && isToken(user, host) && isReadable(user, isOpen))
			credentials.push({ kind: 'token', ...span });
	}
	return credentials;
}

/** What stands between `://` and the `@`. Placeholders in brackets or braces, and commands put in place, are no such text. */
const USER_INFO = /((?:\$\{\w+[^}\s/]*\}|[^\s/"'`?#<>(){}|;\\@*])+)@/y;

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
	const isName = /^(git|anonymous)$|^\$\{?(\w*_)?user(name)?\}?$/i.test(user);
	return user !== '' && !isName && !/^dev\.azure\.com/i.test(host);
}

/** `TOKEN=$(cat /run/secrets/token)` gives the shell another value than an `ARG` of that name has. */
function listAssignedNames(text: string): ReadonlySet<string | undefined> {
	return new Set([...text.matchAll(/(?<![\w$-])(\w+)=["']?(?:\$\(|`)/g)].map(([, name]) => name));
}

/**
 * True where the image gives the text away: it is written out, or comes from an `ARG` or `ENV`.
 * A shell variable may come from a secret, and `%s` from anywhere.
 */
function isReadable(text: string, isOpen: (variable: string) => boolean): boolean {
	if (/^%/.test(text)) return false;
	const names = [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
	return names.length === 0 ? !text.includes('$') : names.every(isOpen);
}
