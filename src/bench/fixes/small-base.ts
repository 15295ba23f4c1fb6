import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { runDocker } from './run-docker.ts';

/** A shell, a few programs, and an `apt-get` that needs no network: a few megabytes, so that a whole tree is read at once. */
export const SMALL_BASE = 'drydock-fixes/debian:1';

/** Fails without lists, as the real one does, and leaves one program for each package. */
const APT = `#!/bin/sh
set -e
case " $* " in
*" update "*) mkdir -p /var/lib/apt/lists && echo list > /var/lib/apt/lists/tides_main_Packages ;;
*" install "*)
  cat /var/lib/apt/lists/tides_main_Packages > /dev/null
  mkdir -p /usr/bin
  for word in "$@"; do
    case "$word" in install|-*) ;; *) echo "$word" > "/usr/bin/$word" ;; esac
  done ;;
*" purge "*|*" remove "*)
  for word in "$@"; do rm -f "/usr/bin/$word"; done ;;
esac
`;

const DOCKERFILE = `FROM debian:bookworm-slim AS full
RUN set -e; for name in sh rm mkdir touch cat cp ls chmod echo true; do \\
      file=/bin/$name; mkdir -p /small/bin; cp -L $file /small/bin/$name; \\
      for part in $(ldd $file | grep -o '/[^ ]*'); do mkdir -p /small$(dirname $part); cp -L $part /small$part; done; \\
    done
COPY --chmod=755 apt-get /small/bin/apt-get
FROM scratch
COPY --from=full /small /
`;

export async function provideSmallBase(onStep: (step: string) => void): Promise<void> {
	const engine = await connectDocker();
	await createBases(engine, onStep).provide('debian:bookworm-slim');
	await engine.cleanUp();
	const folder = mkdtempSync(join(tmpdir(), 'drydock-fixes-'));
	try {
		writeFileSync(join(folder, 'apt-get'), APT);
		writeFileSync(join(folder, 'Dockerfile'), DOCKERFILE);
		const { error } = await runDocker(['build', '--quiet', '--tag', SMALL_BASE, folder]);
		if (error !== undefined) throw new Error(`The small base cannot be built: ${error}`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
