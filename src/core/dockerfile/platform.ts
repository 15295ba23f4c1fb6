/** What a `--platform` value names. */
export interface Platform {
	readonly os: string;
	readonly architecture: string;
}

const SYSTEMS: ReadonlySet<string> = new Set(
	'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
		' ',
	),
);
const ARCHITECTURES: ReadonlySet<string> = new Set(
	(
		'386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 ' +
		'mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'
	).split(' '),
);
const ALIASES: Readonly<Record<string, string>> = {
	i386: '386',
	x86_64: 'amd64',
	'x86-64': 'amd64',
	aarch64: 'arm64',
	armhf: 'arm',
	armel: 'arm',
};

/** Reads `linux/amd64`, `arm64`, `linux/arm/v7`; `undefined` where BuildKit refuses it. A part left out is Linux on amd64. */
export function parsePlatform(text: string): Platform | undefined {
	const parts = text.split('/');
	if (parts.length > 3) return undefined;
	const [first = '', ...rest] = parts;
	const system = /^([A-Za-z0-9_.-]+)(?:\([A-Za-z0-9_.-]*\))?$/.exec(first);
	if (!system || !rest.every((part) => /^[A-Za-z0-9_.-]+$/.test(part))) return undefined;
	const os = normaliseSystem(system[1] ?? '');
	const [second] = rest;
	if (second !== undefined) return { os, architecture: normaliseArchitecture(second) };
	if (SYSTEMS.has(os)) return { os, architecture: 'amd64' };
	const architecture = normaliseArchitecture(first);
	return ARCHITECTURES.has(architecture) ? { os: 'linux', architecture } : undefined;
}

function normaliseSystem(text: string): string {
	const lower = text.toLowerCase();
	return lower === 'macos' ? 'darwin' : lower;
}

function normaliseArchitecture(text: string): string {
	const lower = text.toLowerCase();
	return ALIASES[lower] ?? lower;
}
