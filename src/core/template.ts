import { parseDockerfile } from './dockerfile/parse.ts';
import { type FileKind, isTemplateName } from './file-kind.ts';

/** What templates are full of: `{{ name }}`, `{% if %}`, `<%= name %>`. */
const MARK = /\{\{|\{%|<%/;

/** What other makers of files put in the place of a base: `%%BASE%%`, `@BASE@`, `__BASE__`. None of them is an image. */
const PLACE = /%%\w+%%|(?:^|[\s:=/-])@[A-Z_]\w*@|__[A-Z]\w*__/;
/** A whole line that comes from somewhere else. One that is indented rather lacks the backslash before it. */
const FOREIGN_LINE = /^(?:\$\{\w+\}|\$include\b.*|%%\w+%%|@\w+@|@[({[].*)\s*$/;

/** Instructions whose words are a shell's or a program's, where such marks may mean what they say. */
const FREE_TEXT = new Set([
	'RUN',
	'CMD',
	'ENTRYPOINT',
	'HEALTHCHECK',
	'SHELL',
	'LABEL',
	'ENV',
	'ARG',
	'ONBUILD',
]);

/**
 * True for a file that is no Dockerfile or compose file yet: something else makes one from it. A mark alone is not enough,
 * since `docker inspect --format '{{.Id}}'` in a `RUN` is none of a template.
 */
export function looksLikeTemplate(path: string, text: string, kind: FileKind): boolean {
	if (kind !== 'dockerfile' && kind !== 'compose') return false;
	if (isTemplateName(path)) return true;
	if (kind === 'compose') return MARK.test(text) && hasMarkedLine(text);
	if (!MARK.test(text) && !PLACE.test(text) && !/^[$%@]/m.test(text)) return false;
	const { dockerfile, errors } = parseDockerfile(text);
	return (
		dockerfile.instructions.some(
			({ keyword, body }) =>
				(keyword === 'FROM' && PLACE.test(body.text)) ||
				(!FREE_TEXT.has(keyword) && MARK.test(`${keyword} ${body.text}`)),
		) ||
		errors.some(({ span }) => {
			const line = cutLine(text, span.start);
			return MARK.test(line) || FOREIGN_LINE.test(line);
		})
	);
}

/** In a compose file the marks count where a key or a plain value begins with them. */
function hasMarkedLine(text: string): boolean {
	return /^\s*(?:-\s*)?(?:\{\{|\{%|<%)/m.test(text) || /:\s+(?:\{\{|\{%)/.test(text);
}

/** The line that an offset lies in. */
function cutLine(text: string, offset: number): string {
	const end = text.indexOf('\n', offset);
	return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? undefined : end);
}
