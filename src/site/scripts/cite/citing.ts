import styles from '../../styles/cite.css?inline';
import { addStyleSheet } from '../adopt-style.ts';
import { hideMeaningsOnEscape } from '../terms.ts';
import { citeAnchors } from './cite.ts';
import { copyButtons } from './copy.ts';
import { copyCodeAlone } from './copy-code.ts';
import { followLineAddresses } from './line-addresses.ts';
import { openBlocksInChecker } from './open-check.ts';

/** What a page does once a reader points at something: copying, citing, choosing lines, putting meanings away. */
export function startCiting(): void {
	addStyleSheet(styles);
	copyButtons();
	copyCodeAlone();
	openBlocksInChecker();
	citeAnchors();
	followLineAddresses();
	hideMeaningsOnEscape();
}
