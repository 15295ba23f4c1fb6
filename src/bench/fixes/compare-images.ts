import type { BuiltImage } from './built-image.ts';

/** Where a fix may change the file tree, because its rule says so. */
const ANNOUNCED: Readonly<Record<string, RegExp>> = {
	'package-lists-left': /^var\/lib\/apt\/lists\/.|^var\/cache\/apt\/./,
};

/** What differs between an image and the one after the fixes of these rules, beyond what the rules announce. */
export function listImageDifferences(
	before: BuiltImage,
	after: BuiltImage,
	rules: ReadonlySet<string>,
): string[] {
	const isAnnounced = (path: string) => [...rules].some((rule) => ANNOUNCED[rule]?.test(path));
	const paths = new Set([...before.tree.keys(), ...after.tree.keys()]);
	const files = [...paths].filter(
		(path) => before.tree.get(path) !== after.tree.get(path) && !isAnnounced(path),
	);
	const keys = new Set([...Object.keys(before.config), ...Object.keys(after.config)]);
	const settings = [...keys].filter((key) => {
		const [old, repaired] = [before.config[key], after.config[key]];
		if (JSON.stringify(old) === JSON.stringify(repaired)) return false;
		const isStart = key === 'Cmd' || key === 'Entrypoint';
		return !(isStart && rules.has('shell-form-start') && isSameStart(old, repaired));
	});
	return [...files.map((path) => `file ${path}`), ...settings.map((key) => `setting ${key}`)];
}

/** `/bin/sh -c "node server.js"` and `["node", "server.js"]` start the same. */
function isSameStart(old: unknown, repaired: unknown): boolean {
	if (!isTextList(old) || !isTextList(repaired)) return false;
	const [shell, option, script = ''] = old;
	if (shell !== '/bin/sh' || option !== '-c') return false;
	return (
		script
			.replaceAll(/["'\\]/g, '')
			.split(/\s+/)
			.join(' ')
			.trim() === repaired.join(' ')
	);
}

function isTextList(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
