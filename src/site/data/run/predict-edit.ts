import type { ContextEntry } from '#core/rebuild/model.ts';
import { predictRebuild } from '#core/rebuild/predict-rebuild.ts';
import type { ExampleSide } from '#examples/example.ts';

/** An edit that can be made to a side that has been built. */
export interface PredictedEdit {
	readonly file: string;
	/** What the build after it does, in a sentence or two; plain text with code in backticks. */
	readonly says: string;
}

/** The programs that the small services are. */
const PROGRAMS = ['src/server.js', 'server.js'];

/**
 * One more line in the program, a new one each time: the cache may hold an edit of the other side, or of yesterday.
 * Nothing where it is not known for every step whether it runs again.
 */
export function predictProgramEdit({ files }: ExampleSide): PredictedEdit | undefined {
	const file = PROGRAMS.find((program) => files.some(({ path }) => path === program));
	const dockerfile = files.find(({ path }) => path === 'Dockerfile')?.text;
	if (file === undefined || dockerfile === undefined) return undefined;
	const ignoreFile = files.find(({ path }) => path === '.dockerignore')?.text;
	const input = (edited: string) => ({
		dockerfile,
		context: files.map(
			({ path, text, bytes, mode }): ContextEntry => ({
				path,
				content: `${text ?? Buffer.from(bytes).toString('base64')}${path === file ? edited : ''}`,
				mode: Number.parseInt(mode, 8),
			}),
		),
		ignoreFile,
	});
	const { steps, refusals } = predictRebuild(input(''), input('// Now.'));
	const needed = steps.filter(({ verdict }) => verdict !== 'unneeded');
	if (refusals.length > 0 || needed.length === 0 || needed.some(({ verdict }) => verdict === 'unsure'))
		return undefined;
	const again = needed.filter(({ verdict }) => verdict === 'again');
	return { file, says: describeRebuild(needed.length, again) };
}

function describeRebuild(
	total: number,
	again: readonly { readonly line: number; readonly text: string }[],
): string {
	const [first] = again;
	if (first === undefined) return `All ${total} steps come from the cache.`;
	const rest = total - again.length;
	const cached =
		rest === 0
			? 'None comes from the cache.'
			: `${rest} of ${total} steps ${rest === 1 ? 'comes' : 'come'} from the cache.`;
	const more = again.length === 1 ? 'runs' : `and ${again.length - 1} after it run`;
	return `Line ${first.line} (\`${first.text}\`) ${more} again. ${cached}`;
}
