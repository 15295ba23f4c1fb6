import type { Problem } from '#core/problem.ts';
import { findKnownForms } from '#core/report/secrets/known-forms.ts';
import {
	createPathProblem,
	createSpanProblem,
	makeSourceText,
	type SourceText,
} from '#workspace/typed/source-text.ts';
import type { LoadedExample } from '../content.ts';
import type { ExampleFile } from '../example.ts';
import { SIDES } from '../manifest.ts';

/** Keys and tokens in the files of an example are canaries, and the manifest says that they are planted. */
export function checkPlantedSecrets(example: LoadedExample): Problem[] {
	const { planted } = example.manifest;
	const files = SIDES.flatMap((side) =>
		example.sides[side].files.map((file) => ({ ...file, path: `${side}/${file.path}` })),
	);
	const withSecrets = new Set(
		files.filter((file) => findSecretSpans(file).length > 0).map(({ path }) => path),
	);
	const unneeded = planted.filter((path) => !withSecrets.has(path));
	return [
		...files.flatMap((file) => checkFile(example, file)),
		...unneeded.map((path) => createUnneededProblem(example, path)),
	];
}

/** A page, a manifest or a record is published too, and nothing in it may be a secret but a canary. */
export function checkTextSecrets(source: SourceText): Problem[] {
	return findKnownForms(source.text)
		.filter(({ start, end }) => {
			const secret = source.text.slice(start, end).replaceAll('\\n', '\n');
			// Makers end the examples in their documentation like this.
			return !isCanary(secret) && !secret.endsWith('EXAMPLE');
		})
		.map((span) =>
			createPathProblem(source.path, {
				code: 'secret-in-content',
				detail: `Line ${source.lines.rangeOf(span).start.line} has what looks like a real token or private key, and would be published.`,
				fix: 'Take it out, and withdraw it where it is real.',
			}),
		);
}

/** What is no text is read letter by letter: a token is the same in every form that has one byte or two for a letter. */
function readLetters({ text, bytes }: Pick<ExampleFile, 'text' | 'bytes'>): string {
	return text ?? Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
}

function findSecretSpans(file: Pick<ExampleFile, 'text' | 'bytes'>) {
	return findKnownForms(readLetters(file));
}

function checkFile({ path, manifest }: LoadedExample, file: ExampleFile): Problem[] {
	const isPlanted = manifest.planted.includes(file.path);
	const source = makeSourceText(`${path}/${file.path}`, readLetters(file));
	return findSecretSpans(file)
		.filter(({ start, end }) => !isPlanted || !isCanary(source.text.slice(start, end)))
		.map(({ start, end }) => {
			// The line is named and not shown: a real secret must not be printed.
			const line = source.lines.rangeOf({ start, end }).start.line;
			return createPathProblem(`${path}/${file.path}`, {
				code: 'secret-in-context',
				detail: isPlanted
					? `Line ${line} has a token or key that does not say it is a canary.`
					: `Line ${line} has what looks like a real token or private key, and would be published.`,
				fix: isPlanted
					? 'Plant a value with `canary` in it; in a key, in its comment.'
					: `Take it out, and withdraw it where it is real. A canary is declared: \`planted: [${file.path}]\`.`,
			});
		});
}

/** A planted secret says so, in its letters or in what they encode, as the comment of a key does. */
function isCanary(secret: string): boolean {
	const decoded = Buffer.from(secret.replace(/-----[^-]*-----|\s/g, ''), 'base64').toString('latin1');
	return /canary/i.test(secret) || /canary/i.test(decoded);
}

function createUnneededProblem(
	{ manifest, manifestSource, manifestYaml }: LoadedExample,
	path: string,
): Problem {
	const at = manifestYaml.spanOf(['planted', manifest.planted.indexOf(path)]);
	return createSpanProblem(manifestSource, at, {
		code: 'planted-unneeded',
		detail: `\`${path}\` has no token or key of a known form, or is not there.`,
		fix: 'Remove it from `planted`.',
	});
}
