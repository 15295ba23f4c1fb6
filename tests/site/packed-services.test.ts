import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadContent } from '#examples/load.ts';
import { listRunGuides } from '#site/data/run/guides.ts';
import { listServiceFiles } from '#site/data/services/services.ts';

const { examples } = loadContent('content');

test('every side is run by a command that needs nothing but Docker, save one that is no build', async () => {
	const others: string[] = [];
	for (const [id, example] of examples)
		for (const { side, isAlone } of await listRunGuides(example)) if (!isAlone) others.push(`${id} ${side}`);
	expect(others).toEqual(['pull-through before']);
});

describe('the services that come along', () => {
	for (const [id, example] of examples) {
		test(`${id}: the command starts what the compose file has, and files that it names come along`, async () => {
			const guides = await listRunGuides(example);
			const files = await listServiceFiles(example);
			if (guides.every(({ services }) => services.length === 0)) return;
			const { services } = parse(new TextDecoder().decode(files[0]?.bytes));
			for (const { command } of guides)
				for (const [, name] of command.matchAll(/up --detach --wait (\S+)$/gm))
					expect(services[name ?? ''].container_name).toBe(`${id}-${name}`);
			const mounted = Object.values<{ volumes?: string[]; build?: string }>(services).flatMap(
				({ volumes = [], build }) => [...volumes.map((volume) => volume.split(':')[0]), build ?? []].flat(),
			);
			for (const path of mounted)
				expect(files.some((file) => `./${file.path}`.startsWith(path ?? ''))).toBe(true);
		});
	}
});
