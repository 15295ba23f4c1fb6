import { fileKind } from '#core/file-kind.ts';
import type { Example } from '#examples/example.ts';
import { SIDES } from '#examples/manifest.ts';
import { type ComparedFile, comparedFiles } from '../code/compare.ts';
import { languageOf } from '../code/highlight.ts';
import { archivePath, examplePath, fullAddress, lessonPath, rulePath } from '../data/addresses.ts';
import { claimsOf } from '../data/claims.ts';
import { siteContent } from '../data/content.ts';
import { bytesInWords, dayInWords } from '../data/measurements.ts';
import { runCommands } from '../data/run-commands.ts';
import { findingList } from './findings.ts';
import { fenced, heading, joined, list, table } from './text.ts';

/** An example's page: its files with their findings, what was measured, and how to run it. */
export async function exampleMarkdown(example: Example): Promise<string> {
	const { id, manifest, evidence } = example;
	const lesson = siteContent().lessons.find((one) => one.id === manifest.lesson);
	const files = await comparedFiles(example);
	return joined(
		heading(1, manifest.title),
		manifest.summary,
		list([
			`Address: ${fullAddress(examplePath(id))}`,
			...(lesson ? [`Lesson: [${lesson.frontmatter.title}](${fullAddress(lessonPath(lesson.id))})`] : []),
			`Rules: ${manifest.teaches.map((rule) => `[${rule}](${fullAddress(rulePath(rule))})`).join(', ')}`,
			...SIDES.map((side) => `${side}: ${fullAddress(archivePath(id, side))}`),
		]),
		heading(2, 'Files', 'files'),
		...files.map((file) => fileMarkdown(example, file)),
		heading(2, 'What was measured', 'evidence'),
		evidenceMarkdown(example),
		...SIDES.flatMap((side) =>
			(evidence?.[side].sessions ?? []).map(({ command, output, exitCode }) =>
				joined(
					`${side}, recorded${exitCode === 0 ? '' : `, exit code ${exitCode}`}:`,
					fenced(`$ ${command}\n${output}`, 'console'),
				),
			),
		),
		heading(2, 'Run it', 'run'),
		...runCommands(example).map(({ what, command }) => joined(`${what}:`, fenced(command, 'sh'))),
		manifest.notes.length > 0 ? joined(heading(2, 'Notes', 'notes'), list(manifest.notes)) : undefined,
	);
}

/** The files that tell the story, and the measurements: an example as a lesson shows it. */
export function exampleInLesson(example: Example): string {
	const { before, after } = example.sides;
	const paths = [...new Set([...before.files, ...after.files].map(({ path }) => path))].filter((path) => {
		const [one, other] = [before, after].map((side) => side.files.find((file) => file.path === path));
		const isOnBoth = one !== undefined && other !== undefined;
		if ([before, after].some(({ findings }) => (findings.get(path) ?? []).length > 0)) return true;
		return isOnBoth ? one.text !== other.text : fileKind(path) !== undefined;
	});
	return joined(
		`**Example: [${example.manifest.title}](${fullAddress(examplePath(example.id))}).** ${example.manifest.summary}`,
		...paths.flatMap((path) => SIDES.map((side) => sideMarkdown(example, side, path))),
		evidenceMarkdown(example),
	);
}

function fileMarkdown(example: Example, { path, change }: ComparedFile): string {
	if (change === 'same')
		return sideMarkdown(example, 'before', path, `before/${path} and after/${path}`) ?? '';
	return joined(...SIDES.map((side) => sideMarkdown(example, side, path)));
}

function sideMarkdown(
	example: Example,
	side: 'before' | 'after',
	path: string,
	title = `${side}/${path}`,
): string | undefined {
	const own = example.sides[side];
	const file = own.files.find((one) => one.path === path);
	if (file === undefined) return undefined;
	const content =
		file.text === undefined
			? `Not text, ${bytesInWords(file.bytes.length)}.`
			: fenced(file.text, languageName(path));
	return joined(`${title}:`, content, findingList(own.findings.get(path) ?? []));
}

/** The claims as a table, and what measured them. */
function evidenceMarkdown(example: Example): string {
	const { evidence, isStale } = example;
	if (evidence === undefined) return 'Not measured yet.';
	const rows = claimsOf(example).map(({ says, before = '', after = '', ratio = '' }) => [
		says,
		before,
		after,
		ratio,
	]);
	const { docker, buildkit, platform } = evidence.engine;
	const standIns = evidence.bases.filter(({ origin }) => origin === 'stand-in');
	return joined(
		table(['Claim', 'Before', 'After', 'Ratio'], rows),
		[
			isStale ? 'Stale: the files have changed since.' : '',
			`Measured ${dayInWords(evidence.recorded)} with Docker Engine ${docker}, BuildKit ${buildkit}, on ${platform}.`,
			...standIns.map(({ name }) => `\`${name}\` is a stand-in built where no registry could be reached.`),
		]
			.filter((sentence) => sentence !== '')
			.join(' '),
	);
}

function languageName(path: string): string {
	const language = languageOf(path);
	return language === 'text' ? '' : language;
}
