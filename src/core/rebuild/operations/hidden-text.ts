/** Stands around a text that only the base image could complete. */
const HIDDEN = '\0';

/** A text in which an image has a part: equal where the written part and the image are. */
export function hideText(written: string, image: string): string {
	return `${HIDDEN}${written}${HIDDEN}${image}${HIDDEN}`;
}

/** The same without the names of images: where two of these differ, so do the texts, save for odd coincidences. */
export function dropImages(text: string): string {
	return text.replace(/\0([^\0]*)\0[^\0]*\0/g, '\0$1\0');
}

export function isHidden(text: string): boolean {
	return text.includes(HIDDEN);
}
