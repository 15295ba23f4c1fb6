import { createLintCommand } from '#cli/commands/lint.ts';
import { type Outcome, runWith, type World } from '../fake-io.ts';

const command = createLintCommand({ version: '1.2.3', ruleTexts: () => ({}), otherTools: () => [] });

export interface ReportedFinding {
	readonly rule: string;
	readonly message: string;
	readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

export interface JsonOutcome extends Outcome {
	readonly files: readonly { readonly path: string; readonly findings: readonly ReportedFinding[] }[];
	readonly paths: readonly string[];
}

/** Runs `drydock lint`. */
export function runLint(args: readonly string[], world: World): Promise<Outcome> {
	return runWith([command], ['lint', ...args], world);
}

/** The same with `--format json`, read back. */
export async function runLintJson(args: readonly string[], world: World): Promise<JsonOutcome> {
	const outcome = await runLint([...args, '--format', 'json'], world);
	const { files }: Pick<JsonOutcome, 'files'> = JSON.parse(outcome.stdout);
	return { ...outcome, files, paths: files.map(({ path }) => path) };
}

/** `api/Dockerfile:3 git-in-image` for each finding. */
export function listFindings({ files }: JsonOutcome): string[] {
	return files.flatMap(({ path, findings }) =>
		findings.map(({ rule, range }) => `${path}:${range.start.line} ${rule}`),
	);
}
