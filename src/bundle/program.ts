import { createHash } from 'node:crypto';

/** A piece of the program; `main.cjs` is the one that runs. */
export interface ProgramPart {
	/** As the others ask for it: `main.cjs`. */
	readonly name: string;
	readonly code: string;
}

/** Where a part begins and ends, counted from the first of them, and what its compiled form is kept by. */
interface PartPlace {
	readonly start: number;
	readonly end: number;
	readonly key: string;
}

/**
 * One file that holds all parts in a comment at its end, which is the fastest to read over. A part is compiled when
 * something of it is first used. What the first `lint` compiled is kept for the next run: Node alone would keep what it
 * compiles before anything has run, and compile every function anew that is called.
 */
export function formatProgram(parts: readonly ProgramPart[]): string {
	const codes = parts.map(({ code }) => escapeCode(code));
	let end = 0;
	const places = parts.map(({ name }, index): [string, PartPlace] => {
		const code = codes[index] ?? '';
		const start = end;
		end += code.length;
		return [name, { start, end, key: createHash('sha256').update(code).digest('hex').slice(0, 16) }];
	});
	return `${formatHead(places)}${codes.join('')}*/
`;
}

/** All before the first part. It says itself how long it is, so that nothing is read but the parts that are needed. */
function formatHead(places: readonly (readonly [name: string, place: PartPlace])[]): string {
	const format = (begin: number) => `#!/usr/bin/env node
import Module, { createRequire } from 'node:module';

// An import of node:fs asks for all that it exports, its streams among them.
const requireNative = createRequire(import.meta.url);
const { openSync, readFileSync, readSync, renameSync, writeFileSync } = requireNative('node:fs');
const { fileURLToPath } = requireNative('node:url');
const { Script } = requireNative('node:vm');
// Absent before Node 22; a folder that cannot be written is no reason to stop.
Module.enableCompileCache?.();
const cache = Module.getCompileCacheDir?.();
const places = ${JSON.stringify(Object.fromEntries(places))};
const file = fileURLToPath(import.meta.url);
// Stays open: parts that are read later are of the same edition, also where a newer one has taken its place.
const opened = openSync(file);
const begin = ${String(begin).padEnd(8)};
const loaded = new Map();

function load(name) {
	const known = loaded.get(name);
	if (known) return known.exports;
	const module = { exports: {} };
	loaded.set(name, module);
	compile(name)(module.exports, later, module);
	return module.exports;
}

function compile(name) {
	const { start, end, key } = places[name];
	const bytes = Buffer.allocUnsafe(end - start);
	readSync(opened, bytes, 0, bytes.length, begin + start);
	const code = readCode(bytes.latin1Slice());
	const kept = cache && \`\${cache}/drydock-\${key}\`;
	const script = new Script(\`(function (exports, require, module) {\${code}\\n})\`, {
		filename: \`\${file}:\${name}\`,
		cachedData: kept && readKept(kept),
	});
	if (kept && script.cachedDataRejected !== false && process.argv[2] === 'lint')
		process.on('exit', () => keep(kept, script.createCachedData()));
	return script.runInThisContext();
}

function readKept(path) {
	try {
		return readFileSync(path);
	} catch {}
}

function keep(path, data) {
	const part = \`\${path}.\${process.pid}\`;
	try {
		writeFileSync(part, data, { mode: 0o600, flag: 'wx' });
		renameSync(part, path);
	} catch {}
}

function readCode(text) {
	const [first, ...others] = text.split('\\x01');
	return first + others.map((part) => String.fromCharCode(parseInt(part.slice(0, 4), 16)) + part.slice(4)).join('');
}

function later(id) {
	const find = id.startsWith('./') ? () => load(id.slice(2)) : () => requireNative(id);
	let found;
	return new Proxy({}, { get: (_, key) => (found ??= find())[key] });
}

load('main.cjs');
/*PARTS`;
	return format(format(0).length);
}

/** Plain ASCII, of which a byte is a character; and nothing in it ends the comment. */
function escapeCode(text: string): string {
	return text.replace(
		/[^\x00-\x7f]|\x01|(?<=\*)\//g,
		(char) => `\x01${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
