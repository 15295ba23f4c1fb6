import type { Messages, Report } from '../rules/rule.ts';

/**
 * Reports the same at one place only once: what aliases, merges and `extends` give to several services of a compose file,
 * and what a shell function does at several calls, stands in the file once.
 */
export function reportOnce(report: Report<Messages>): Report<Messages> {
	let reportedPlaces: Set<string> | undefined;
	return (message, span, details) => {
		const place = `${message} ${span.start} ${span.end}`;
		reportedPlaces ??= new Set();
		if (reportedPlaces.has(place)) return;
		reportedPlaces.add(place);
		report(message, span, details);
	};
}
