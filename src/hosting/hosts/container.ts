import type { HostLocation } from './host-file.ts';

/**
 * A Dockerfile for an image of the built site: `docker build -f hosting/Dockerfile .` in the folder of the site. It runs
 * without root, writes only below /tmp, and says whether it is well.
 */
export function renderDockerfile({ base, folder, port }: HostLocation): string {
	return `${[
		'# From the folder of the built site:  docker build -t drydock -f hosting/Dockerfile .',
		`# Then:  docker run --read-only --tmpfs /tmp --cap-drop ALL -p ${port}:${port} drydock`,
		'FROM debian:bookworm-slim',
		'',
		'RUN apt-get update \\',
		' && apt-get install -y --no-install-recommends curl libnginx-mod-http-brotli-static nginx-light \\',
		' && rm -rf /var/lib/apt/lists/*',
		'',
		'COPY hosting/nginx-brotli.conf /etc/nginx/nginx.conf',
		`COPY . ${folder}`,
		'',
		'USER www-data',
		`EXPOSE ${port}`,
		'STOPSIGNAL SIGQUIT',
		`HEALTHCHECK --interval=10s --timeout=3s CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:${port}${base}"]`,
		'CMD ["nginx", "-g", "daemon off;"]',
	].join('\n')}\n`;
}

/** What the image leaves out: files for other hosts. Docker reads it because it lies beside the Dockerfile. */
export function renderDockerignore(): string {
	return ['.git', '.htaccess', '.nojekyll', '_headers', 'hosting/*', '!hosting/nginx-brotli.conf']
		.join('\n')
		.concat('\n');
}
