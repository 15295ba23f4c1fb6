import { lintedBlocks } from '#examples/checks/fences.ts';
import type { LessonPage, RulePage } from '#examples/content.ts';
import { readFenceMeta } from '#examples/fence-meta.ts';
import type { Fence } from '#examples/mdx-document.ts';
import { fullAddress } from '../data/addresses.ts';
import { componentMarkdown } from './components.ts';
import { findingList } from './findings.ts';
import { fenced, joined } from './text.ts';

/** A stretch of the page that is written otherwise; `write` gets what stands between its tags, already rewritten. */
interface Rewrite {
	readonly start: number;
	readonly end: number;
	/** What stands between the tags of a component that has any. */
	readonly inner?: { readonly start: number; readonly end: number };
	write(inner: string): string;
}

/** The words of a page as plain Markdown: components become what they say, links become full addresses. */
export function bodyMarkdown(page: LessonPage | RulePage, path: string): string {
	const { text } = page.source;
	const rewrites = [
		...fenceRewrites(page),
		...headingRewrites(page),
		...linkRewrites(page, path),
		...componentRewrites(page),
	].sort((a, b) => a.start - b.start || b.end - a.end);
	return rewritten(text, text.length - page.body.length, text.length, rewrites).trim();
}

function rewritten(text: string, from: number, to: number, rewrites: readonly Rewrite[]): string {
	let result = '';
	let at = from;
	for (const one of rewrites) {
		if (one.start < at || one.end > to) continue;
		const inner = one.inner ? rewritten(text, one.inner.start, one.inner.end, rewrites) : '';
		result += text.slice(at, one.start) + one.write(inner);
		at = one.end;
	}
	return result + text.slice(at, to);
}

function fenceRewrites({ document, source }: LessonPage | RulePage): Rewrite[] {
	const blocks = lintedBlocks(document.fences);
	return document.fences
		.filter(({ span }) => source.text.startsWith('```', span.start))
		.map((fence) => {
			const reported = blocks.find((block) => block.fence === fence)?.reported ?? [];
			return { ...fence.span, write: () => fenceMarkdown(fence, findingList(reported)) };
		});
}

function fenceMarkdown({ language, meta, code }: Fence, findings: string | undefined): string {
	const { verdict, file } = readFenceMeta(meta);
	const says = [verdict === 'wrong' ? 'Wrong' : verdict === 'right' ? 'Right' : '', file && `\`${file}\``];
	const title = says.filter((word) => word).join(', ');
	return joined(title && `${title}:`, fenced(code, language), findings).trimEnd();
}

/** `## Then [#then]` becomes `## Then {#then}`. */
function headingRewrites({ document, source }: LessonPage | RulePage): Rewrite[] {
	return document.headings.flatMap(({ id, span }) => {
		const start = source.text.slice(span.start, span.end).lastIndexOf('[#');
		if (id === undefined || start < 0) return [];
		return [{ start: span.start + start, end: span.end, write: () => `{#${id}}` }];
	});
}

function linkRewrites({ document, source }: LessonPage | RulePage, path: string): Rewrite[] {
	return document.links.flatMap(({ url, span }) => {
		const isOwn = url.startsWith('#') || (url.startsWith('/') && !url.startsWith('//'));
		const at = source.text.slice(span.start, span.end).lastIndexOf(`](${url}`);
		if (!isOwn || at < 0) return [];
		const start = span.start + at + ']('.length;
		const target = fullAddress(url.startsWith('#') ? path + url : url);
		return [{ start, end: start + url.length, write: () => target }];
	});
}

const OPENING = /^<[A-Z]\w*(?:"[^"]*"|'[^']*'|[^>"'])*>/;

function componentRewrites({ document, source }: LessonPage | RulePage): Rewrite[] {
	return document.components
		.filter(({ name }) => /^[A-Z]/.test(name))
		.map(({ name, attributes, span }) => {
			const written = source.text.slice(span.start, span.end);
			const opening = OPENING.exec(written)?.[0] ?? written;
			const closing = written.endsWith(`</${name}>`) ? written.length - `</${name}>`.length : -1;
			const inner =
				opening.endsWith('/>') || closing < 0
					? undefined
					: { start: span.start + opening.length, end: span.start + closing };
			return {
				...span,
				...(inner ? { inner } : {}),
				write: (words) => componentMarkdown(name, attributes, words),
			} satisfies Rewrite;
		});
}
