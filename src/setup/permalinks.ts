import { rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { problemsText } from '#core/report/problems.ts';
import { loadContent } from '#examples/load.ts';
import { newAddresses, recordAddresses, recordFiles } from '#examples/permalinks/record.ts';
import { main, root, StepFailed, say } from './steps.ts';

/**
 * `npm run permalinks`: adds every address, fragment and example file of the content to what was published. Run it when
 * a site is published; from then on the build holds to it. Takes nothing away, so running it twice changes nothing.
 */
await main(async () => {
	const folder = resolve(root, process.env['DRYDOCK_CONTENT'] ?? 'content');
	const content = loadContent(folder, root);
	if (content.problems.length > 0) {
		process.stderr.write(`${problemsText(content.problems)}\n`);
		throw new StepFailed('reading the content', 1);
	}
	const permalinks = recordAddresses(content);
	const fresh = newAddresses(content.permalinks?.value, permalinks);
	await writeJson(join(folder, 'permalinks.json'), permalinks);
	for (const example of content.examples.values()) {
		await writeJson(join(example.folder, 'published.json'), recordFiles(example));
	}
	for (const address of fresh) console.log(address);
	say(
		fresh.length === 0
			? 'Every address was known already.'
			: `${fresh.length} addresses are new and will last from now on.`,
	);
});

/** Whole or not at all. */
async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(`${file}.new`, `${JSON.stringify(value, undefined, '\t')}\n`);
	await rename(`${file}.new`, file);
}
