/** How an image is rebuilt from Debian's packages where its own registry cannot be reached. */
export interface StandInRecipe {
	/** As examples name it. */
	readonly name: string;
	readonly suite: 'bookworm' | 'forky';
	/** Debian packages beyond the minimal system. */
	readonly packages: readonly string[];
	/** Puts this project's own Node and npm in, and the user `node`. */
	readonly hasNode: boolean;
	/** A file of this folder that is copied to `/`. */
	readonly program?: string;
	/** Further lines of its Dockerfile: `ENTRYPOINT`, `ENV`, `RUN`. */
	readonly lines: readonly string[];
	/** What it is made of, in a sentence, for the evidence. */
	readonly madeOf: string;
}

const debian = { suite: 'bookworm', packages: [], hasNode: false, lines: ['CMD ["bash"]'] } as const;

/** Every image that a stand-in can be built for. Add one here to use its name in an example. */
export const STAND_INS: readonly StandInRecipe[] = [
	{
		...debian,
		name: 'debian:bookworm-slim',
		madeOf: 'Debian 12 (bookworm), the minimal system by mmdebstrap, with ca-certificates',
	},
	{
		...debian,
		name: 'node:24-bookworm-slim',
		hasNode: true,
		lines: ['CMD ["node"]'],
		madeOf: 'Debian 12 (bookworm), the minimal system by mmdebstrap, with Node 24, npm and the user `node`',
	},
	{
		...debian,
		name: 'docker/dockerfile:1',
		hasNode: true,
		program: 'own-frontend.ts',
		lines: [
			'LABEL moby.buildkit.frontend.network.none=true moby.buildkit.frontend.caps="moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts"',
			'ENTRYPOINT ["node", "/own-frontend.ts"]',
		],
		madeOf:
			"Debian 12 (bookworm), the minimal system by mmdebstrap, with Node 24 and a program that hands the file to the engine's own Dockerfile frontend",
	},
	{
		...debian,
		name: 'python:3.11-slim-bookworm',
		packages: ['python3'],
		lines: ['RUN ln -s /usr/bin/python3 /usr/local/bin/python', 'CMD ["python3"]'],
		madeOf: "Debian 12 (bookworm), the minimal system by mmdebstrap, with Debian's package python3",
	},
	{
		...debian,
		name: 'registry:3',
		packages: ['docker-registry'],
		// Called as the official image is: with a configuration, or with a command of its own.
		lines: [
			'RUN ln -s /usr/bin/docker-registry /usr/local/bin/registry && mkdir -p /etc/distribution && cp /etc/docker/registry/config.yml /etc/distribution/config.yml',
			`RUN printf '%s\\n' '#!/bin/sh' 'case "$1" in' '*.yaml|*.yml) set -- registry serve "$@" ;;' 'serve|garbage-collect|help|-*) set -- registry "$@" ;;' 'esac' 'exec "$@"' >/entrypoint.sh && chmod 755 /entrypoint.sh`,
			'VOLUME ["/var/lib/registry"]',
			'EXPOSE 5000',
			'ENTRYPOINT ["/entrypoint.sh"]',
			'CMD ["/etc/distribution/config.yml"]',
		],
		madeOf: "Debian 12 (bookworm), the minimal system by mmdebstrap, with Debian's package docker-registry",
	},
	{
		...debian,
		name: 'docker:dind',
		packages: ['docker.io'],
		lines: ['VOLUME ["/var/lib/docker"]', 'CMD ["dockerd"]'],
		madeOf: "Debian 12 (bookworm), the minimal system by mmdebstrap, with Debian's package docker.io",
	},
	{
		...debian,
		name: 'docker:28-dind',
		suite: 'forky',
		packages: ['docker.io', 'docker-cli', 'docker-buildx'],
		lines: ['VOLUME ["/var/lib/docker"]', 'CMD ["dockerd"]'],
		madeOf:
			"Debian forky, the minimal system by mmdebstrap, with Debian's packages docker.io and docker-buildx",
	},
	{
		...debian,
		name: 'golang:1.27-trixie',
		suite: 'forky',
		// Those of the official image, and those of the image that it starts from.
		packages: ['golang-go', 'g++', 'gcc', 'libc6-dev', 'make', 'pkg-config', 'git', 'tzdata'],
		lines: ['ENV GOPATH=/go', 'WORKDIR /go'],
		madeOf:
			"Debian forky, the minimal system by mmdebstrap, with Debian's packages golang-go (Go 1.27), g++, make and git",
	},
];
