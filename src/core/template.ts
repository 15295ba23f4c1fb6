import { parseDockerfile } from './dockerfile/parse.ts';
import { type FileKind, isTemplateName } from './file-kind.ts';

/** What templates are full of: `{{ name }}`, `{% if %}`, `<%= name %>`. */
const MARK = /\{\{|\{%|<%/;

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
	if (!MARK.test(text)) return false;
	if (kind === 'compose') return /^\s*(?:-\s*)?(?:\{\{|\{%|<%)/m.test(text) || /:\s+(?:\{\{|\{%)/.test(text);
	const { dockerfile, errors } = parseDockerfile(text);
	return (
		dockerfile.instructions.some(
			({ keyword, body }) => !FREE_TEXT.has(keyword) && MARK.test(`${keyword} ${body.text}`),
		) || errors.some(({ span }) => MARK.test(cutLine(text, span.start)))
	);
}

/** The line that an offset lies in. */
function cutLine(text: string, offset: number): string {
	const end = text.indexOf('\n', offset);
	return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? undefined : end);
}
