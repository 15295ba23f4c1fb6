import { citeAnchors } from './cite.ts';
import { copyButtons } from './copy.ts';
import { lineAddresses } from './line-addresses.ts';
import { dismissMeanings } from './terms.ts';

/** What a page does once a reader points at something: copying, citing, choosing lines, putting meanings away. */
export function citing(): void {
	copyButtons();
	citeAnchors();
	lineAddresses();
	dismissMeanings();
}
