import type { Page } from 'playwright/test';

/** Adds up from now on, on each page that is opened, how far what is there moves by itself. */
export function watchShifts(page: Page): Promise<unknown> {
	return page.addInitScript(() => {
		const shifts = { sum: 0 };
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) shifts.sum += (entry as unknown as { value: number }).value;
		}).observe({ type: 'layout-shift', buffered: true });
	});
}

/** The sum for the page that is open; 0 where nothing has moved. */
export function shiftsOf(page: Page): Promise<number> {
	return page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum);
}
