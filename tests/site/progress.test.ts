import { expect, test } from 'vitest';
import { joinProgress, parseProgress } from '#site/scripts/progress/progress.ts';

test('an exported progress is read again', () => {
	const progress = {
		version: 1 as const,
		read: { registries: '2026-11-24' },
		repaired: { ambassadors: '2026-11-20' },
	};
	expect(parseProgress(JSON.stringify(progress))).toEqual(progress);
});

test.each(['', 'null', '[]', '{', '{"version":2,"read":{}}', '{"version":1,"read":[]}', '{"version":1}'])(
	'%s is no progress',
	(text) => {
		expect(parseProgress(text)).toBeUndefined();
	},
);

test('entries that make no sense are left out, the others stay', () => {
	const read = { registries: '2026-11-24', '<img>': '2026-11-24', ambassadors: 'yesterday', x: 3 };
	expect(parseProgress(JSON.stringify({ version: 1, read }))).toEqual({
		version: 1,
		read: { registries: '2026-11-24' },
		repaired: {},
	});
});

test('a file from another browser adds to what is here and takes nothing away', () => {
	const joined = joinProgress(
		{
			version: 1,
			read: { registries: '2026-11-24', ambassadors: '2026-11-01' },
			repaired: { registries: '2026-11-24' },
		},
		{
			version: 1,
			read: { registries: '2026-11-02', ambassadors: '2026-11-03', 'why-docker': '2026-10-01' },
			repaired: { registries: '2026-11-20', ambassadors: '2026-11-03' },
		},
	);
	expect(joined.read).toEqual({
		registries: '2026-11-24',
		ambassadors: '2026-11-03',
		'why-docker': '2026-10-01',
	});
	expect(joined.repaired).toEqual({ registries: '2026-11-20', ambassadors: '2026-11-03' });
});
