import { ASK, HASHED_FOLDER, KEEP, SECURITY_HEADERS } from '../headers.ts';
import type { HostLocation } from './host-file.ts';

/** What a browser may accept, the better first, and how such files end. */
const ENCODINGS = { br: 'br', gzip: 'gz' };

/** Of the files that are compressed when the site is built, by their ending. */
const TYPES = {
	html: 'text/html',
	css: 'text/css',
	js: 'text/javascript',
	mjs: 'text/javascript',
	json: 'application/json',
	svg: 'image/svg+xml',
	xml: 'application/xml',
	txt: 'text/plain',
	md: 'text/markdown',
	webmanifest: 'application/manifest+json',
};

/** A .htaccess for Apache 2.4; needs the modules headers, rewrite and mime, and `AllowOverride All`. */
export function renderApacheConfig({ base }: Pick<HostLocation, 'base'>): string {
	const headers = SECURITY_HEADERS.map(([name, value]) => `\tHeader always set ${name} "${value}"`);
	return `${[
		'DirectoryIndex index.html',
		'Options -Indexes',
		`ErrorDocument 404 ${base}404.html`,
		'AddDefaultCharset utf-8',
		'AddType text/markdown .md',
		'AddType text/javascript .mjs',
		'AddType application/manifest+json .webmanifest',
		'AddType application/wasm .wasm',
		'',
		'<IfModule mod_headers.c>',
		...headers,
		`\tHeader always set Cache-Control "${ASK}"`,
		`\tHeader always set Cache-Control "${KEEP}" "expr=%{REQUEST_URI} =~ m#^${base}${HASHED_FOLDER}#"`,
		'</IfModule>',
		'',
		'# The files were compressed when the site was built.',
		'<IfModule mod_rewrite.c>',
		'\tRewriteEngine On',
		...Object.entries(ENCODINGS).flatMap(([encoding, ending]) => [
			`\tRewriteCond %{HTTP:Accept-Encoding} ${encoding}`,
			`\tRewriteCond %{REQUEST_FILENAME}\\.${ending} -s`,
			`\tRewriteRule \\.(?:${Object.keys(TYPES).join('|')})$ %{REQUEST_URI}.${ending} [L]`,
		]),
		...Object.entries(TYPES).map(
			([ending, type]) => `\tRewriteRule \\.${ending}\\.(?:br|gz)$ - [T=${type},E=no-gzip:1]`,
		),
		'</IfModule>',
		// Archives that readers download stay archives.
		'RemoveEncoding .gz .tgz .br',
		...Object.entries(ENCODINGS).flatMap(([encoding, ending]) => [
			`<FilesMatch "\\.(?:${Object.keys(TYPES).join('|')})\\.${ending}$">`,
			`\tHeader always set Content-Encoding ${encoding}`,
			'\tHeader always append Vary Accept-Encoding',
			'</FilesMatch>',
		]),
	].join('\n')}\n`;
}
