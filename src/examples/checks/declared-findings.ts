import type { Finding } from '#core/finding.ts';
import type { Problem } from '#core/problem.ts';
import { rules } from '#core/rules/all-rules.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createSpanProblem, makeSourceText } from '#workspace/typed/source-text.ts';
import { matchFindings } from '../compare-findings.ts';
import type { LoadedExample } from '../content.ts';
import type { ExampleSide } from '../example.ts';
import { type DeclaredFinding, SIDES, type Side } from '../manifest.ts';

/** Holds the manifest's findings against the linter's, both ways: what is declared comes, and nothing else does. */
export function checkDeclaredFindings(example: LoadedExample): Problem[] {
	return SIDES.flatMap((side) => [...checkSyntax(example, side), ...checkSideFindings(example, side)]);
}

/** A side that cannot be read has no other findings to speak of, so these come by themselves. */
function checkSyntax({ path, manifest, sides }: LoadedExample, side: Side): Problem[] {
	const isDeclared = (file: string, line: number) =>
		manifest[side].findings.some((one) => one.rule === 'syntax' && one.file === file && one.line === line);
	return listReportedFindings(sides[side])
		.filter(({ file, finding }) => finding.rule === 'syntax' && !isDeclared(file, getStartLine(finding)))
		.map(({ file, finding }) =>
			createSpanProblem(makeFileSource(path, sides[side], file), finding.span, {
				code: 'side-does-not-parse',
				detail: `The ${side} cannot be read: ${finding.message.replace(/\.?$/, '.')}`,
				fix: `Mend \`${side}/${file}\` at this line; Docker refuses it too.`,
			}),
		);
}

function checkSideFindings(example: LoadedExample, side: Side): Problem[] {
	const reportedFindings = listReportedFindings(example.sides[side]);
	// Of a file that cannot be read nothing can be expected but that it cannot.
	const broken = new Set(
		reportedFindings.filter(({ finding }) => finding.rule === 'syntax').map(({ file }) => file),
	);
	const declared = example.manifest[side].findings
		.map((one, index) => ({ ...one, index }))
		.filter(({ file }) => !broken.has(file));
	const { missing, moved, undeclared } = matchFindings(
		declared,
		reportedFindings.filter(({ file }) => !broken.has(file)),
		isSame,
		(one, { file, finding }) =>
			isRule(one.rule) ? finding.rule === one.rule : file === one.file && getStartLine(finding) === one.line,
	);
	return [
		...missing.map((declared) =>
			isRule(declared.rule)
				? createUnreportedProblem(example, side, declared)
				: createUnknownRuleProblem(example, side, declared),
		),
		...moved.map(([declared, other]) =>
			isRule(declared.rule)
				? createUnreportedProblem(example, side, declared, other)
				: createUnknownRuleProblem(example, side, declared, other),
		),
		...undeclared.map(({ file, finding }) => createUndeclaredProblem(example, side, file, finding)),
	];
}

/** A declared finding and its place in the list. */
type Declared = DeclaredFinding & { readonly index: number };

function isRule(name: string): boolean {
	return rules.some(({ id }) => id === name);
}

function isSame(declared: DeclaredFinding, { file, finding }: Reported): boolean {
	return declared.rule === finding.rule && declared.file === file && declared.line === getStartLine(finding);
}

interface Reported {
	readonly file: string;
	readonly finding: Finding;
}

function listReportedFindings({ findings }: ExampleSide): Reported[] {
	return [...findings].flatMap(([file, list]) => list.map((finding) => ({ file, finding })));
}

function getStartLine({ range }: Finding): number {
	return range.start.line;
}

/** Where another rule reports on that very line, it is most likely the one that was meant. */
function createUnknownRuleProblem(
	example: LoadedExample,
	side: Side,
	{ index, rule }: Declared,
	there?: Reported,
): Problem {
	const ids = rules.map(({ id }) => id);
	const suggestedRule = there?.finding.rule ?? listSimilarNames(rule, ids)[0];
	return createSpanProblem(
		example.manifestSource,
		example.manifestYaml.spanOf([side, 'findings', index, 'rule']),
		{
			code: 'rule-unknown',
			detail: `There is no rule \`${rule}\`.`,
			fix:
				suggestedRule === undefined
					? 'Write the id of a rule; `/rules/` lists them.'
					: `Did you mean \`${suggestedRule}\`?`,
		},
	);
}

/** The line is shown where it stands, with what the linter says of that file instead. */
function createUnreportedProblem(
	example: LoadedExample,
	side: Side,
	declared: Declared,
	moved?: Reported,
): Problem {
	const { rule, file, line, index } = declared;
	const span = example.manifestYaml.spanOf([side, 'findings', index, 'rule']);
	const place = `example.yaml:${example.manifestSource.lines.positionAt(span.start).line}`;
	const fileExists = example.sides[side].files.some(({ path }) => path === file);
	const nothing = fileExists ? 'the rule reports nothing there' : `the ${side} has no such file`;
	return createSpanProblem(example.manifestSource, span, {
		code: 'finding-not-reported',
		detail: `The ${side} should break \`${rule}\` in ${file} on line ${line}, but ${nothing}.`,
		below: [
			...quoteSideLine(example.sides[side], file, line),
			'',
			`declared  ${rule}, ${file}:${line}`,
			`reported  ${formatReportedFindings(listReportedFindings(example.sides[side]))}`,
		].join('\n'),
		fix:
			moved === undefined
				? fileExists
					? `Make line ${line} break the rule again, or remove the finding at ${place} if the example has changed.`
					: `Add \`${side}/${file}\`, correct \`file\` at ${place}, or remove the finding there.`
				: `Write \`line: ${getStartLine(moved.finding)}\`${moved.file === file ? '' : ` and \`file: ${moved.file}\``} at ${place}, where the rule reports now.`,
	});
}

function createUndeclaredProblem(
	example: LoadedExample,
	side: Side,
	file: string,
	finding: Finding,
): Problem {
	const line = getStartLine(finding);
	const fileField = file === 'Dockerfile' ? '' : `file: ${file}, `;
	const entry = `- { rule: ${finding.rule}, ${fileField}line: ${line} }`;
	const repair =
		side === 'after'
			? 'Mend the line: an after is clean, unless what is left is what the example is about. Then add'
			: 'Mend the line, or add';
	return createSpanProblem(makeFileSource(example.path, example.sides[side], file), finding.span, {
		code: 'finding-not-declared',
		detail: `The ${side} breaks \`${finding.rule}\` in ${file} on line ${line}, and example.yaml does not declare it: ${finding.message}`,
		fix: `${repair} \`${entry}\` to \`${side}.findings\` in example.yaml.`,
	});
}

function quoteSideLine(side: ExampleSide, file: string, line: number): string[] {
	const text = side.files.find(({ path }) => path === file)?.text?.split(/\r?\n/)[line - 1];
	return text === undefined ? [] : ['', `${side.side}/${file}`, `${line} | ${text}`];
}

function formatReportedFindings(list: readonly Reported[]): string {
	if (list.length === 0) return 'nothing';
	return list
		.map(({ file, finding }) => `${finding.rule}, ${file}:${getStartLine(finding)}`)
		.join('\n          ');
}

function makeFileSource(path: string, side: ExampleSide, file: string) {
	const text = side.files.find((one) => one.path === file)?.text ?? '';
	return makeSourceText(`${path}/${side.side}/${file}`, text);
}
