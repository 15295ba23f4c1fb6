import type { HclBlock, HclBody, HclExpression, HclSpan } from './model.ts';
import { parseExpression } from './parse-expression.ts';
import { HclScanner } from './scanner.ts';

/** Reads a file of HCL. Throws `HclError` for a text that is none. */
export function parseHcl(text: string): HclBody {
	const scanner = new HclScanner(text);
	scanner.take('\uFEFF');
	const body = parseBody(scanner);
	if (!scanner.isAtEnd) scanner.fail('a name is expected');
	return body;
}

/** Attributes and blocks up to a `}` or the end. */
function parseBody(scanner: HclScanner): HclBody {
	const attributes = new Map<string, HclExpression>();
	const spans = new Map<string, HclSpan>();
	const blocks: HclBlock[] = [];
	for (;;) {
		scanner.skipBlanks(true);
		const name = scanner.takeName();
		if (name === undefined) return { attributes, spans, blocks };
		scanner.skipBlanks(false);
		if (scanner.take('=')) {
			scanner.skipBlanks(false);
			const start = scanner.at;
			attributes.set(name, parseExpression(scanner, false));
			spans.set(name, { start, end: start + scanner.text.slice(start, scanner.at).trimEnd().length });
		} else blocks.push(parseBlock(scanner, name));
		scanner.skipBlanks(false);
	}
}

function parseBlock(scanner: HclScanner, name: string): HclBlock {
	const labels: string[] = [];
	while (!scanner.take('{')) {
		labels.push(parseLabel(scanner));
		scanner.skipBlanks(false);
	}
	const body = scanner.nest(() => parseBody(scanner));
	scanner.expect('}');
	return { name, labels, body };
}

function parseLabel(scanner: HclScanner): string {
	if (!scanner.take('"')) return scanner.takeName() ?? scanner.fail('`{` is missing');
	const end = scanner.text.indexOf('"', scanner.at);
	const label = scanner.text.slice(scanner.at, end);
	if (end === -1 || label.includes('\n')) scanner.fail('a label is not closed');
	scanner.at = end + 1;
	return label;
}
