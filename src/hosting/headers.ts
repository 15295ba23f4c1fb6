/**
 * Headers that every answer of the site carries. Each page holds its own content security policy as well, with the
 * hashes of that page; a browser keeps to both.
 */
export const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
	['Content-Security-Policy', "frame-ancestors 'none'"],
	['X-Content-Type-Options', 'nosniff'],
	['X-Frame-Options', 'DENY'],
	['Referrer-Policy', 'same-origin'],
	['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
	['Cross-Origin-Opener-Policy', 'same-origin'],
	['Cross-Origin-Resource-Policy', 'same-origin'],
];

/** The folder whose files have a hash of their content in their names. */
export const HASHED_FOLDER = '_/';

/** For files whose name changes with their content. */
export const KEEP = 'public, max-age=31536000, immutable';

/** For everything else: ask each time whether it has changed. */
export const ASK = 'no-cache';
