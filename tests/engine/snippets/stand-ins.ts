import { provideToolImage, type ToolImage } from '#engine/bases/tool-image.ts';
import type { Outside } from './outside.ts';

/** The entry of the official image, as far as snippets need it: a password or no start, and the server as its user. */
const POSTGRES_ENTRY = `#!/bin/sh
set -eu
if [ ! -s /data/PG_VERSION ]; then
	password=$(cat "\${POSTGRES_PASSWORD_FILE:?a password is needed}")
	install -d -o postgres -m 700 /data
	echo "$password" >/tmp/password && chown postgres /tmp/password
	setpriv --reuid=postgres --regid=postgres --clear-groups initdb --username=postgres --pwfile=/tmp/password -D /data
	rm /tmp/password
fi
exec setpriv --reuid=postgres --regid=postgres --clear-groups postgres -D /data -c listen_addresses='*'
`;
const POSTGRES: ToolImage = {
	name: 'snippet-postgres',
	base: 'debian:bookworm-slim',
	packages: ['postgresql-15'],
	files: { 'entry.sh': POSTGRES_ENTRY },
	lines: ['ENV PATH=/usr/lib/postgresql/15/bin:$PATH', 'ENTRYPOINT ["sh", "/opt/drydock/entry.sh"]'],
};

const PYTHON: ToolImage = {
	name: 'snippet-python',
	base: 'python:3.11-slim-bookworm',
	packages: ['python3-pip', 'python3-venv'],
	// Debian keeps pip from its own Python; the official image has none of Debian's.
	lines: ['RUN rm -f /usr/lib/python3*/EXTERNALLY-MANAGED'],
};

/** Stands for an application of a reader: it answers on the ports that snippets publish. */
const APPLICATION: ToolImage = {
	name: 'snippet-application',
	base: 'node:24-bookworm-slim',
	files: {
		'server.js': `for (const port of [8080, 9090, 5432])
	require('node:http').createServer((_, response) => response.end('tides')).listen(port);
process.on('SIGTERM', () => process.exit(0));
`,
	},
	lines: ['CMD ["node", "/opt/drydock/server.js"]'],
};

/** An image without a shell, as distroless ones are. */
const BARE: ToolImage = {
	name: 'snippet-bare',
	base: 'debian:bookworm-slim',
	lines: ['FROM scratch', 'COPY --from=0 /etc/passwd /etc/group /etc/', 'USER 65532:65532'],
};

/** BusyBox alone, as Alpine has it, in Debian's build. */
const BUSYBOX: ToolImage = {
	name: 'snippet-busybox',
	base: 'debian:bookworm-slim',
	packages: ['busybox-static'],
	lines: [
		'FROM scratch',
		'COPY --from=0 /bin/busybox /bin/',
		'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
	],
};

/** What a snippet names, and what stands for it here: an image that the examples know, or one that is made. */
const STAND_INS: readonly (readonly [RegExp, string | ToolImage])[] = [
	[/^debian:bookworm-slim$/, 'debian:bookworm-slim'],
	[/^debian$/, 'debian:bookworm-slim'],
	[/^registry\.example\.com\/base\/debian:13$/, 'debian:bookworm-slim'],
	[/^alpine:3\.22$/, BUSYBOX],
	// What the snippets do with Node asks nothing of the C library.
	[/^node:24-(bookworm-slim|alpine)$/, 'node:24-bookworm-slim'],
	[/^python:3\.13-slim-(bookworm|trixie)$/, PYTHON],
	[/^golang:1\.26$/, 'golang:1.27-trixie'],
	[/^gcr\.io\/distroless\/static-debian13:/, BARE],
	[/^registry:3\.1\.1$/, 'registry:3'],
	[/^postgres:17(-bookworm)?$/, POSTGRES],
	[/^tides-web:|^registry\.example\.com\/t(ides|ools)\//, APPLICATION],
];

/** The image that stands for one that a snippet names; fails where there is none. */
export async function provideStandIn(image: string, { engine, bases }: Outside): Promise<string> {
	const standIn = STAND_INS.find(([pattern]) => pattern.test(image))?.[1];
	if (standIn === undefined)
		throw new Error(`Nothing stands for \`${image}\`: add it to stand-ins.ts, or say in excused.ts why not.`);
	if (typeof standIn !== 'string') return provideToolImage(standIn, engine, bases);
	await bases.provide(standIn);
	return bases.replacements()[standIn] ?? standIn;
}
