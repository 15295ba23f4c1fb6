import type { Side } from '#examples/manifest.ts';
import { POST } from '../costs/model.ts';
import { computeScenarios, formatDollars } from '../costs/words.ts';
import { getSiteContent } from '../data/content/content.ts';
import { findExample } from '../data/examples/find-example.ts';
import {
	findMeasurement,
	formatBytes,
	formatMeasurement,
	formatRatio,
} from '../data/examples/measurements.ts';
import { describeAgain, listRebuilds } from '../data/examples/rebuilds.ts';
import { formatRuleComment } from '../data/reviews.ts';
import { chooseDrawings } from '../pictures/choose.ts';
import { drawDeploy } from '../pictures/deploy.ts';
import type { Drawing } from '../pictures/drawing.ts';
import { drawPaths } from '../pictures/paths.ts';
import { renderLessonExample } from './example.ts';
import { formatCodeBlock, formatTable } from './text.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

/** What a component of a page says, as Markdown. One that is not known here says what stands between its tags. */
export function renderComponentMarkdown(name: string, attributes: Attributes, inner: string): string {
	const { id = '', example = '', side = 'before', measure = '', source = '', rule = '' } = attributes;
	switch (name) {
		case 'DeployTimeline':
			return renderDeployTables(example);
		case 'Diagram':
			return describeDiagram(id);
		case 'Example':
			return renderLessonExample(findExample(id)).trimEnd();
		case 'Fact':
			return `${inner} (${source})`;
		case 'Measured':
			return describeMeasurement(example, side as Side, measure);
		case 'Paths':
			return renderPathsTable(example);
		case 'Picture':
			return renderDrawingTables(chooseDrawings(findExample(example)));
		case 'Ratio':
			return describeRatio(example, measure);
		case 'Rebuilds':
			return renderRebuildsTable(example);
		case 'RegistryCosts':
			return renderCostsTable();
		case 'Review':
			return `> In a review: ${inner.trim() === '' ? formatRuleComment(rule) : formatRuleComment(rule, inner.trim())}`;
		case 'Session':
			return renderSession(example, side as Side, id);
		case 'Term':
			return inner;
		default:
			return inner.trim();
	}
}

/** The words of the glossary that a page uses, each with its meaning. */
export function listTermMeanings(ids: readonly string[]): string[] {
	const { glossary } = getSiteContent();
	return [...new Set(ids)].flatMap((id) => {
		const entry = glossary.get(id);
		return entry === undefined ? [] : [`**${entry.term}**: ${entry.says}`];
	});
}

function describeDiagram(id: string): string {
	const diagram = getSiteContent().diagrams.get(id);
	return diagram === undefined ? '' : `Picture: ${diagram.title}. ${diagram.description}`;
}

function describeMeasurement(example: string, side: Side, measure: string): string {
	const found = findMeasurement(findExample(example).evidence, side, measure);
	return found === undefined ? 'not measured yet' : formatMeasurement(found);
}

function describeRatio(id: string, measure: string): string {
	const { evidence } = findExample(id);
	const before = findMeasurement(evidence, 'before', measure);
	const after = findMeasurement(evidence, 'after', measure);
	if (before === undefined || after === undefined) return 'not measured yet';
	const times = formatRatio(before.value, after.value);
	return `${times === undefined ? '' : `${times} `}(${formatMeasurement(before)} before, ${formatMeasurement(after)} after)`;
}

/** The numbers behind drawings. How to read a drawing is of no use where there is none. */
function renderDrawingTables(drawings: readonly (Drawing | undefined)[]): string {
	const there = drawings.filter((drawing) => drawing !== undefined);
	return there.map(({ table: { head, rows } }) => formatTable(head, rows)).join('\n\n');
}

function renderDeployTables(id: string): string {
	const { evidence } = findExample(id);
	const drawing = evidence && drawDeploy(evidence);
	return renderDrawingTables([drawing, drawing?.phases]);
}

function renderPathsTable(id: string): string {
	const { evidence } = findExample(id);
	return renderDrawingTables([evidence && drawPaths(evidence)]);
}

function renderSession(example: string, side: Side, id: string): string {
	const found = findExample(example).evidence?.[side].sessions.find((one) => one.id === id);
	return found === undefined ? '' : formatCodeBlock(`$ ${found.command}\n${found.output}`, 'console');
}

/** For each file what an edit of it runs again, before and after. */
function renderRebuildsTable(id: string): string {
	const rows = listRebuilds(findExample(id)).map(({ paths, sides }) => [
		paths.map((path) => `\`${path}\``).join(', '),
		...sides.map(({ steps, seconds }) => describeAgain(steps) + (seconds ? ` (${seconds})` : '')),
	]);
	return formatTable(['Edited', 'Before', 'After'], rows);
}

/** The case of the post, and what would change it, as a table. */
function renderCostsTable(): string {
	const rows = computeScenarios(POST).map(({ name, result }) => {
		const { stored, lastMonthDollars, totalDollars } = result;
		return `| ${name} | ${formatBytes(stored.at(-1) ?? 0)} | ${formatDollars(lastMonthDollars)} | ${formatDollars(totalDollars)} |`;
	});
	return [
		'| Way to keep images | Stored at the end | Last month | All months |',
		'| --- | --- | --- | --- |',
		...rows,
	].join('\n');
}
