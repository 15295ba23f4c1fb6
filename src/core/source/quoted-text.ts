const LONGEST = 200;

/** A message, which may quote the source: on one line, no control characters, not too long. */
export function formatMessage(text: string): string {
	const plain = text.slice(0, LONGEST + 1).replace(/\p{Cc}/gu, ' ');
	return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}
