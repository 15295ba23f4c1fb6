import { apache } from './hosts/apache.ts';
import { caddy } from './hosts/caddy.ts';
import { dockerfile, dockerignore } from './hosts/container.ts';
import type { HostFile } from './hosts/host-file.ts';
import { nginx } from './hosts/nginx.ts';
import {
	cloudFrontFunction,
	cloudFrontHeaders,
	gitHubPages,
	gitLabPages,
	netlify,
	s3Upload,
} from './hosts/static-hosts.ts';

/** Every file that some host reads, for a site built for the path `base` (with a slash at both ends). */
export function hostFiles(base: string): HostFile[] {
	const place = { base, folder: '/srv/drydock', port: 8080 };
	return [
		{ path: '.nojekyll', text: '' },
		{ path: '.htaccess', text: apache(place) },
		{ path: '_headers', text: netlify() },
		{ path: 'hosting/nginx.conf', text: nginx(place) },
		{ path: 'hosting/nginx-brotli.conf', text: nginx(place, { hasBrotli: true }) },
		{ path: 'hosting/Dockerfile', text: dockerfile(place) },
		{ path: 'hosting/Dockerfile.dockerignore', text: dockerignore() },
		{ path: 'hosting/Caddyfile', text: caddy(place) },
		{ path: 'hosting/cloudfront-headers.json', text: cloudFrontHeaders() },
		{ path: 'hosting/cloudfront-function.js', text: cloudFrontFunction() },
		{ path: 'hosting/s3-upload.sh', text: s3Upload() },
		{ path: 'hosting/github-pages.yml', text: gitHubPages() },
		{ path: 'hosting/gitlab-pages.yml', text: gitLabPages() },
	];
}
