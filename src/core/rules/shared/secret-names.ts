/** Words that say secret at the end of a name: `DB_PASSWORD`, `PGPASSWORD`, `TOKEN_2`, `apiKey`. */
const AT_END =
	/(?:password|passwd|passphrase|passcode|secret|secrets|token|credentials?|apikey|(?:^|_)(?:pass|pword|pwd|pw|auth|salt)|(?:^|_)(?:api|secret|secret_access|private|master|encryption|signing|session|cookie|jwt|app|account|license|hash|auth|storage)_key|key_base|requirepass)(?:_?\d+)?$/i;

/** The same anywhere among the words of a name, unless its last word says that something about the secret is meant. */
const INSIDE = /(?:^|_)(?:password|passwd|secret|apikey|token)_/i;
const ABOUT =
	/_(?:files?|paths?|dirs?|ur[il]|hosts?|names?|users?|username|types?|policy|headers?|endpoint|id|ids|prefix|issuer|algorithm?|alg|duration|timeout|age|counts?|limits?|size|versions?|fields?|params?|store|backend|provider|reset|login|lifetime|len(?:gth)?|ttl|expir\w*|min\w*|max\w*|enabled?|disabled?|required?|rotation|hours?|minutes?|seconds?|days|format|encryption|audience|scopes?|realm|claims?|mode|level|env|refresh|validity|period|interval|port|method|strategy|engine|manager|region|server|service|driver|cache|strength|attempts?|cost|rounds|regex|pattern|hostname|language|locale|domain|address|ip|class|handlers?|mechanisms?|protocols?|servers|factor|topic)$/i;

const HARMLESS =
	/public|publishable|^(?:OLD)?PWD$|(?:^|_)(?:allow|enabled?|disabled?|use|required?|is|has|random|generate|no|skip|show|hide|max|min)_/i;

/** What switches, names a place or a kind, or leaves the value to someone else. */
const NO_VALUE =
	/^(?:|true|false|yes|no|on|off|none|null|nil|undefined|basic|bearer|oauth2?|oidc|jwt|ldap|trust|plain|anonymous|internal|local|required|optional|auto|enabled?|disabled?|\d{1,3}|[~./][\w./-]*\/[\w./-]*|https?:\/\/[^@]*|file)$/i;

const SWITCH = /^(?:true|false|yes|no|on|off|none|null|nil|undefined)$/i;

/** What stands there until somebody puts the value in its place. */
const PLACEHOLDER =
	/^(?:<.*>|\*+|x{3,}|\.{3}|dummy|fake|placeholder|(?:your|my|insert|replace|enter)[-_ ].*(?:password|passwd|secret|token|key|here|this)|.*[-_ ]here)$/i;

/** `io.tides.config.FileProvider`: the name of a class. */
const CLASS = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+\.[A-Z]\w*$/;

/** `postgres[rules-engine],message-bus[rest]`: names of secrets, and of who may use them. */
const NAMES = /^[\w-]+\[[\w,-]*\](?:,[\w-]+\[[\w,-]*\])*$/;

/** A variable, or a name by which another program finds the value. */
const REFERENCE = /\$\{|\$\(|\$[A-Za-z_]|\{\{|%[\w.]+%|^(?:secretref|ref\+|op|vault|file|env):/;

/** True for a text that nobody takes for the value: `xxxx`, `dummy`, `your-password`, `<token>`. */
export function isPlaceholder(value: string): boolean {
	return PLACEHOLDER.test(value);
}

/** True for a word that only switches, or stands in for the value. */
export function isNoSecret(value: string): boolean {
	return SWITCH.test(value) || isPlaceholder(value);
}

/** True for a setting whose name says secret and whose value is written out. */
export function isSecretSetting(name: string, value: string): boolean {
	const plain = value.replace(/^(["'])(.*)\1$/s, '$2').trim();
	if (
		!isSecretName(name) ||
		NO_VALUE.test(plain) ||
		isPlaceholder(plain) ||
		CLASS.test(plain) ||
		NAMES.test(plain) ||
		REFERENCE.test(plain)
	)
		return false;
	// `AUTH` alone is a switch as a rule: with a user and a password it is none.
	return !/(?:^|_)auth$/i.test(name) || /^[^\s/:]+[/:][^\s/:]+$/.test(plain);
}

function isSecretName(name: string): boolean {
	const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/[.-]/g, '_');
	if (HARMLESS.test(words)) return false;
	return AT_END.test(words) || (INSIDE.test(words) && !ABOUT.test(words));
}
