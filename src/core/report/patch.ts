import { makePatch } from '../source/line-diff.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import { hideSecrets } from './secrets/redact.ts';

/** A file before and after its fixes. */
export interface FixedText {
	readonly path: string;
	readonly before: string;
	readonly after: string;
}

/**
 * `--diff`: what the fixes would change, as a patch that `git apply` and `patch -p1` take. A line with a secret in it is shown
 * without the secret; where that happens the patch says what would change and cannot be applied there.
 */
export function formatPatch(files: readonly FixedText[]): string {
	return files
		.filter(({ before, after }) => before !== after)
		.map(({ path, before, after }) => {
			const secrets = findSecrets(before).map(({ start, end }) => before.slice(start, end));
			const name = path.replace(/^\/+/, '');
			return hideSecrets(makePatch(quoteName(`a/${name}`), quoteName(`b/${name}`), before, after), secrets);
		})
		.join('');
}

/** As git writes a name with a character in it that would end the line or hide something. */
function quoteName(name: string): string {
	if (!/[\p{Cc}\p{Cs}"\\\u202a-\u202e\u2066-\u2069]/u.test(name)) return name;
	const quoted = [...name.replace(/\p{Cs}/gu, '\ufffd')].map((char) => {
		if (char === '"' || char === '\\') return `\\${char}`;
		return char >= ' ' && char <= '~' ? char : listUtf8Bytes(char).map(formatOctal).join('');
	});
	return `"${quoted.join('')}"`;
}

function listUtf8Bytes(char: string): number[] {
	const encoded = encodeURIComponent(char);
	return encoded.startsWith('%')
		? encoded
				.slice(1)
				.split('%')
				.map((hex) => Number.parseInt(hex, 16))
		: [char.charCodeAt(0)];
}

function formatOctal(byte: number): string {
	return `\\${byte.toString(8).padStart(3, '0')}`;
}
