const INSIDE =
	/passw|passphrase|secret|credential|apikey|api_key|accesskey|privatekey|authtoken|authoriz|(?<!de)token(?!iz)/i;
const WORDS: ReadonlySet<string> = new Set(
	'auth authorization key pass pat pw pwd pword token tokens requirepass connectionstring'.split(' '),
);
/** Each of the above has one of these in it, and few other names do. */
const STEM = /auth|connectionstring|credential|key|pass|pat|pw|secret|token/i;

/** True for a name whose value may be a secret. Wider than what a rule reports: to hide too much does less harm than too little. */
export function saysSecret(name: string): boolean {
	if (!STEM.test(name)) return false;
	if (/^(?:OLD)?PWD$/.test(name) || /public/i.test(name)) return false;
	if (INSIDE.test(name)) return true;
	const words = name
		.replace(/([a-z\d])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.split(/[_.-]+/);
	return words.some((word) => WORDS.has(word)) && !/^key$/.test(name);
}

/** True for a name that says where the secret is, when its value is a path. */
export function saysPlace(name: string, value: string): boolean {
	return /(?:file|path|dir|folder)$/i.test(name) && /^[./~$]/.test(value);
}

/** What is made elsewhere: `$TOKEN`, `${TOKEN}`, `$(cat …)`, a placeholder in angles, or a word that only switches. */
export function isReference(value: string): boolean {
	const plain = value.trim().replace(/^["']|["',;]+$/g, '');
	return /^(?:|\$\w+|\$\{\w+\}|\$\{\{[^}]*\}\}|\$\((?:cat|<)[^)]*\)?|true|false|yes|no|null|none|\d)$/i.test(
		plain,
	);
}
