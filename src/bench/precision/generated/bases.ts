import { createBases } from '#engine/bases/bases.ts';
import { provideToolImage } from '#engine/bases/tool-image.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { runDocker } from '../../fixes/run-docker.ts';
import { provideSmallBase, SMALL_BASE } from '../../fixes/small-base.ts';
import { DOWNLOADS } from './download-server.ts';
import type { TruthBase } from './truth.ts';

const DEBIAN = 'debian:bookworm-slim';
const GIT_BASE = 'drydock-witness/git:1';
const PIP_BASE = 'drydock-witness/pip:1';

/** The image that made-up files start from, made where it is not there. */
export async function provideTruthBase(base: TruthBase): Promise<string> {
	await provideSmallBase(() => {});
	if (base === 'small') return SMALL_BASE;
	const engine = await connectDocker();
	try {
		const bases = createBases(engine, () => {});
		await bases.provide(DEBIAN);
		if (base === 'debian') return DEBIAN;
		const downloads = await provideToolImage(DOWNLOADS, engine, bases);
		return await (base === 'git'
			? buildBase(GIT_BASE, makeGitBase(downloads))
			: buildBase(PIP_BASE, makePipBase(downloads)));
	} finally {
		await engine.cleanUp();
	}
}

async function buildBase(name: string, text: string): Promise<string> {
	const { error } = await runDocker(['build', '--quiet', '--tag', name, '-'], text);
	if (error !== undefined) throw new Error(`The base \`${name}\` cannot be built: ${error}`);
	return name;
}

/** The small base with git, and a repository that has a tag. */
function makeGitBase(downloads: string): string {
	return `FROM ${downloads} AS full
RUN set -e; git -C /srv/tides.git tag v1; \\
    for file in /usr/bin/git /usr/bin/find; do \\
      mkdir -p /small/usr/bin; cp -L $file /small$file; \\
      for part in $(ldd $file | grep -o '/[^ ]*'); do mkdir -p /small$(dirname $part); cp -L $part /small$part; done; \\
    done; \\
    mkdir -p /small/usr/lib/git-core /small/srv /small/etc; \\
    ln -s /usr/bin/git /small/usr/lib/git-core/git; ln -s git /small/usr/bin/git-upload-pack; \\
    cp -r /srv/tides.git /small/srv/; echo 'root:x:0:0::/root:/bin/sh' > /small/etc/passwd; \\
    printf '[safe]\\n\\tdirectory = *\\n' > /small/etc/gitconfig
FROM ${SMALL_BASE}
COPY --from=full /small /
`;
}

/** A real pip, and `serve`, which starts the index that it downloads from; of an http index pip caches what it is told to trust. */
function makePipBase(downloads: string): string {
	return `FROM ${downloads}
RUN printf '#!/bin/sh\\nnode /opt/drydock/server.mjs > /dev/null 2>&1 &\\nsleep 1\\n' > /usr/bin/serve && chmod +x /usr/bin/serve
ENV PIP_INDEX_URL=http://localhost/simple PIP_TRUSTED_HOST=localhost
`;
}
