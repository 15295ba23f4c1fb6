import { ASK, HASHED_FOLDER, KEEP, SECURITY_HEADERS } from '../headers.ts';
import type { HostLocation } from './host-file.ts';

/**
 * A whole nginx.conf that needs no root and writes only below /tmp. With `hasBrotli`, it needs the module
 * ngx_http_brotli_static_module, which `modules-enabled` of Debian's package loads.
 */
export function renderNginxConfig(
	{ base, folder, port }: HostLocation,
	{ hasBrotli = false, address = '' }: { readonly hasBrotli?: boolean; readonly address?: string } = {},
): string {
	const headers = SECURITY_HEADERS.map(([name, value]) => `\t\tadd_header ${name} "${value}" always;`);
	const elsewhere = base === '/' ? [] : ['', '\t\tlocation / {', `\t\t\treturn 302 ${base};`, '\t\t}'];
	return `${[
		'# Serves the built site; change `root` or `alias` and `listen` to your own. nginx -c <this file>',
		...(hasBrotli ? ['include /etc/nginx/modules-enabled/*.conf;'] : []),
		'worker_processes auto;',
		'pid /tmp/drydock-nginx.pid;',
		'error_log stderr warn;',
		'',
		'events {',
		'\tworker_connections 1024;',
		'}',
		'',
		'http {',
		'\tinclude /etc/nginx/mime.types;',
		'\ttypes {',
		'\t\tapplication/manifest+json webmanifest;',
		'\t\tapplication/wasm wasm;',
		'\t\ttext/javascript mjs;',
		'\t\ttext/markdown md;',
		'\t}',
		'\tdefault_type application/octet-stream;',
		'\tcharset utf-8;',
		'\tcharset_types text/plain text/css text/javascript application/javascript text/markdown application/xml text/xml;',
		'\taccess_log off;',
		'\tserver_tokens off;',
		'\tsendfile on;',
		'\ttcp_nopush on;',
		'\tclient_body_temp_path /tmp/drydock-nginx-body;',
		'\tproxy_temp_path /tmp/drydock-nginx-proxy;',
		'\tfastcgi_temp_path /tmp/drydock-nginx-fastcgi;',
		'\tuwsgi_temp_path /tmp/drydock-nginx-uwsgi;',
		'\tscgi_temp_path /tmp/drydock-nginx-scgi;',
		'',
		'\t# The files were compressed when the site was built.',
		'\tgzip_static on;',
		'\tgzip_vary on;',
		...(hasBrotli ? ['\tbrotli_static on;'] : []),
		'',
		'\tmap $uri $keep {',
		`\t\t~^${base}${HASHED_FOLDER} "${KEEP}";`,
		`\t\tdefault "${ASK}";`,
		'\t}',
		'',
		'\tserver {',
		`\t\tlisten ${address}${port};`,
		'\t\tserver_name _;',
		'\t\tabsolute_redirect off;',
		'\t\tindex index.html;',
		`\t\terror_page 404 ${base}404.html;`,
		'\t\tadd_header Cache-Control $keep always;',
		...headers,
		'',
		`\t\tlocation ${base} {`,
		base === '/' ? `\t\t\troot ${folder};` : `\t\t\talias ${folder}/;`,
		'\t\t}',
		...elsewhere,
		'\t}',
		'}',
	].join('\n')}\n`;
}
