import type { Dockerfile, Pair } from '../dockerfile/model.ts';
import { substitute } from '../dockerfile/variables/substitution.ts';
import type { FileTree } from './files/file-tree.ts';
import { hideText } from './operations/hidden-text.ts';

/** What the engine made of an operation: files under a key. */
export interface BuildResult {
	readonly key: string;
	/** Names the operation with all that it stands on, as it is written: one name is one step of the engine. */
	readonly definition: string;
	/** False where nobody knows whether the key is the one that the engine finds. */
	readonly isSure: boolean;
	readonly tree: FileTree;
}

/** A stage at one moment. */
export interface StageState {
	/** `undefined` while it is empty. */
	result: BuildResult | undefined;
	/** In the order in which they were set last, as a command gets them. */
	readonly env: Map<string, string>;
	/** The image that sets what the file does not; `undefined` where there is none. */
	readonly image: string | undefined;
	folder: string;
	user: string;
	shell: readonly string[];
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];

export function startScratch(): StageState {
	return {
		result: undefined,
		env: new Map([['PATH', DEFAULT_PATH]]),
		image: undefined,
		folder: '/',
		user: '',
		shell: DEFAULT_SHELL,
	};
}

/** What an image sets is not known, only that it is the same for the same image. Hardly any sets another shell. */
export function startImage(image: string, result: BuildResult): StageState {
	const folder = `/${hideText('folder', image)}`;
	return { result, env: new Map(), image, folder, user: hideText('user', image), shell: DEFAULT_SHELL };
}

export function startStage(base: StageState): StageState {
	return { ...base, env: new Map(base.env) };
}

function setVariable({ env }: StageState, name: string, value: string): void {
	env.delete(name);
	env.set(name, value);
}

/**
 * Replaces the variables of a text. Where the image decides over the outcome, the answer is no text of the build but one
 * that is equal when text, known values and image are.
 */
export function expandText(text: string, state: StageState, dockerfile: Dockerfile): string {
	if (!/[$"'\\`]/.test(text)) return text;
	return expandWith(text, state, { escape: dockerfile.escape });
}

/** The content of a heredoc: quotes are characters like any other there. */
export function expandHeredoc(text: string, state: StageState): string {
	if (!/[$\\]/.test(text)) return text;
	return expandWith(text, state, { escape: '\\', ignoresQuotes: true });
}

function expandWith(
	text: string,
	{ env, image }: StageState,
	options: Parameters<typeof substitute>[2],
): string {
	const unset = image === undefined ? undefined : null;
	const { value, matched } = substitute(text, (name) => (env.has(name) ? env.get(name) : unset), options);
	if (value !== undefined) return value;
	const values = matched.map((name) => `${name}=${env.get(name) ?? ''}`);
	return hideText(JSON.stringify([text, ...values]), image ?? '');
}

/** `ENV`: all pairs see what was set before the instruction. */
export function applyEnv(pairs: readonly Pair[], state: StageState, dockerfile: Dockerfile): void {
	const values = pairs.map(({ key, value }) => ({
		name: expandText(key.text, state, dockerfile),
		value: expandText(value?.text ?? '', state, dockerfile),
	}));
	for (const { name, value } of values) setVariable(state, name, value);
}

export interface ArgValues {
	readonly buildArgs: Readonly<Record<string, string>>;
	readonly globalArgs: ReadonlyMap<string, string>;
}

/** `ARG`: the value given to the build, else the default, else that of the `ARG` before the first `FROM`. */
export function applyArg(
	pairs: readonly Pair[],
	state: StageState,
	values: ArgValues,
	dockerfile: Dockerfile,
): void {
	for (const { key, value } of pairs) {
		const name = key.text;
		const given = Object.hasOwn(values.buildArgs, name) ? values.buildArgs[name] : undefined;
		const own = value && expandText(value.text, state, dockerfile);
		const chosen = given ?? own ?? values.globalArgs.get(name);
		if (chosen !== undefined && !SCAN_ARGS.has(name)) setVariable(state, name, chosen);
	}
}

/** These two steer a scanner and reach no command. */
const SCAN_ARGS: ReadonlySet<string> = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);
