/** The index of the first item for which `isReached` holds, or how many there are; the items must be in order. */
export function findFirstIndex<Item>(items: readonly Item[], isReached: (item: Item) => boolean): number {
	let low = 0;
	let high = items.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const item = items[middle];
		if (item !== undefined && isReached(item)) high = middle;
		else low = middle + 1;
	}
	return low;
}
