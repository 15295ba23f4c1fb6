import { parseDockerfile } from '../dockerfile/parse.ts';
import type { ContextEntry } from './model.ts';

const INSIDE = 'any-file';

/**
 * Files that a Dockerfile copies by their names and that are not among those of the context. Of a folder one file stands
 * for all; so it does for the whole context where nothing is there.
 */
export function listMissingSources(dockerfile: string, context: readonly ContextEntry[]): string[] {
	const { instructions } = parseDockerfile(dockerfile).dockerfile;
	const missing = new Set<string>();
	const isThere = (path: string) =>
		context.some((entry) => entry.path === path || entry.path.startsWith(`${path}/`));
	for (const { keyword, flags, args, body } of instructions) {
		if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from')) continue;
		if (/[$]|<</.test(body.text)) continue;
		for (const { text } of args.slice(0, -1)) {
			if (/[*?[\]:]/.test(text)) continue;
			const path = text.replace(/^(?:\.?\/)+/, '').replace(/^\.$/, '');
			const plain = path.replace(/\/+$/, '');
			if (plain === '' ? context.length > 0 : isThere(plain)) continue;
			missing.add(isFolderName(path) ? `${plain === '' ? '' : `${plain}/`}${INSIDE}` : plain);
		}
	}
	return [...missing];
}

/** Names of files mostly have a dot or a capital in them. */
function isFolderName(path: string): boolean {
	return !/[.A-Z]/.test(path.replace(/^.*\//, ''));
}
