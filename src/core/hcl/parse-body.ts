import type { HclBlock, HclBody, HclExpression } from './model.ts';
import { parseExpression } from './parse-expression.ts';
import { HclScanner } from './scanner.ts';

/** Reads a file of HCL. Throws `HclError` for a text that is none. */
export function parseHcl(text: string): HclBody {
	const scanner = new HclScanner(text.startsWith('\uFEFF') ? text.slice(1) : text);
	const body = parseBody(scanner);
	if (!scanner.isAtEnd) scanner.fail('a name is expected');
	return body;
}

/** Attributes and blocks up to a `}` or the end. */
function parseBody(scanner: HclScanner): HclBody {
	const attributes = new Map<string, HclExpression>();
	const blocks: HclBlock[] = [];
	for (;;) {
		scanner.skipBlanks(true);
		const name = scanner.takeName();
		if (name === undefined) return { attributes, blocks };
		scanner.skipBlanks(false);
		if (scanner.take('=')) {
			scanner.skipBlanks(false);
			attributes.set(name, parseExpression(scanner, false));
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
