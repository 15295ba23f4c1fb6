import { getToolPath, type OtherTool } from '#core/other-tools.ts';
import { getRulePath, resolveFullAddress } from '../data/links/addresses.ts';
import { describeToolPage, nameCode } from '../data/other-tools.ts';
import { formatHeading, formatList, joinBlocks } from './text.ts';

/** What the codes of another tool mean, and which rules answer to them. */
export function renderToolMarkdown(tool: OtherTool): string {
	return joinBlocks(
		formatHeading(1, `Codes of ${tool.name}`),
		`${tool.says} ${describeToolPage(tool)}`,
		formatList([
			`Address: ${resolveFullAddress(getToolPath(tool.id))}`,
			`Its own list, read on ${tool.read}: ${tool.source}`,
		]),
		formatList(
			tool.codes.map((code) => {
				const links = code.rules.map((rule) => `[${rule}](${resolveFullAddress(getRulePath(rule))})`);
				const here = links.length > 0 ? `Here: ${links.join(', ')}.` : 'No rule here.';
				return `**${nameCode(code)}**: ${[code.means, here, code.note].filter(Boolean).join(' ')}`;
			}),
		),
	);
}
