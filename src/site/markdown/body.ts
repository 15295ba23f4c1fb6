import { lintBlocks } from '#examples/checks/fences.ts';
import type { AnyPage } from '#examples/content.ts';
import { readFenceMeta } from '#examples/pages/fence-meta.ts';
import type { Fence } from '#examples/pages/mdx-document.ts';
import { resolveFullAddress } from '../data/links/addresses.ts';
import { renderComponentMarkdown } from './components.ts';
import { renderFindingList } from './findings.ts';
import { formatCodeBlock, joinBlocks } from './text.ts';

/** A stretch of the page that is written otherwise; `write` gets what stands between its tags, already rewritten. */
interface Rewrite {
	readonly start: number;
	readonly end: number;
	/** What stands between the tags of a component that has any. */
	readonly inner?: { readonly start: number; readonly end: number } | undefined;
	write(inner: string): string;
}

/** The words of a page as plain Markdown: components become what they say, links become full addresses. */
export function renderBodyMarkdown(page: AnyPage, path: string): string {
	const { text } = page.source;
	const rewrites = [
		...listFenceRewrites(page),
		...listHeadingRewrites(page),
		...listLinkRewrites(page, path),
		...listComponentRewrites(page),
	].sort((a, b) => a.start - b.start || b.end - a.end);
	return applyRewrites(text, text.length - page.body.length, text.length, rewrites).trim();
}

function applyRewrites(text: string, from: number, to: number, rewrites: readonly Rewrite[]): string {
	let result = '';
	let at = from;
	for (const rewrite of rewrites) {
		if (rewrite.start < at || rewrite.end > to) continue;
		const inner = rewrite.inner ? applyRewrites(text, rewrite.inner.start, rewrite.inner.end, rewrites) : '';
		result += text.slice(at, rewrite.start) + rewrite.write(inner);
		at = rewrite.end;
	}
	return result + text.slice(at, to);
}

function listFenceRewrites({ document, source }: AnyPage): Rewrite[] {
	const blocks = lintBlocks(document.fences);
	return document.fences
		.filter(({ span }) => source.text.startsWith('```', span.start))
		.map((fence) => {
			const reported = blocks.find((block) => block.fence === fence)?.reported ?? [];
			return { ...fence.span, write: () => renderFenceMarkdown(fence, renderFindingList(reported)) };
		});
}

function renderFenceMarkdown({ language, meta, code }: Fence, findings: string | undefined): string {
	const { verdict, file } = readFenceMeta(meta);
	const says = [verdict === 'wrong' ? 'Wrong' : verdict === 'right' ? 'Right' : '', file && `\`${file}\``];
	const title = says.filter((word) => word).join(', ');
	return joinBlocks(title && `${title}:`, formatCodeBlock(code, language), findings).trimEnd();
}

/** `## Then [#then]` becomes `## Then {#then}`. */
function listHeadingRewrites({ document, source }: AnyPage): Rewrite[] {
	return document.headings.flatMap(({ id, span }) => {
		const start = source.text.slice(span.start, span.end).lastIndexOf('[#');
		if (id === undefined || start < 0) return [];
		return [{ start: span.start + start, end: span.end, write: () => `{#${id}}` }];
	});
}

function listLinkRewrites({ document, source }: AnyPage, path: string): Rewrite[] {
	return document.links.flatMap(({ url, span }) => {
		const isOwn = url.startsWith('#') || (url.startsWith('/') && !url.startsWith('//'));
		const at = source.text.slice(span.start, span.end).lastIndexOf(`](${url}`);
		if (!isOwn || at < 0) return [];
		const start = span.start + at + ']('.length;
		const target = resolveFullAddress(url.startsWith('#') ? path + url : url);
		return [{ start, end: start + url.length, write: () => target }];
	});
}

const OPENING = /^<[A-Z]\w*(?:"[^"]*"|'[^']*'|[^>"'])*>/;

function listComponentRewrites({ document, source }: AnyPage): Rewrite[] {
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
				inner,
				write: (words) => renderComponentMarkdown(name, attributes, words),
			} satisfies Rewrite;
		});
}
