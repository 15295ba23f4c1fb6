import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
	type AskedRequest,
	askOnce,
	askSteadily,
	countOutcomes,
	listRequestEvents,
	measureLongestGap,
} from '#engine/procedures/requests.ts';

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function asked(outcomes: string, phase = 'before'): AskedRequest[] {
	return [...outcomes].map((outcome, index) => ({
		phase,
		sent: index * 100,
		ended: index * 100 + 50,
		isAnswered: outcome === '+',
		hasBegun: outcome === '+',
		body: '',
		...(outcome === '+' ? {} : { reason: 'ECONNREFUSED' }),
	}));
}

describe('a request', () => {
	test('is answered with status 200 and a whole answer', async () => {
		const url = await serve((_request, response) => response.end('high tide\n'));
		expect(await askOnce(url, 'before', 5)).toMatchObject({
			isAnswered: true,
			body: 'high tide',
			phase: 'before',
		});
	});

	test('has failed with any other status, and says what came', async () => {
		const url = await serve((_request, response) =>
			response.writeHead(503).end('<h1>No server</h1>\n<p>is left</p>'),
		);
		expect(await askOnce(url, 'after', 5)).toMatchObject({
			isAnswered: false,
			reason: 'status 503: No server is left',
		});
	});

	test('that breaks off has begun and failed', async () => {
		const url = await serve((_request, response) => {
			response.writeHead(200).write('calculating');
			setImmediate(() => response.destroy());
		});
		expect(await askOnce(url, 'before', 5)).toMatchObject({
			isAnswered: false,
			hasBegun: true,
			reason: 'the answer broke off',
		});
	});

	test('to a port where nobody listens has failed and never begun', async () => {
		const url = await serve(() => {});
		await new Promise((resolve) => servers.pop()?.close(resolve));
		expect(await askOnce(url, 'before', 5)).toMatchObject({
			isAnswered: false,
			hasBegun: false,
			reason: 'ECONNREFUSED',
		});
	});
});

describe('asking steadily', () => {
	test('sends exactly as many as asked for in each phase', async () => {
		const url = await serve((_request, response) => response.end('ok'));
		const signal = new AbortController().signal;
		const asking = askSteadily(url, 'before', { every: 0.01, patience: 5, signal });
		await asking.more(5);
		asking.phase('after');
		await asking.more(0);
		await asking.more(7);
		const all = await asking.end();
		expect(countOutcomes(all, 'before').answered).toBe(5);
		expect(countOutcomes(all, 'after').answered).toBe(7);
	});

	test('ends when the run is stopped', async () => {
		const url = await serve((_request, response) => response.end('ok'));
		const controller = new AbortController();
		const asking = askSteadily(url, 'before', { every: 0.01, patience: 5, signal: controller.signal });
		controller.abort();
		await asking.more(1000);
		expect((await asking.end()).length).toBeLessThan(1000);
	});
});

test('a tally counts the reasons of the requests that failed', () => {
	expect(countOutcomes(asked('++--+'))).toEqual({ answered: 3, failed: 2, reasons: ['2 × ECONNREFUSED'] });
	expect(countOutcomes(asked('++'), 'after')).toEqual({ answered: 0, failed: 0, reasons: [] });
});

test('a gap lasts from the first request that failed to the next that was answered, or to the end', () => {
	expect(measureLongestGap(asked('++++'))).toBe(0);
	expect(measureLongestGap(asked('+--+-+'))).toBe(0.2);
	expect(measureLongestGap(asked('+---'))).toBe(0.25);
});

test('requests in a row with the same outcome are one event', () => {
	expect(listRequestEvents([...asked('++-'), ...asked('-', 'after')], 0)).toEqual([
		{ at: 0, what: '2 requests answered', ok: true },
		{ at: 0.2, what: '1 request failed', ok: false },
		{ at: 0, what: '1 request failed', ok: false },
	]);
});
