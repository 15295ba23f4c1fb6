/** A piece of the program; `main.cjs` is the one that runs. */
export interface ProgramPart {
	/** As the others ask for it: `main.cjs`. */
	readonly name: string;
	readonly code: string;
}

/**
 * One file that holds all parts in a comment at its end, which is the fastest to read over. A part is compiled when
 * something of it is first used, and Node keeps what it compiled for the next run.
 */
export function formatProgram(parts: readonly ProgramPart[]): string {
	const codes = parts.map(({ code }) => escapeCode(code));
	let end = 0;
	const places = parts.map(({ name }, index) => {
		const start = end;
		end += codes[index]?.length ?? 0;
		return [name, [start, end]];
	});
	return `#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Absent before Node 22; a folder that cannot be written is no reason to stop.
Module.enableCompileCache?.();
const places = ${JSON.stringify(Object.fromEntries(places))};
const file = fileURLToPath(import.meta.url);
const source = readFileSync(file, 'latin1');
const begin = source.indexOf('\\n/*PARTS') + '\\n/*PARTS'.length;
const requireNative = createRequire(import.meta.url);
const loaded = new Map();

function load(name) {
	const known = loaded.get(name);
	if (known) return known.exports;
	const module = new Module(\`\${file}:\${name}\`);
	module.require = later;
	loaded.set(name, module);
	const [start, end] = places[name];
	module._compile(readCode(source.slice(begin + start, begin + end)), module.id);
	return module.exports;
}

function readCode(text) {
	return text.replace(/\\x01([^]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

function later(id) {
	const find = id.startsWith('./') ? () => load(id.slice(2)) : () => requireNative(id);
	let found;
	return new Proxy({}, { get: (_, key) => (found ??= find())[key] });
}

load('main.cjs');
/*PARTS${codes.join('')}*/
`;
}

/** Plain ASCII, of which a byte is a character; and nothing in it ends the comment. */
function escapeCode(text: string): string {
	return text.replace(
		/[^\x00-\x7f]|\x01|(?<=\*)\//g,
		(char) => `\x01${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
