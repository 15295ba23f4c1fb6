const ARCHIVE_NAME = /\.(?:tar|t?gz|t?bz2?|t?xz|t?zst)$/i;
/** How gzip, bzip2, xz and zstd files begin; a plain tar archive says so at byte 257. */
const BEGINNINGS: readonly string[] = ['1f8b08', '425a68', 'fd377a585a00', '28b52ffd'];
const TAR_MARK = '7573746172';
const TAR_MARK_AT = 257;
/** How many bytes of a file tell. */
export const ARCHIVE_HEAD = 512;

/** True for a file that is worth to be looked into: `ADD` unpacks what is a tar archive, compressed or not. */
export function hasArchiveName(path: string): boolean {
	return ARCHIVE_NAME.test(path);
}

/** True where the first bytes of a file are those of an archive that `ADD` unpacks. */
export function beginsAsArchive(head: Uint8Array): boolean {
	const hex = Array.from(head.subarray(0, ARCHIVE_HEAD), (byte) => byte.toString(16).padStart(2, '0')).join(
		'',
	);
	return (
		BEGINNINGS.some((beginning) => hex.startsWith(beginning)) || hex.startsWith(TAR_MARK, 2 * TAR_MARK_AT)
	);
}
