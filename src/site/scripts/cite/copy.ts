import { convertToMarkdown, formatReviewComment, resolvePermanentAddress } from './citation.ts';

/** Buttons that carry a text put it on the clipboard and say so. */
export function copyButtons(): void {
	document.addEventListener('click', async (event) => {
		const button =
			event.target instanceof Element
				? event.target.closest<HTMLElement>('[data-copy], [data-copy-code], [data-copy-page], .note > .copy')
				: null;
		if (button === null) return;
		const label = button.querySelector('span') ?? button;
		const originalLabel = label.textContent;
		const done = await write(await findText(button));
		label.textContent = done ? 'Copied' : 'Not allowed';
		setTimeout(() => {
			label.textContent = originalLabel;
		}, 1600);
	});
}

/** What a button copies; nothing where it could not be fetched. */
async function findText(button: HTMLElement): Promise<string | undefined> {
	const { copy, copyPage } = button.dataset;
	if (button.matches('.note > .copy')) return collectComment(button);
	if (copyPage === undefined) return copy ?? collectBlockCode(button);
	const answer = await fetch(copyPage).catch(() => undefined);
	return answer?.ok ? answer.text() : undefined;
}

/** What a finding says, with the address of its rule. */
function collectComment(button: HTMLElement): string | undefined {
	const note = button.closest('.note');
	const [words, rule] = [note?.querySelector('span'), note?.querySelector('a')];
	if (!words || !rule) return undefined;
	const address = resolvePermanentAddress(rule.getAttribute('href') ?? '');
	return formatReviewComment({ address, title: rule.textContent, sentences: convertToMarkdown(words) });
}

/** The code of the block or side that a button stands in, line by line as it is in the file. */
export function collectBlockCode(button: HTMLElement): string {
	const lines = button.closest('.side, .block')?.querySelectorAll('.line > code') ?? [];
	return [...lines].map((line) => line.textContent).join('\n') + (button.dataset['copyCode'] ?? '');
}

async function write(text: string | undefined): Promise<boolean> {
	if (text === undefined) return false;
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		// Pages opened from disk or over plain HTTP have no clipboard of their own.
		const area = document.createElement('textarea');
		area.value = text;
		area.className = 'hidden';
		document.body.append(area);
		area.select();
		const done = document.execCommand('copy');
		area.remove();
		return done;
	}
}
