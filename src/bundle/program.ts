/** A piece of the program; `main.cjs` is the one that runs. */
export interface ProgramPart {
	/** As the others ask for it: `main.cjs`. */
	readonly name: string;
	readonly code: string;
}

/**
 * One file that holds all parts as texts. A part is compiled when it is first asked for, and Node keeps what it compiled
 * for the next run. A module of the same size would be read through as a whole, at every start.
 */
export function formatProgram(parts: readonly ProgramPart[]): string {
	const texts = parts.map(({ name, code }) => `${JSON.stringify(name)}: ${formatText(code)}`);
	return `#!/usr/bin/env node
import Module, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Absent before Node 22; a folder that cannot be written is no reason to stop.
Module.enableCompileCache?.();
const parts = {
${texts.join(',\n')}
};
const file = fileURLToPath(import.meta.url);
const requireNative = createRequire(import.meta.url);
const loaded = new Map();

function load(name) {
	const known = loaded.get(name);
	if (known) return known.exports;
	const module = new Module(\`\${file}:\${name}\`);
	module.require = (id) => (id.startsWith('./') ? load(id.slice(2)) : requireNative(id));
	loaded.set(name, module);
	module._compile(parts[name], module.id);
	return module.exports;
}

load('main.cjs');
`;
}

/** Plain ASCII: a text with other characters takes twice the memory, and longer to read. */
function formatText(text: string): string {
	return JSON.stringify(text).replace(
		/[^\x20-\x7e]/g,
		(char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
