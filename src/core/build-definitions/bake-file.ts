import { evaluate, extendScope, type HclScope } from '../hcl/evaluate.ts';
import { type HclBlock, type HclBody, HclError, type HclExpression } from '../hcl/model.ts';
import { parseHcl } from '../hcl/parse-body.ts';
import { parseTemplateText } from '../hcl/parse-expression.ts';
import type { HclValue } from '../hcl/value.ts';
import type { Span } from '../source/position.ts';
import { INLINE } from './bake-inline.ts';

/** A Bake file, read: `undefined` for a text that is none. JSON and HCL say the same in two ways. */
export function readBakeFile(path: string, text: string): HclBody | undefined {
	try {
		return path.endsWith('.json') ? convertJson(text) : parseHcl(text);
	} catch (error) {
		if (error instanceof HclError || error instanceof SyntaxError || error instanceof RangeError)
			return undefined;
		throw error;
	}
}

/** Where JSON has blocks, by the number of their labels. */
const BLOCKS: Readonly<Record<string, number>> = { target: 1, group: 1, variable: 1, function: 1 };

function convertJson(text: string): HclBody | undefined {
	const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
	return isRecord(data) ? convertBody(data, listInlineTexts(text)) : undefined;
}

/** The texts of `dockerfile-inline`, which is all that findings point into, in their order. */
function listInlineTexts(json: string): LocatedText[] {
	return [...json.matchAll(/"dockerfile-inline"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")/dg)].flatMap((match) => {
		const [start, end] = match.indices?.[1] ?? [0, 0];
		return { value: JSON.parse(match[1] ?? '""'), span: { start, end } };
	});
}

interface LocatedText {
	readonly value: unknown;
	readonly span: Span;
}

function convertBody(data: Readonly<Record<string, unknown>>, texts: LocatedText[]): HclBody {
	const attributes = new Map<string, HclExpression>();
	const spans = new Map<string, Span>();
	const blocks: HclBlock[] = [];
	for (const [name, value] of Object.entries(data)) {
		const index = name === INLINE ? texts.findIndex((text) => text.value === value) : -1;
		for (const { span } of index === -1 ? [] : texts.splice(index, 1)) spans.set(name, span);
		if (BLOCKS[name] === undefined || !isRecord(value)) {
			attributes.set(name, convertValue(value));
			continue;
		}
		for (const [label, inside] of Object.entries(value)) {
			for (const one of Array.isArray(inside) ? inside : [inside])
				if (isRecord(one)) blocks.push({ name, labels: [label], body: convertBody(one, texts) });
		}
	}
	return { attributes, spans, blocks };
}

function convertValue(value: unknown): HclExpression {
	if (typeof value === 'string') return parseTemplateText(value);
	if (typeof value === 'number' || typeof value === 'boolean' || value === null)
		return { type: 'literal', value };
	if (Array.isArray(value)) return { type: 'list', items: value.map(convertValue) };
	if (!isRecord(value)) return { type: 'unknown' };
	const entries = Object.entries(value).map(([name, inside]) => ({
		key: parseTemplateText(name),
		value: convertValue(inside),
	}));
	return { type: 'object', entries };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Functions within functions. */
const DEEPEST = 16;
/** Expressions that are worked out for one set of files; what asks for more is not followed. */
const MOST_STEPS = 200_000;

/**
 * What the expressions of Bake files may name: variables, which the environment may set (a default counts as the value),
 * and the attributes of targets. Files come in their order; a later one wins.
 */
export function makeBakeScope(files: readonly HclBody[]): HclScope {
	const expressions = new Map<string, HclExpression>();
	const functions = new Map<string, HclBody>();
	const targets = new Map<string, HclBody>();
	for (const { attributes, blocks } of files) {
		for (const [name, expression] of attributes) expressions.set(name, expression);
		for (const { name, labels, body } of blocks) {
			const label = labels[0] ?? '';
			const fallback = body.attributes.get('default');
			if (name === 'variable' && fallback) expressions.set(label, fallback);
			else if (name === 'function') functions.set(label, body);
			else if (name === 'target') targets.set(label, body);
		}
	}
	const values = new Map<string, HclValue>();
	let depth = 0;
	let steps = 0;
	const scope: HclScope = {
		takeStep: () => ++steps < MOST_STEPS,
		findValue(name) {
			const expression = expressions.get(name);
			if (expression === undefined || values.has(name)) return values.get(name);
			// One that hangs on itself is not known.
			values.set(name, undefined);
			const value = evaluate(expression, scope);
			values.set(name, value);
			return value;
		},
		findTargetValue(target, attribute) {
			const expression = targets.get(target)?.attributes.get(attribute);
			if (!expression || depth >= DEEPEST) return undefined;
			depth++;
			const value = evaluate(expression, scope);
			depth--;
			return value;
		},
		callOwnFunction(name, args) {
			const body = functions.get(name);
			if (body === undefined) return null;
			const result = body.attributes.get('result');
			if (!result || depth >= DEEPEST) return { value: undefined };
			depth++;
			const value = evaluate(result, extendScope(scope, bindParameters(body, args)));
			depth--;
			return { value };
		},
	};
	return scope;
}

/** Names of parameters stand bare in HCL: `params = [a, b]`. */
function bindParameters({ attributes }: HclBody, args: readonly HclValue[]): Record<string, HclValue> {
	const names = listBareNames(attributes.get('params'));
	const bound = Object.fromEntries(names.map((name, index) => [name, args[index]]));
	const [rest] = listBareNames(attributes.get('variadic_params') ?? attributes.get('variadic_param'));
	return rest === undefined ? bound : { ...bound, [rest]: args.slice(names.length) };
}

function listBareNames(expression: HclExpression | undefined): string[] {
	const items = expression?.type === 'list' ? expression.items : expression ? [expression] : [];
	return items.flatMap((item) => {
		if (item.type === 'name') return [item.name];
		return item.type === 'literal' && typeof item.value === 'string' ? [item.value] : [];
	});
}
