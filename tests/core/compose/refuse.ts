import { lint } from '#core/lint/lint.ts';

/** A service that Compose accepts as it is; a test appends a line to it. */
export const SERVICE = 'services:\n  web:\n    image: tides:1\n';

/** What Compose refuses of a file that is used by itself, each with its place. */
export function refuse(text: string, path = 'compose.yaml', files: readonly string[] = [path]): string[] {
	const context = { files, isIgnored: () => false, read: () => undefined };
	return lint({ path, text }, { context })
		.filter(({ rule }) => rule === 'syntax')
		.map(({ message, range: { start } }) => `${start.line}:${start.column} ${message}`);
}

/** The same of lines in a service, without the places. */
export function refuseOfService(lines: string): string[] {
	const text = `${SERVICE}${lines.replaceAll(/^/gm, '    ')}\n`;
	return refuse(text).map((one) => one.replace(/^\S+ /, ''));
}
