/** True where a path names a private key or a file that programs keep credentials in. */
export function isCredentialPath(path: string): boolean {
	const parts = path.split('/').filter((part) => part !== '' && part !== '.');
	// `id_rsa*` means the key as well.
	const name = (parts.at(-1) ?? '').replace(/\*+$/, '');
	const folder = parts.at(-2);
	const isNamed =
		FILES.has(name) ||
		parts.some((part) => FOLDERS.has(part)) ||
		isPrivateKey(name) ||
		(folder === '.docker' && name === 'config.json');
	return isNamed && !isPublicName(name) && !HARMLESS.has(name);
}

/** True below the folders of the image in which whom to trust is told: what lies there is public, whatever its name. */
export function isTrustStore(path: string): boolean {
	return TRUST_STORE.test(path);
}

const TRUST_STORE = /^\/(etc\/(apt|apk|ca-cert|pki\/(rpm|ca-))|usr\/(local\/)?share\/(ca-cert|keyrings|pki))/;

/** True where the name alone settles it, whatever the content. */
export function isSurely(path: string): boolean {
	return isCredentialPath(path) && !/\.(pem|key)$/i.test(path) && !/(^|\/)\.(npmrc|pypirc)$/.test(path);
}

/** False where the text shows that nothing in the file is secret: a certificate, a public key, settings without a token. */
export function hasCredentials(path: string, text: string): boolean {
	if (/\.(pem|key)$/i.test(path))
		return !/-----BEGIN (CERTIFICATE|[A-Z ]*PUBLIC KEY)/.test(text) || /PRIVATE KEY/.test(text);
	if (!/(^|\/)\.(npmrc|pypirc)$/.test(path)) return true;
	return text.split(/\r?\n/).some((line) => {
		const [, key = line, value = ''] = /^\s*([^=:#;]*(?::[^=]*)?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
		if (
			/^\s*([#;[].*)?$/.test(line) ||
			/^\s*[\w@/.-]+(:[a-z-]+)?\s*[=:]\s*(https?:\/\/[^@\s]*|[\w.-]*)\s*$/.test(line)
		)
			return /_auth|password|token/i.test(key) && !/^\$\{\w+\}\s*$/.test(value) && value !== '';
		return !/^["']?\$\{\w+\}["']?\s*$/.test(value);
	});
}

const FILES = new Set(['.netrc', '_netrc', '.git-credentials', '.npmrc', '.pypirc', '.dockercfg']);
const FOLDERS = new Set(['.ssh', '.aws']);
/** Files of those folders that hold no secret. */
const HARMLESS = new Set(['known_hosts', 'authorized_keys', 'ssh_known_hosts']);

function isPrivateKey(name: string): boolean {
	if (/.\.(pem|key)$/i.test(name)) return true;
	return /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?([._-].*)?$/.test(name) && !ABOUT_A_KEY.test(name);
}

/** Programs, pages and patterns that are named after a key, and keys that are encrypted. */
const ABOUT_A_KEY = /\.(sh|py|[jt]s|md|example|sample|enc|gpg)$/i;

/** Names of public keys, of chains of certificates and of parameters that everyone may know. */
function isPublicName(name: string): boolean {
	if (/\.pub$|\.gpg\.key$/i.test(name)) return true;
	return /^(?!.*priv)(.*[._-])?pub(lic)?[._-]|^(ca-?(cert|bundle)[a-z]*|(full-?)?chain|dhparams?)\.pem$/i.test(
		name,
	);
}
