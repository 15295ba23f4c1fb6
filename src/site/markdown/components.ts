import type { Side } from '#examples/manifest.ts';
import { POST } from '../costs/model.ts';
import { dollars, scenarios, WEEKS_KEPT } from '../costs/words.ts';
import { siteContent } from '../data/content.ts';
import { findExample } from '../data/find-example.ts';
import { bytesInWords, inWords, measured, ratioInWords } from '../data/measurements.ts';
import { ruleComment } from '../data/reviews.ts';
import { exampleInLesson } from './example.ts';
import { fenced } from './text.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

/** What a component of a page says, as Markdown. One that is not known here says what stands between its tags. */
export function componentMarkdown(name: string, attributes: Attributes, inner: string): string {
	const { id = '', example = '', side = 'before', measure = '', source = '', rule = '' } = attributes;
	switch (name) {
		case 'Example':
			return exampleInLesson(findExample(id)).trimEnd();
		case 'Fact':
			return `${inner} (${source})`;
		case 'Measured':
			return measuredInWords(example, side as Side, measure);
		case 'Picture':
			return layersInWords(example);
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

function layersInWords(id: string): string {
	const { evidence } = findExample(id);
	if (evidence === undefined) return '';
	const says = (['before', 'after'] as const).map((side) => {
		const layers = evidence[side].layers.filter(({ bytes }) => bytes > 0);
		const total = layers.reduce((sum, { bytes }) => sum + bytes, 0);
		return `${side} ${bytesInWords(total)} in ${layers.length} layers`;
	});
	return `Layers: ${says.join(', ')}.`;
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
