import { appendFileSync, existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { withBuildLock } from '../../src/setup/build-lock.ts';

/** Takes a lock as a build does, in each round that begins, and says in a file when it was in and when it was out. */
const [folder = '', rounds = ''] = process.argv.slice(2);
for (let round = 0; round < Number(rounds); round++) {
	const place = `${folder}/${round}`;
	while (!existsSync(`${place}/begin`)) await pause(2);
	await withBuildLock(`${place}/lock`, async () => {
		appendFileSync(`${place}/log`, `in ${process.pid}\n`);
		await pause(15);
		appendFileSync(`${place}/log`, `out ${process.pid}\n`);
	}).catch(() => undefined);
	appendFileSync(`${place}/ended`, '.');
}
