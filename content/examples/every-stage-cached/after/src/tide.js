const HALF_LUNAR_DAY = 12.42 * 60 * 60 * 1000;
const REFERENCE = Date.UTC(2026, 0, 1, 3, 12);

/** The next high tide at the pier, from one observed high tide and the length of half a lunar day. */
export function nextHighTide(now) {
	const passed = Math.ceil((now.getTime() - REFERENCE) / HALF_LUNAR_DAY);
	return { station: 'pier', high: new Date(REFERENCE + passed * HALF_LUNAR_DAY).toISOString() };
}
