import type { Side } from '#examples/manifest.ts';
import { POST } from '../costs/model.ts';
import { dollars, scenarios, WEEKS_KEPT } from '../costs/words.ts';
import { siteContent } from '../data/content.ts';
import { findExample } from '../data/find-example.ts';
import { bytesInWords, inWords, measured, ratioInWords } from '../data/measurements.ts';
import { ruleComment } from '../data/reviews.ts';
import { drawingsOf } from '../pictures/choose.ts';
import { deployDrawing } from '../pictures/deploy.ts';
import type { Drawing } from '../pictures/drawing.ts';
import { pathsDrawing } from '../pictures/paths.ts';
import { exampleInLesson } from './example.ts';
import { fenced, table } from './text.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

/** What a component of a page says, as Markdown. One that is not known here says what stands between its tags. */
export function componentMarkdown(name: string, attributes: Attributes, inner: string): string {
	const { id = '', example = '', side = 'before', measure = '', source = '', rule = '' } = attributes;
	switch (name) {
		case 'DeployTimeline':
			return deployInWords(example);
		case 'Example':
			return exampleInLesson(findExample(id)).trimEnd();
		case 'Fact':
			return `${inner} (${source})`;
		case 'Measured':
			return measuredInWords(example, side as Side, measure);
		case 'Paths':
			return pathsInWords(example);
		case 'Picture':
			return drawnInWords(drawingsOf(findExample(example)));
		case 'Ratio':
			return ratio(example, measure);
		case 'RegistryCosts':
			return costsInWords(example);
		case 'Review':
			return `> In a review: ${inner.trim() === '' ? ruleComment(rule) : ruleComment(rule, inner.trim())}`;
		case 'Session':
			return session(example, side as Side, id);
		case 'Term':
			return inner;
		default:
			return inner.trim();
	}
}

/** The words of the glossary that a page uses, each with its meaning. */
export function termMeanings(ids: readonly string[]): string[] {
	const { glossary } = siteContent();
	return [...new Set(ids)].flatMap((id) => {
		const entry = glossary.get(id);
		return entry === undefined ? [] : [`**${entry.term}**: ${entry.says}`];
	});
}

function measuredInWords(example: string, side: Side, measure: string): string {
	const found = measured(findExample(example).evidence, side, measure);
	return found === undefined ? 'not measured yet' : inWords(found);
}

function ratio(id: string, measure: string): string {
	const { evidence } = findExample(id);
	const before = measured(evidence, 'before', measure);
	const after = measured(evidence, 'after', measure);
	if (before === undefined || after === undefined) return 'not measured yet';
	const times = ratioInWords(before.value, after.value);
	return `${times === undefined ? '' : `${times} `}(${inWords(before)} before, ${inWords(after)} after)`;
}

/** The numbers behind drawings. How to read a drawing is of no use where there is none. */
function drawnInWords(drawings: readonly (Drawing | undefined)[]): string {
	const there = drawings.filter((drawing) => drawing !== undefined);
	return there.map(({ table: { head, rows } }) => table(head, rows)).join('\n\n');
}

function deployInWords(id: string): string {
	const { evidence } = findExample(id);
	const drawing = evidence && deployDrawing(evidence);
	return drawnInWords([drawing, drawing?.phases]);
}

function pathsInWords(id: string): string {
	const { evidence } = findExample(id);
	return drawnInWords([evidence && pathsDrawing(evidence)]);
}

function session(example: string, side: Side, id: string): string {
	const found = findExample(example).evidence?.[side].sessions.find((one) => one.id === id);
	return found === undefined ? '' : fenced(`$ ${found.command}\n${found.output}`, 'console');
}

/** The case of the post, and what would change it, as a table. */
function costsInWords(example: string): string {
	const after = measured(findExample(example).evidence, 'after', 'push.bytes-per-push')?.value;
	const bytesPerPush = typeof after === 'number' ? after : POST.bytesPerPush;
	const rows = scenarios(POST, { weeksKept: WEEKS_KEPT, bytesPerPush }).map(({ name, result }) => {
		const { stored, lastMonthDollars, totalDollars } = result;
		return `| ${name} | ${bytesInWords(stored.at(-1) ?? 0)} | ${dollars(lastMonthDollars)} | ${dollars(totalDollars)} |`;
	});
	return [
		'| Way to keep images | Stored at the end | Last month | All months |',
		'| --- | --- | --- | --- |',
		...rows,
	].join('\n');
}
