import { join } from 'node:path';
import { type RolldownOutput, rolldown } from 'rolldown';
import { readProjectVersion } from '#cli/version.ts';
import { collectRulePages } from '#workspace/rule-pages.ts';
import { collectLicences } from './licences.ts';

const ENTRY = 'drydock:entry';

/** The text of `drydock.mjs`: the linter, every rule page and every package it uses, their licences at the end. */
export async function bundle(project: string): Promise<string> {
	const build = await rolldown({
		input: ENTRY,
		cwd: project,
		platform: 'node',
		plugins: [
			{
				name: 'drydock-entry',
				resolveId,
				load: (id) => (id === ENTRY ? buildEntryModule(project) : undefined),
			},
		],
		// How long a busy machine took is no fault of the bundle.
		checks: { pluginTimings: false },
		onLog(level, log) {
			if (level === 'warn') throw new Error(`The linter could not be packed: ${log.message}`);
		},
	});
	const output = await build.generate({ format: 'esm', codeSplitting: false, comments: false });
	await build.close();
	const { code, modules } = getOnlyChunk(output);
	return `#!/usr/bin/env node\n${code}\n${collectLicences(project, modules)}`;

	function resolveId(id: string, importer: string | undefined) {
		if (id === ENTRY) return id;
		return importer === ENTRY ? join(project, 'src/cli/bundled.ts') : undefined;
	}
}

function buildEntryModule(project: string): string {
	const pages = collectRulePages(project, process.env['DRYDOCK_CONTENT'], process.cwd());
	return `import { runBundled } from 'bundled';
await runBundled(${JSON.stringify(readProjectVersion())}, ${JSON.stringify(pages)});
`;
}

function getOnlyChunk({ output }: RolldownOutput): { code: string; modules: readonly string[] } {
	const [chunk, another] = output;
	if (another !== undefined) throw new Error(`The linter became more than one file: ${another.fileName}.`);
	return { code: chunk.code, modules: Object.keys(chunk.modules) };
}
