import { rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatProblems } from '#core/report/problems.ts';
import { count } from '#core/report/visible-text.ts';
import type { Content } from '#examples/content.ts';
import type { Recorded } from '#examples/permalinks/load-recorded.ts';
import { listNewAddresses, recordAddresses, recordFiles } from '#examples/permalinks/record.ts';
import { parseArguments } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import { listUnansweredAddresses } from '../permalinks/unanswered.ts';

const USAGE = `
Usage: drydock permalinks [--site <dir>]

Adds every address and fragment of the content to permalinks.json, and every text of an example's files to its
published.json. With DRYDOCK_CONTENT, what ours does not hold is added in that folder. Run it when a site is published: from then on the build holds to these addresses. It prints what is new
and takes nothing away, so running it twice changes nothing.

  --site <dir>   changes nothing; says which recorded addresses the built site in that folder does not answer

Exit codes: 0 done, 1 an address is not answered, 2 wrong usage or the content could not be read.
`;

/** `content` reads what DRYDOCK_CONTENT names, laid over the project's own; `recorded` no more of it than the record. */
export function createPermalinksCommand(
	content: (io: Io) => Content,
	recorded: (io: Io) => Recorded,
): Command {
	return {
		name: 'permalinks',
		summary: 'Record every address, so that none is ever lost',
		usage: USAGE,
		run: async (args, io) => {
			const { values, positionals } = parseArguments(args, { site: { type: 'string' } });
			if (positionals.length > 0) throw new UsageError('It takes no arguments, only options.');
			return values.site === undefined
				? record(content(io), io)
				: compare(recorded(io), resolve(io.cwd, values.site), io);
		},
	};
}

async function record(content: Content, io: Io): Promise<number> {
	if (content.problems.length > 0) {
		io.stderr.write(`${formatProblems(content.problems)}\n`);
		io.stderr.write('Nothing was recorded: addresses of content that cannot be read would be missing.\n');
		return EXIT.unusable;
	}
	const permalinks = recordAddresses(content);
	const fresh = listNewAddresses(content.permalinks?.value, permalinks);
	await writeJson(join(content.folder, 'permalinks.json'), permalinks);
	for (const example of content.examples.values()) {
		if (content.base?.examples.get(example.id) === example) continue;
		await writeJson(join(example.folder, 'published.json'), recordFiles(example));
	}
	for (const address of fresh) io.stdout.write(`${address}\n`);
	io.stderr.write(
		fresh.length === 0
			? 'Every address was known already.\n'
			: `${count(fresh.length, 'new address', 'new addresses')}, to last from now on.\n`,
	);
	return EXIT.fine;
}

function compare({ path, addresses, redirects }: Recorded, site: string, io: Io): number {
	const lost = addresses.flatMap((one) => listUnansweredAddresses({ addresses: one, redirects }, site));
	if (lost.length === 0) return EXIT.fine;
	io.stderr.write(
		`The built site does not answer ${count(lost.length, 'address', 'addresses')} that it once did:\n`,
	);
	for (const address of lost) io.stderr.write(`  ${address}\n`);
	io.stderr.write(
		`Bring them back in the page they belong to, or add to \`redirects\` in ${path}/permalinks.json where they went: \`"${lost[0]}": "/…/"\`.\n`,
	);
	return EXIT.found;
}

/** Whole or not at all. */
async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(`${file}.new`, `${JSON.stringify(value, undefined, '\t')}\n`);
	await rename(`${file}.new`, file);
}
