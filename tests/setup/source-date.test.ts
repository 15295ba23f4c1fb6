import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

test.each(['yesterday', '-1', '1.5', '1e20', '2026-11-28'])(
	'a build of the time %s says what is wrong, without a stack',
	(time) => {
		const { status, stderr } = spawnSync(process.execPath, ['src/setup/build.ts'], {
			cwd: project,
			encoding: 'utf8',
			env: { ...process.env, SOURCE_DATE_EPOCH: time },
		});
		expect(stderr).toContain(`SOURCE_DATE_EPOCH is \`${time}\`, which is no time.`);
		expect(stderr).not.toMatch(/^\s+at /m);
		expect(status).toBe(2);
	},
);
