import type { Finding, Fix } from '../../finding.ts';
import type { Problem } from '../../problem.ts';
import type { Span } from '../../source/position.ts';
import type { LintedFile } from '../lint-report.ts';
import { findSecrets } from './find-secrets.ts';
import { isReference } from './secret-names.ts';
import { SecretValues } from './secret-values.ts';

/**
 * The files as a report may show them. Everything that is printed passes here first: the text that frames, snippets and
 * patches are cut from, messages, places that explain, titles and texts of fixes. A secret becomes dots and every place
 * stays. Passing a file twice changes nothing.
 */
export function redactFiles(files: readonly LintedFile[]): LintedFile[] {
	return files.map(redactFile);
}

function redactFile(file: LintedFile): LintedFile {
	const { text, findings, fixed } = file;
	if (findings.length === 0 && fixed.length === 0) return file;
	const values = new SecretValues();
	const masked = maskText(
		text,
		findings.flatMap(({ secrets = [] }) => secrets),
		values,
	);
	const hide = rememberAnswers((words) => maskText(words, [], values, masked));
	return {
		...file,
		text: masked,
		findings: findings.map((finding) => redactFinding(finding, hide)),
		fixed: fixed.map((finding) => redactFinding(finding, hide)),
	};
}

/** A text made of a file's lines, as a patch is, without the file's secrets. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
	const values = new SecretValues();
	for (const secret of secrets) values.add(secret);
	return maskText(text, [], values);
}

/** A problem with a file that may hold secrets, as a settings file does. */
export function redactProblem(problem: Problem): Problem {
	const { detail, frame, fix } = problem;
	const hide = (words: string) => maskText(words, [], new SecretValues());
	return {
		...problem,
		detail: hide(detail),
		fix: hide(fix),
		frame: frame && hide(frame),
	};
}

/**
 * Masks what looks like a secret, the places given, and whatever equals one of them; remembers the values. With `file`, as
 * it is shown, the text is a sentence about that file.
 */
function maskText(text: string, secrets: readonly Span[], values: SecretValues, file?: string): string {
	const given = secrets.filter(({ start, end }) => !isReference(text.slice(start, end)));
	const spans = [...given, ...findSecrets(text, file !== undefined)].sort((a, b) => a.start - b.start);
	for (const { start, end } of spans) values.add(text.slice(start, end));
	return replaceLoneBytes(values.mask(maskSpans(text, spans), file));
}

function maskSpans(text: string, spans: readonly Span[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const { start, end } of spans) {
		// One secret may stand in another, as a password does in an address.
		const [from, to] = [Math.max(at, start), Math.max(at, end)];
		parts.push(text.slice(at, from), text.slice(from, to).replace(/[^\s"'\\]/g, '•'));
		at = to;
	}
	return parts.join('') + text.slice(at);
}

/** What stands for a byte that is part of no character cannot be printed. */
function replaceLoneBytes(text: string): string {
	return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** The same sentence often stands in a file many times. */
function rememberAnswers(answer: (words: string) => string): (words: string) => string {
	let [asked, answered] = ['', ''];
	return (words) => {
		if (words !== asked) [asked, answered] = [words, answer(words)];
		return answered;
	};
}

/** The finding itself where nothing in it is secret: a file may have very many. */
function redactFinding(finding: Finding, hide: (words: string) => string): Finding {
	if (listWords(finding).every((words) => hide(words) === words)) return finding;
	const { message, related, fix } = finding;
	return {
		...finding,
		message: hide(message),
		related: related?.map((one) => ({ ...one, message: hide(one.message) })),
		fix: fix && redactFix(fix, hide),
	};
}

function listWords({ message, related = [], fix }: Finding): string[] {
	return [
		message,
		...related.map((one) => one.message),
		...(fix ? [fix.title, ...fix.edits.map(({ text }) => text)] : []),
	];
}

/** A repair that would write a secret keeps its title and loses its edits: half of a repair would break the file. */
function redactFix({ title, kind, edits }: Fix, hide: (words: string) => string): Fix {
	const isOpen = edits.every(({ text }) => hide(text) === text);
	return { title: hide(title), kind, edits: isOpen ? edits : [] };
}
