import { ASK, HASHED_FOLDER, KEEP, SECURITY_HEADERS } from '../headers.ts';
import type { Place } from './host-file.ts';

/** A .htaccess for Apache 2.4; needs the modules headers, rewrite and mime, and `AllowOverride All`. */
export function apache({ base }: Pick<Place, 'base'>): string {
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
		'\tRewriteCond %{HTTP:Accept-Encoding} gzip',
		'\tRewriteCond %{REQUEST_FILENAME}\\.gz -s',
		'\tRewriteRule ^(.*\\.(html|css|js|mjs|json|svg|xml|txt|md|webmanifest))$ $1.gz [QSA]',
		...[
			'html',
			'css',
			'json',
			'xml',
			'txt:plain',
			'md:markdown',
			'js:javascript',
			'mjs:javascript',
			'svg:svg+xml',
			'webmanifest:manifest+json',
		].map((entry) => {
			const [ending = '', kind = ending] = entry.split(':');
			return `\tRewriteRule \\.${ending}\\.gz$ - [T=${typeOf(kind)},E=no-gzip:1,E=packed:1]`;
		}),
		'\t<IfModule mod_headers.c>',
		'\t\tHeader set Content-Encoding gzip env=packed',
		'\t\tHeader append Vary Accept-Encoding env=packed',
		'\t</IfModule>',
		'</IfModule>',
	].join('\n')}\n`;
}

function typeOf(kind: string): string {
	if (kind === 'svg+xml') return 'image/svg+xml';
	return ['json', 'xml', 'manifest+json'].includes(kind) ? `application/${kind}` : `text/${kind}`;
}
