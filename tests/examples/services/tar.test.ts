import { expect, test } from 'vitest';
import { packTar, unpackTar } from '#examples/services/tar.ts';

test('what is packed comes out again, and is the same bytes each time', async () => {
	const files = [
		{ path: 'a.txt', mode: 0o644, content: 'one\n' },
		{ path: 'bin/run', mode: 0o755, content: Uint8Array.of(0, 255, 10) },
	];
	const packed = await packTar(files, new Date(0));
	expect((await packTar(files, new Date(0))).equals(packed)).toBe(true);
	const out = await unpackTar(packed);
	expect(out.map(({ path, mode, content }) => [path, mode, Buffer.from(content).toString('latin1')])).toEqual(
		[
			['a.txt', 0o644, 'one\n'],
			['bin/run', 0o755, '\x00\xff\n'],
		],
	);
});
