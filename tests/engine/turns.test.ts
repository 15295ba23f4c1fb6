import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from '#engine/turns.ts';

test('work that measures time has the machine to itself; other work runs together', async () => {
	const turns = createTurns();
	let now = 0;
	const most = { together: 0, alone: 0 };
	const work = (kind: keyof typeof most) => async () => {
		now += 1;
		await pause(5);
		most[kind] = Math.max(most[kind], now);
		now -= 1;
	};
	await Promise.all([
		turns.together(work('together')),
		turns.together(work('together')),
		turns.alone(work('alone')),
		turns.together(work('together')),
		turns.alone(work('alone')),
		turns.together(work('together')),
	]);
	expect(most.alone).toBe(1);
	expect(most.together).toBeGreaterThan(1);
});

test('work that fails gives way to the next', async () => {
	const turns = createTurns();
	const failing = turns.alone(async () => {
		throw new Error('no');
	});
	await expect(failing).rejects.toThrow('no');
	expect(await turns.together(async () => 'yes')).toBe('yes');
});
