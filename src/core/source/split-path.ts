/** The names on the way to a path, `.`, `..` and doubled slashes worked out; `..` at the root leads nowhere. */
export function splitPath(path: string): string[] {
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return parts;
}
