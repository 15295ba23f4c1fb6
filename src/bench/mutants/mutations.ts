import ts from 'typescript';

/** One small change of a source text, of the kind that a test should notice. */
export interface Mutation {
	readonly start: number;
	readonly end: number;
	readonly replacement: string;
	/** The whole expression that it changes: what may stand in parentheses by itself. */
	readonly whole: { readonly start: number; readonly end: number };
	/** Counted from 1. */
	readonly line: number;
	/** What stood there and what stands there now: `< → <=`. */
	readonly change: string;
}

const OPERATORS: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
	[ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
	[ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
	[ts.SyntaxKind.LessThanToken]: '<=',
	[ts.SyntaxKind.LessThanEqualsToken]: '<',
	[ts.SyntaxKind.GreaterThanToken]: '>=',
	[ts.SyntaxKind.GreaterThanEqualsToken]: '>',
	[ts.SyntaxKind.AmpersandAmpersandToken]: '||',
	[ts.SyntaxKind.BarBarToken]: '&&',
	[ts.SyntaxKind.PlusToken]: '-',
	[ts.SyntaxKind.MinusToken]: '+',
};

/** Calls that change which items of a list are taken, and the call that takes the others. */
const CALLS: ReadonlyMap<string, string> = new Map([
	['some', 'every'],
	['every', 'some'],
	['startsWith', 'endsWith'],
	['endsWith', 'startsWith'],
	['indexOf', 'lastIndexOf'],
	['lastIndexOf', 'indexOf'],
	['find', 'findLast'],
	['findLast', 'find'],
]);

/** Every mutation of a TypeScript file, in the order of the text. Types, imports and messages are left alone. */
export function listMutations(file: string, text: string): Mutation[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const mutations: Mutation[] = [];
	const add = (node: ts.Node, replacement: string, expression = node) => {
		const start = node.getStart(source);
		const { line } = source.getLineAndCharacterOfPosition(start);
		const change = `${node.getText(source).slice(0, 40)} → ${replacement.slice(0, 40)}`;
		const whole = { start: expression.getStart(source), end: expression.getEnd() };
		mutations.push({ start, end: node.getEnd(), replacement, whole, line: line + 1, change });
	};
	const visit = (node: ts.Node) => {
		if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
		mutateNode(node, source, add);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return mutations;
}

type Add = (node: ts.Node, replacement: string, expression?: ts.Node) => void;

function mutateNode(node: ts.Node, source: ts.SourceFile, add: Add) {
	if (ts.isBinaryExpression(node)) {
		const operator = OPERATORS[node.operatorToken.kind];
		if (operator !== undefined && !joinsText(node)) add(node.operatorToken, operator, node);
	}
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
		add(node, node.operand.getText(source));
	if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false');
	if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true');
	if (ts.isConditionalExpression(node)) add(node.condition, `!(${node.condition.getText(source)})`);
	if (ts.isIfStatement(node)) {
		add(node.expression, 'true');
		add(node.expression, 'false');
	}
	if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
		const call = CALLS.get(node.name.text);
		if (call !== undefined) add(node.name, call, findWholeExpression(node.parent));
	}
}

/** The chain of calls and fields that a call stands in (`?.` ends all of it), and the assignment to it. */
function findWholeExpression(node: ts.Node): ts.Node {
	const { parent } = node;
	const isPart =
		((ts.isPropertyAccessExpression(parent) ||
			ts.isElementAccessExpression(parent) ||
			ts.isCallExpression(parent) ||
			ts.isNonNullExpression(parent)) &&
			parent.expression === node) ||
		(ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind));
	return isPart ? findWholeExpression(parent) : node;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
	return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `a + 'text'`: a minus there would be no number, and no error that anybody makes. */
function joinsText({ left, right, operatorToken }: ts.BinaryExpression): boolean {
	return (
		operatorToken.kind === ts.SyntaxKind.PlusToken &&
		[left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side))
	);
}

/** The text with the change made. */
export function applyMutation(text: string, { start, end, replacement }: Mutation): string {
	return text.slice(0, start) + replacement + text.slice(end);
}
