import { classifyFile } from '#core/file-kind.ts';

/** The tab that a file belongs to, by its name and else by what is in it; `undefined` for what is none of them. */
export function chooseTab(name: string, text: string): string | undefined {
	switch (classifyFile(name)) {
		case 'dockerfile':
			return 'Dockerfile';
		case 'compose':
			return 'compose.yaml';
		case 'ignore-file':
			return '.dockerignore';
		default:
			return inferFileKind(text);
	}
}

/** Told by the first line that is no comment, which hardly leaves a doubt. */
export function inferFileKind(text: string): 'Dockerfile' | 'compose.yaml' | undefined {
	const start = text.slice(0, 20_000);
	if (/^services:[ \t]*(?:#.*)?$/m.test(start)) return 'compose.yaml';
	if (/^[ \t]*(?:from|arg)[ \t]+\S/im.test(start)) return 'Dockerfile';
	return undefined;
}
