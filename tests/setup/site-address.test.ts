import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

test.each(['nowhere', 'ftp://kb.example.com/'])(
	'a build for %s says what is wrong, without a stack',
	(site) => {
		const { status, stderr } = spawnSync(process.execPath, ['src/setup/build.ts'], {
			cwd: project,
			encoding: 'utf8',
			env: { ...process.env, SITE: site },
		});
		expect(stderr).toContain(`SITE is \`${site}\`, which is no http or https address.`);
		expect(stderr).not.toMatch(/^\s+at /m);
		expect(status).toBe(2);
	},
);
