import { renderApacheConfig } from './hosts/apache.ts';
import { renderCaddyfile } from './hosts/caddy.ts';
import { renderDockerfile, renderDockerignore } from './hosts/container.ts';
import type { HostFile } from './hosts/host-file.ts';
import { renderNginxConfig } from './hosts/nginx.ts';
import {
	renderCloudFrontFunction,
	renderCloudFrontHeaders,
	renderGitHubWorkflow,
	renderGitLabJob,
	renderNetlifyHeaders,
	renderS3UploadScript,
} from './hosts/static-hosts.ts';

/** Every file that some host reads, for a site built for the path `base` (with a slash at both ends). */
export function renderHostFiles(base: string): HostFile[] {
	const place = { base, folder: '/srv/drydock', port: 8080 };
	return [
		{ path: '.nojekyll', text: '' },
		{ path: '.htaccess', text: renderApacheConfig(place) },
		{ path: '_headers', text: renderNetlifyHeaders() },
		{ path: 'hosting/nginx.conf', text: renderNginxConfig(place) },
		{ path: 'hosting/nginx-brotli.conf', text: renderNginxConfig(place, { hasBrotli: true }) },
		{ path: 'hosting/Dockerfile', text: renderDockerfile(place) },
		{ path: 'hosting/Dockerfile.dockerignore', text: renderDockerignore() },
		{ path: 'hosting/Caddyfile', text: renderCaddyfile(place) },
		{ path: 'hosting/cloudfront-headers.json', text: renderCloudFrontHeaders() },
		{ path: 'hosting/cloudfront-function.js', text: renderCloudFrontFunction() },
		{ path: 'hosting/s3-upload.sh', text: renderS3UploadScript() },
		{ path: 'hosting/github-pages.yml', text: renderGitHubWorkflow() },
		{ path: 'hosting/gitlab-pages.yml', text: renderGitLabJob() },
	];
}
