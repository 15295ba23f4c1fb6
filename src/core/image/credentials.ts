import {
	CERTIFICATE_WORDS,
	CREDENTIAL_FILES,
	CREDENTIAL_FOLDERS,
	HARMLESS_FILES,
	OTHER_KEY_WORDS,
	PRIVATE_WORDS,
	TEXT_FOLDERS,
	TRUST_STORES,
} from '../knowledge/credential-files.ts';
import { isWithin, resolveContextPath } from './paths.ts';

/** True where a path names a private key or a file that programs keep credentials in. */
export function isCredentialPath(path: string): boolean {
	const parts = resolveContextPath(path).split('/');
	// `id_rsa*` means the key as well.
	const name = (parts.at(-1) ?? '').replace(/\*+$/, '');
	const isNamed =
		CREDENTIAL_FILES.has(name) ||
		parts.some((part) => CREDENTIAL_FOLDERS.has(part)) ||
		isPrivateKey(name, parts.slice(0, -1)) ||
		(parts.at(-2) === '.docker' && name === 'config.json');
	return isNamed && !/\.pub$/i.test(name) && !HARMLESS_FILES.has(name);
}

/** True below the folders of the image in which whom to trust is told. */
export function isTrustStore(path: string): boolean {
	return TRUST_STORES.some((folder) => isWithin(path.replace(/\/$/, ''), folder));
}

/** True where the name alone settles it, whatever the content. */
export function isSurely(path: string): boolean {
	return isCredentialPath(path) && !/\.(pem|key)$|(^|\/)\.(npmrc|pypirc)$|(^|\/)\.aws\/config$/i.test(path);
}

/** True where the name says little: without the content nobody knows. */
export function isDoubtful(path: string): boolean {
	if (/(^|\/)\.aws\/config$/.test(path)) return true;
	const [, folder = ''] = /(?:^|\/)([^/]+)\/[^/]*\*[^/]*\.(?:pem|key)$/i.exec(path) ?? [];
	return CERTIFICATE_WORDS.test(folder);
}

/** False where the text shows that nothing in the file is secret: a certificate, a public key, settings without a token. */
export function hasCredentials(path: string, text: string): boolean {
	if (/\.(pem|key)$/i.test(path)) return hasPrivateKey(text);
	const [, name] = /(?:^|\/)\.ssh\/([^/]+)$/.exec(path) ?? [];
	if (name !== undefined && !isPrivateKey(name, [])) return /PRIVATE KEY/.test(text);
	if (/(^|\/)\.aws\/config$/.test(path))
		return /^\s*(?:aws_(?:secret|session|access)\w*|credential_process)\s*=/im.test(text);
	return !/(^|\/)\.(npmrc|pypirc)$/.test(path) || text.split(/\r?\n/).some(isSecretSetting);
}

function hasPrivateKey(text: string): boolean {
	if (/PRIVATE KEY/.test(text)) return true;
	// Texts under names, `title=Tides`, are no key; a token of one word may be one.
	return !/-----BEGIN /.test(text) && !/^\s*[\w.-]+\s*[=:]\s*\S|^\S+[ \t]+\S+[ \t]+\S/m.test(text);
}

function isSecretSetting(line: string): boolean {
	const [, key = line, value = ''] = /^\s*([^=:#;]*(?::[^=]*)?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
	const isOrdinary =
		/^\s*([#;[].*)?$/.test(line) ||
		/^\s*[\w@/.-]+(:[a-z-]+)?\s*[=:]\s*(https?:\/\/[^@\s]*|[\w.-]*)\s*$/.test(line);
	if (isOrdinary) return /_auth|password|token/i.test(key) && !/^\$\{\w+\}\s*$/.test(value) && value !== '';
	return !/^["']?\$\{\w+\}["']?\s*$/.test(value);
}

function isPrivateKey(name: string, folders: readonly string[]): boolean {
	const [, stem = '', ending = ''] = /^(.+)\.(pem|key)$/i.exec(name) ?? [];
	if (ending === '')
		return /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?([._-].*)?$/.test(name) && !ABOUT_A_KEY.test(name);
	const words = stem.split(/[._-]+/);
	if (words.some((word) => /^pub(?:lic)?(?:key)?$/i.test(word)))
		return words.some((word) => /^priv/i.test(word));
	if (/pem/i.test(ending))
		return (
			words.some((word) => PRIVATE_WORDS.test(word)) || !words.some((word) => CERTIFICATE_WORDS.test(word))
		);
	if (words.some((word) => /^priv/i.test(word))) return true;
	return !words.some((word) => OTHER_KEY_WORDS.test(word)) && !folders.some((one) => TEXT_FOLDERS.test(one));
}

/** Programs, pages and patterns that are named after a key, and keys that are encrypted. */
const ABOUT_A_KEY = /\.(sh|py|[jt]s|md|example|sample|enc|gpg)$/i;
