import { classifyFile } from '#core/file-kind.ts';
import type { Example } from '#examples/example.ts';
import { SIDES } from '#examples/manifest.ts';
import { type ComparedFile, listComparedFiles } from '../code/compare.ts';
import { detectLanguage } from '../code/highlight.ts';
import { getSiteContent } from '../data/content/content.ts';
import { listClaimViews } from '../data/examples/claims.ts';
import { formatBytes, formatDay } from '../data/examples/measurements.ts';
import {
	getArchivePath,
	getExamplePath,
	getLessonPath,
	getRulePath,
	resolveFullAddress,
} from '../data/links/addresses.ts';
import { listRunGuides } from '../data/run/guides.ts';
import { renderFindingList } from './findings.ts';
import { formatCodeBlock, formatHeading, formatList, formatTable, joinBlocks } from './text.ts';

/** An example's page: its files with their findings, what was measured, and how to run it. */
export async function renderExampleMarkdown(example: Example): Promise<string> {
	const { id, manifest, evidence } = example;
	const lesson = getSiteContent().lessons.find((one) => one.id === manifest.lesson);
	const files = await listComparedFiles(example);
	return joinBlocks(
		formatHeading(1, manifest.title),
		manifest.summary,
		formatList([
			`Address: ${resolveFullAddress(getExamplePath(id))}`,
			...(lesson
				? [`Lesson: [${lesson.frontmatter.title}](${resolveFullAddress(getLessonPath(lesson.id))})`]
				: []),
			`Rules: ${manifest.teaches.map((rule) => `[${rule}](${resolveFullAddress(getRulePath(rule))})`).join(', ')}`,
			...SIDES.map((side) => `${side}: ${resolveFullAddress(getArchivePath(id, side))}`),
		]),
		formatHeading(2, 'Files', 'files'),
		...files.map((file) => renderFileMarkdown(example, file)),
		formatHeading(2, 'What was measured', 'evidence'),
		renderEvidenceMarkdown(example),
		...SIDES.flatMap((side) =>
			(evidence?.[side].sessions ?? []).map(({ command, output, exitCode }) =>
				joinBlocks(
					`${side}, recorded${exitCode === 0 ? '' : `, exit code ${exitCode}`}:`,
					formatCodeBlock(`$ ${command}\n${output}`, 'console'),
				),
			),
		),
		formatHeading(2, 'Run it', 'run'),
		...(await listRunGuides(example)).map(({ version, isAlone, command, edit }) =>
			joinBlocks(
				`The ${version}${isAlone ? '' : ', in a clone of this project'}:`,
				formatCodeBlock(command, 'sh'),
				edit && `Now change \`${edit.file}\` and build again. ${edit.says}`,
				edit && formatCodeBlock(edit.command, 'sh'),
			),
		),
		manifest.notes.length > 0
			? joinBlocks(formatHeading(2, 'Notes', 'notes'), formatList(manifest.notes))
			: undefined,
	);
}

/** The files that tell the story, and the measurements: an example as a lesson shows it. */
export function renderLessonExample(example: Example): string {
	const { before, after } = example.sides;
	const paths = [...new Set([...before.files, ...after.files].map(({ path }) => path))].filter((path) => {
		const [beforeFile, other] = [before, after].map((side) => side.files.find((file) => file.path === path));
		const isOnBoth = beforeFile !== undefined && other !== undefined;
		if ([before, after].some(({ findings }) => (findings.get(path) ?? []).length > 0)) return true;
		return isOnBoth ? beforeFile.text !== other.text : classifyFile(path) !== undefined;
	});
	return joinBlocks(
		`**Example: [${example.manifest.title}](${resolveFullAddress(getExamplePath(example.id))}).** ${example.manifest.summary}`,
		...paths.flatMap((path) => SIDES.map((side) => renderSideMarkdown(example, side, path))),
		renderEvidenceMarkdown(example),
	);
}

function renderFileMarkdown(example: Example, { path, change }: ComparedFile): string {
	if (change === 'same')
		return renderSideMarkdown(example, 'before', path, `before/${path} and after/${path}`) ?? '';
	return joinBlocks(...SIDES.map((side) => renderSideMarkdown(example, side, path)));
}

function renderSideMarkdown(
	example: Example,
	side: 'before' | 'after',
	path: string,
	title = `${side}/${path}`,
): string | undefined {
	const exampleSide = example.sides[side];
	const file = exampleSide.files.find((one) => one.path === path);
	if (file === undefined) return undefined;
	const content =
		file.text === undefined
			? `Not text, ${formatBytes(file.bytes.length)}.`
			: formatCodeBlock(file.text, nameLanguage(path));
	return joinBlocks(`${title}:`, content, renderFindingList(exampleSide.findings.get(path) ?? []));
}

/** The claims as a table, and what measured them. */
function renderEvidenceMarkdown(example: Example): string {
	const { evidence, isStale } = example;
	if (evidence === undefined) return 'Not measured yet.';
	const rows = listClaimViews(example).map(({ says, before = '', after = '', ratio = '' }) => [
		says,
		before,
		after,
		ratio,
	]);
	const { docker, buildkit, platform } = evidence.engine;
	const standIns = evidence.bases.filter(({ origin }) => origin === 'stand-in');
	return joinBlocks(
		formatTable(['Claim', 'Before', 'After', 'Ratio'], rows),
		[
			isStale ? 'Stale: the files have changed since.' : '',
			`Measured ${formatDay(evidence.recorded)} with Docker Engine ${docker}, BuildKit ${buildkit}, on ${platform}.`,
			...standIns.map(({ name }) => `\`${name}\` is a stand-in built where no registry could be reached.`),
		]
			.filter((sentence) => sentence !== '')
			.join(' '),
	);
}

function nameLanguage(path: string): string {
	const language = detectLanguage(path);
	return language === 'text' ? '' : language;
}
