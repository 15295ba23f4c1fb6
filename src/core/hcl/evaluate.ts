import { callFunction } from './functions.ts';
import type { HclEntry, HclExpression, HclFor } from './model.ts';
import { type HclObject, type HclValue, isHclList, isHclObject, toText } from './value.ts';

/** What an expression may name. */
export interface HclScope {
	/** Counts what is worked out; false once it is more than any honest file asks for. */
	takeStep(): boolean;
	/** The value of a name, `undefined` where there is none or it is not known. */
	findValue(name: string): HclValue;
	/** An attribute of a target: `target.app.context`. */
	findTargetValue(target: string, attribute: string): HclValue;
	/** A function of the file itself; `null` where the file has none of that name. */
	callOwnFunction(name: string, args: readonly HclValue[]): { readonly value: HclValue } | null;
}

/** Longer texts and lists are not followed: what doubles with each step would fill the memory. */
const LONGEST = 65_536;

/** The value of an expression; unknown as soon as something in it is that its value hangs on. Never throws. */
export function evaluate(expression: HclExpression, scope: HclScope): HclValue {
	if (!scope.takeStep()) return undefined;
	switch (expression.type) {
		case 'literal':
			return expression.value;
		case 'template':
			return joinParts(expression.parts, scope);
		case 'list':
			return expression.items.map((item) => evaluate(item, scope));
		case 'object':
			return buildObject(expression.entries, scope);
		case 'name':
			return scope.findValue(expression.name);
		case 'index':
			return (
				findTargetPart(expression, scope) ??
				pickPart(evaluate(expression.of, scope), evaluate(expression.index, scope))
			);
		case 'splat':
			return mapItems(evaluate(expression.of, scope), expression.steps, scope);
		case 'call':
			return callNamed(expression, scope);
		case 'unary':
			return applyUnary(expression.operator, evaluate(expression.operand, scope));
		case 'binary':
			return applyBinary(expression.operator, expression, scope);
		case 'conditional': {
			const test = toTruth(evaluate(expression.test, scope));
			return test === undefined ? undefined : evaluate(test ? expression.yes : expression.no, scope);
		}
		case 'for':
			return runFor(expression, scope);
		case 'unknown':
			return undefined;
	}
}

/** A scope with more names in it. */
export function extendScope(scope: HclScope, values: Readonly<Record<string, HclValue>>): HclScope {
	return {
		takeStep: scope.takeStep,
		findValue: (name) => (Object.hasOwn(values, name) ? values[name] : scope.findValue(name)),
		findTargetValue: scope.findTargetValue,
		callOwnFunction: scope.callOwnFunction,
	};
}

/** `target.app.context`. */
function findTargetPart({ of, index }: Extract<HclExpression, { type: 'index' }>, scope: HclScope): HclValue {
	if (of.type !== 'index' || of.of.type !== 'name' || of.of.name !== 'target') return undefined;
	const target = toText(evaluate(of.index, scope));
	const attribute = toText(evaluate(index, scope));
	return target === undefined || attribute === undefined
		? undefined
		: scope.findTargetValue(target, attribute);
}

function joinParts(parts: readonly (string | HclExpression)[], scope: HclScope): HclValue {
	const [only] = parts;
	// `"${list}"` is the list itself.
	if (parts.length === 1 && only !== undefined && typeof only !== 'string') return evaluate(only, scope);
	let text = '';
	for (const part of parts) {
		const value = typeof part === 'string' ? part : toText(evaluate(part, scope));
		if (value === undefined || text.length + value.length > LONGEST) return undefined;
		text += value;
	}
	return text;
}

function buildObject(entries: readonly HclEntry[], scope: HclScope): HclValue {
	const object: [string, HclValue][] = [];
	for (const { key, value } of entries) {
		const name = toText(evaluate(key, scope));
		if (name === undefined) return undefined;
		object.push([name, evaluate(value, scope)]);
	}
	return Object.fromEntries(object);
}

function pickPart(value: HclValue, index: HclValue): HclValue {
	if (isHclList(value)) return value[Number(toText(index) ?? Number.NaN)];
	const name = toText(index);
	return isHclObject(value) && name !== undefined && Object.hasOwn(value, name) ? value[name] : undefined;
}

function mapItems(value: HclValue, steps: readonly HclExpression[], scope: HclScope): HclValue {
	if (value === undefined) return undefined;
	const items = isHclList(value) ? value : value === null ? [] : [value];
	return items.map((item) =>
		steps.reduce<HclValue>((part, step) => pickPart(part, evaluate(step, scope)), item),
	);
}

function callNamed(
	{ name, args, spreads }: Extract<HclExpression, { type: 'call' }>,
	scope: HclScope,
): HclValue {
	const values = args.map((arg) => evaluate(arg, scope));
	if (spreads) {
		const last = values.pop();
		if (!isHclList(last)) return undefined;
		values.push(...last.slice(0, LONGEST));
	}
	const own = scope.callOwnFunction(name, values);
	return limitSize(own ? own.value : callFunction(name, values));
}

function limitSize(value: HclValue): HclValue {
	const size = typeof value === 'string' || isHclList(value) ? value.length : 0;
	return size > LONGEST ? undefined : value;
}

function toTruth(value: HclValue): boolean | undefined {
	if (value === true || value === 'true') return true;
	return value === false || value === 'false' ? false : undefined;
}

function applyUnary(operator: '!' | '-', value: HclValue): HclValue {
	if (operator === '-') return typeof value === 'number' ? -value : undefined;
	const truth = toTruth(value);
	return truth === undefined ? undefined : !truth;
}

function applyBinary(
	operator: string,
	{ left, right }: { left: HclExpression; right: HclExpression },
	scope: HclScope,
): HclValue {
	const a = evaluate(left, scope);
	const b = evaluate(right, scope);
	if (a === undefined || b === undefined) return undefined;
	if (operator === '==' || operator === '!=') {
		const isEqual = isSameValue(a, b);
		return isEqual === undefined ? undefined : isEqual === (operator === '==');
	}
	if (operator === '&&' || operator === '||') return joinTruths(operator, toTruth(a), toTruth(b));
	const x = Number(toText(a) ?? Number.NaN);
	const y = Number(toText(b) ?? Number.NaN);
	return Number.isNaN(x) || Number.isNaN(y) ? undefined : compute(operator, x, y);
}

function joinTruths(operator: '&&' | '||', a: boolean | undefined, b: boolean | undefined): HclValue {
	if (a === undefined || b === undefined) return undefined;
	return operator === '&&' ? a && b : a || b;
}

function compute(operator: string, x: number, y: number): HclValue {
	switch (operator) {
		case '<':
			return x < y;
		case '<=':
			return x <= y;
		case '>':
			return x > y;
		case '>=':
			return x >= y;
		case '+':
			return x + y;
		case '-':
			return x - y;
		case '*':
			return x * y;
		case '/':
			return y === 0 ? undefined : x / y;
		case '%':
			return y === 0 ? undefined : x % y;
		default:
			return undefined;
	}
}

/** Values of different kinds are not the same to HCL, which converts some first: that is left open. */
function isSameValue(a: HclValue, b: HclValue): boolean | undefined {
	if (a === null || b === null) return a === b;
	if (typeof a !== typeof b || typeof a === 'object') return undefined;
	return a === b;
}

function runFor({ names, collection, key, value, test, groups }: HclFor, scope: HclScope): HclValue {
	const items = listItems(evaluate(collection, scope));
	if (items === undefined || groups || items.length > LONGEST) return undefined;
	const [first = '', second] = names;
	const list: HclValue[] = [];
	const object: [string, HclValue][] = [];
	for (const [index, item] of items) {
		const inner = extendScope(
			scope,
			second === undefined ? { [first]: item } : { [first]: index, [second]: item },
		);
		const isTaken = test ? toTruth(evaluate(test, inner)) : true;
		if (isTaken === undefined) return undefined;
		if (!isTaken) continue;
		if (key === undefined) list.push(evaluate(value, inner));
		else {
			const name = toText(evaluate(key, inner));
			if (name === undefined) return undefined;
			object.push([name, evaluate(value, inner)]);
		}
	}
	return key === undefined ? list : (Object.fromEntries(object) satisfies HclObject);
}

/** In the order in which HCL goes through them: an object by its names. */
function listItems(value: HclValue): readonly (readonly [HclValue, HclValue])[] | undefined {
	if (isHclList(value)) return value.map((item, index) => [index, item]);
	if (!isHclObject(value)) return undefined;
	return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
