import { join } from 'node:path';
import { type RolldownOutput, rolldown } from 'rolldown';
import { readProjectVersion } from '#cli/version.ts';
import { formatLicence, type LicensedPackage, listPackages, readOwnLicence } from '#workspace/licences.ts';
import { collectRuleTexts } from '#workspace/rule-texts.ts';

const ENTRY = 'drydock:entry';

/** `drydock.mjs` and the packages that it has parts of. */
export interface Bundle {
	/** The linter, every rule page and every package it uses, their licences at the end. */
	readonly text: string;
	readonly packages: readonly LicensedPackage[];
}

export async function bundle(project: string): Promise<Bundle> {
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
	const packages = listPackages(project, modules);
	return { text: `#!/usr/bin/env node\n${code}\n${formatLicences(project, packages)}`, packages };

	function resolveId(id: string, importer: string | undefined) {
		if (id === ENTRY) return id;
		return importer === ENTRY ? join(project, 'src/cli/bundled.ts') : undefined;
	}
}

/** A comment with the licence of every package, and our own first. */
function formatLicences(project: string, packages: readonly LicensedPackage[]): string {
	const { licence, notice } = readOwnLicence(project);
	const texts = [licence, notice, ...packages.map(formatLicence)].map((text) => text.trim());
	return `/*!\nDrydock\n\n${texts.filter(Boolean).join('\n\n---\n\n').replaceAll('*/', '* /')}\n*/\n`;
}

function buildEntryModule(project: string): string {
	const pages = collectRuleTexts(project, process.env['DRYDOCK_CONTENT'], process.cwd());
	return `import { runBundled } from 'bundled';
await runBundled(${JSON.stringify(readProjectVersion())}, ${JSON.stringify(pages)});
`;
}

function getOnlyChunk({ output }: RolldownOutput): { code: string; modules: readonly string[] } {
	const [chunk, another] = output;
	if (another !== undefined) throw new Error(`The linter became more than one file: ${another.fileName}.`);
	return { code: chunk.code, modules: Object.keys(chunk.modules) };
}
