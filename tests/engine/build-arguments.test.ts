import { expect, test } from 'vitest';
import { withAddresses } from '#engine/build-arguments.ts';

test('a build argument gets the address of the service it names, and keeps braces that name none', () => {
	const args = { FROM_GIT: 'git://{git.tides.example}/a.git', PLAIN: 'x', OTHER: '{unknown}' };
	expect(withAddresses(args, { 'git.tides.example': '172.30.0.5' })).toEqual({
		FROM_GIT: 'git://172.30.0.5/a.git',
		PLAIN: 'x',
		OTHER: '{unknown}',
	});
});
