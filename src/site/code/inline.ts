import { escapeHtml } from './lines.ts';

/** A sentence with `` `code` `` in it as HTML, everything else escaped. */
export function inlineCode(sentence: string): string {
	return escapeHtml(sentence).replace(/`([^`]+)`/g, '<code>$1</code>');
}
