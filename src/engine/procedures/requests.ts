import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { TimelineEvent } from '#examples/evidence/evidence.ts';

/** One request and what came of it. */
export interface AskedRequest {
	/** The part of the run it belongs to: the one that was going on when it was sent. */
	readonly phase: string;
	/** Milliseconds on the clock of `performance.now()`. */
	readonly sent: number;
	readonly ended: number;
	readonly isAnswered: boolean;
	/** At least the head of an answer has come. */
	readonly hasBegun: boolean;
	readonly body: string;
	/** Why it counts as failed. */
	readonly reason?: string;
}

export interface AskOptions {
	/** Seconds from one request to the next. None waits for the one before. */
	readonly every: number;
	/** Seconds after which a request without an answer has failed. */
	readonly patience: number;
	readonly signal: AbortSignal;
}

export interface Asking {
	/** What is sent from now on belongs to this phase. */
	phase(name: string): void;
	/** Resolves when so many more have been sent. */
	more(count: number): Promise<void>;
	/** Sends no more, waits for what is under way, and answers all in the order sent. */
	end(): Promise<readonly AskedRequest[]>;
}

/** Asks again and again at a steady pace, each time over a connection of its own. */
export function askSteadily(url: string, phase: string, { every, patience, signal }: AskOptions): Asking {
	const all: Promise<AskedRequest>[] = [];
	const stop = new AbortController();
	const stopped = AbortSignal.any([signal, stop.signal]);
	let current = phase;
	let waiting: { readonly until: number; readonly go: () => void } | undefined;
	const asking = (async () => {
		const begin = performance.now();
		while (!stopped.aborted) {
			if (waiting !== undefined && all.length >= waiting.until) waiting.go();
			// Whoever waited goes first, and may end this or begin another phase.
			await pause(0);
			if (stopped.aborted) break;
			all.push(askOnce(url, current, patience));
			const next = begin + all.length * every * 1000;
			await pause(Math.max(0, next - performance.now()), undefined, { signal: stopped }).catch(
				() => undefined,
			);
		}
		waiting?.go();
	})();
	return {
		phase(name) {
			current = name;
		},
		more: (count) =>
			count === 0
				? Promise.resolve()
				: new Promise((go) => {
						waiting = { until: all.length + count, go };
					}),
		async end() {
			stop.abort();
			await asking;
			return Promise.all(all);
		},
	};
}

/** Asks once. An answer counts with status 200 alone, and when it is complete. */
export function askOnce(url: string, phase: string, patience: number): Promise<AskedRequest> {
	const sent = performance.now();
	let hasBegun = false;
	return new Promise((resolve) => {
		const endRequest = (isAnswered: boolean, body: string, reason?: string) =>
			resolve({
				phase,
				sent,
				ended: performance.now(),
				isAnswered,
				hasBegun,
				body: body.trim(),
				...omitUndefined({ reason }),
			});
		const asked = request(url, { agent: false, signal: AbortSignal.timeout(patience * 1000) }, (response) => {
			hasBegun = true;
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (part: string) => {
				body += part;
			});
			response.on('error', () => endRequest(false, body, 'the answer broke off'));
			response.on('end', () => {
				const isGood = response.statusCode === 200;
				endRequest(isGood, body, ...(isGood ? [] : [`status ${response.statusCode}: ${stripMarkup(body)}`]));
			});
		});
		asked.on('error', (error: NodeJS.ErrnoException) =>
			endRequest(
				false,
				'',
				error.name === 'AbortError' ? 'no answer in time' : (error.code ?? error.message),
			),
		);
		asked.end();
	});
}

/** The text of an error page. */
function stripMarkup(body: string): string {
	return body
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

export interface Tally {
	readonly answered: number;
	readonly failed: number;
	/** The different reasons of those that failed, each with how often. */
	readonly reasons: readonly string[];
}

/** Counts the requests of one phase, or of all. */
export function countOutcomes(all: readonly AskedRequest[], phase?: string): Tally {
	const some = phase === undefined ? all : all.filter((one) => one.phase === phase);
	const reasons = new Map<string, number>();
	for (const { reason } of some)
		if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
	const failed = some.filter(({ isAnswered }) => !isAnswered).length;
	return {
		answered: some.length - failed,
		failed,
		reasons: [...reasons].map(([reason, count]) => `${count} × ${reason}`),
	};
}

/** The longest time in seconds from a request that failed to the next that was answered, or to the end. */
export function measureLongestGap(all: readonly AskedRequest[]): number {
	let longest = 0;
	let since: number | undefined;
	for (const { isAnswered, sent, ended } of all) {
		if (!isAnswered) since ??= sent;
		if (since !== undefined) longest = Math.max(longest, (isAnswered ? sent : ended) - since);
		if (isAnswered) since = undefined;
	}
	return longest / 1000;
}

/** Requests in a row with the same outcome become one event, so that a time line can be read. */
export function listRequestEvents(all: readonly AskedRequest[], begin: number): TimelineEvent[] {
	const events: (TimelineEvent & { count: number })[] = [];
	let key = '';
	for (const { phase, isAnswered, sent } of all) {
		const last = events.at(-1);
		if (last !== undefined && key === `${phase} ${isAnswered}`) last.count += 1;
		else events.push({ at: toSeconds(sent - begin), what: '', ok: isAnswered, count: 1 });
		key = `${phase} ${isAnswered}`;
	}
	return events.map(({ count, ...event }) => ({
		...event,
		what: `${count} ${count === 1 ? 'request' : 'requests'} ${event.ok ? 'answered' : 'failed'}`,
	}));
}

/** Milliseconds as seconds, to the hundredth. */
export function toSeconds(milliseconds: number): number {
	return Math.round(milliseconds / 10) / 100;
}
