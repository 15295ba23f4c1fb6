import type { Span } from '../../source/position.ts';
import { findUserInfo } from './addresses.ts';
import { findKnownForms } from './known-forms.ts';
import { findNamedValues } from './named-values.ts';
import { findStrayWords } from './stray-words.ts';
import { findWrittenSecrets } from './written-secrets.ts';

/**
 * Every stretch of a text that may be a secret, by its letters alone: no parser has to understand the text, no rule to run.
 * In no order, and they may overlap.
 */
export function findSecrets(text: string, isSentence = false): Span[] {
	return [
		...findUserInfo(text),
		...findKnownForms(text),
		...findNamedValues(text, isSentence),
		...findStrayWords(text),
		...findWrittenSecrets(text),
	];
}
