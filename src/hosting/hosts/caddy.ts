import { ASK, HASHED_FOLDER, KEEP, SECURITY_HEADERS } from '../headers.ts';
import type { HostLocation } from './host-file.ts';

/** A Caddyfile. With a host name in the place of the port, Caddy fetches a certificate for it by itself. */
export function renderCaddyfile({ base, folder, port }: HostLocation): string {
	const headers = SECURITY_HEADERS.map(([name, value]) => `\t\t${name} "${value}"`);
	const served = [`\troot * ${folder}`, '\tfile_server {', '\t\tprecompressed br gzip', '\t}'];
	const path = base.replace(/\/$/, '');
	return `${[
		'# Serves the built site; write your host name in the place of the port. caddy run --config <this file>',
		`:${port} {`,
		'\theader {',
		...headers,
		'\t\t-Server',
		'\t}',
		`\t@hashed path ${base}${HASHED_FOLDER}*`,
		`\theader @hashed Cache-Control "${KEEP}"`,
		`\t@named not path ${base}${HASHED_FOLDER}*`,
		`\theader @named Cache-Control "${ASK}"`,
		'\t@markdown path *.md',
		'\theader @markdown Content-Type "text/markdown; charset=utf-8"',
		'\t@manifest path *.webmanifest',
		'\theader @manifest Content-Type "application/manifest+json"',
		'',
		...(base === '/'
			? served
			: [
					`\tredir ${path} ${base} 308`,
					`\thandle_path ${base}* {`,
					...served.map((line) => `\t${line}`),
					'\t}',
					'\thandle / {',
					`\t\tredir ${base} 302`,
					'\t}',
					'\thandle {',
					'\t\terror 404',
					'\t}',
				]),
		'',
		'\thandle_errors {',
		'\t\t@missing expression `{http.error.status_code} == 404`',
		'\t\trewrite @missing /404.html',
		...served.map((line) => `\t${line}`),
		'\t}',
		'}',
	].join('\n')}\n`;
}
