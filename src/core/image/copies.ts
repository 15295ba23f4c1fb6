import { parseGlob } from '../build-context/glob.ts';
import { parseIgnoreFile } from '../build-context/ignore-file.ts';
import type { BuildContext } from '../build-context/model.ts';
import type { Instruction, Word } from '../dockerfile/model.ts';
import type { Variables } from '../dockerfile/variables/variables.ts';

/** One source of a `COPY` or `ADD`, from the build context unless it names another place. */
export interface CopySource {
	readonly word: Word;
	/** With variables replaced; missing where that cannot be done. */
	readonly path?: string;
	/** `<<EOF`: the content stands in the Dockerfile itself. */
	readonly isHeredoc: boolean;
}

/** What a `COPY` or `ADD` copies, and where to. */
export interface CopyOf {
	readonly sources: readonly CopySource[];
	readonly target?: CopySource;
	/** `--from`: the sources are no files of the build context. */
	readonly isFromElsewhere: boolean;
}

export function resolveCopy(instruction: Instruction, variables: Variables): CopyOf {
	const isHeredoc = ({ text }: Word) => instruction.heredocs.length > 0 && /^\d*<<-?/.test(text);
	const words = instruction.args.map((word): CopySource => {
		const path = variables.expand(word.text, instruction).value;
		return { word, isHeredoc: isHeredoc(word), ...(path !== undefined && { path }) };
	});
	const target = words.at(-1);
	return {
		sources: words.slice(0, -1),
		...(target && { target }),
		isFromElsewhere: instruction.flags.some(({ name }) => name === 'from'),
	};
}

/** A path of the context without `./` in front and `/` around it; empty for the context as a whole. */
export function resolveContextPath(path: string): string {
	const parts = path.split('/').filter((part) => part !== '' && part !== '.');
	return parts.join('/');
}

/** The files of the context that a source brings into the build: itself, those below it, or those that its pattern matches. */
export function listContextFiles(source: string, context: BuildContext): string[] {
	const path = resolveContextPath(source);
	const glob = /[*?[]/.test(path) ? parseGlob(path) : undefined;
	const isMeant = (file: string) => {
		if (path === '' || file === path || file.startsWith(`${path}/`)) return true;
		if (glob === undefined) return false;
		const parts = file.split('/');
		return parts.some((_, index) => glob(parts.slice(0, index + 1).join('/')));
	};
	return context.files.filter((file) => isMeant(file) && !context.isIgnored(file));
}

/**
 * Whether `--exclude` leaves a file out of what a source brings. Its patterns are those of an ignore file and count from
 * the folder that is copied; with a slash in front they match nothing, and a file that is named itself is copied all the same.
 */
export function makeExclusionTest({ flags }: Instruction): (file: string, source: string) => boolean {
	const patterns = flags.flatMap(({ name, value }) => (name === 'exclude' && value ? value.text : []));
	const { isIgnored } = parseIgnoreFile(patterns.filter((pattern) => !pattern.startsWith('/')).join('\n'));
	return (file, source) => {
		const folder = resolveContextPath(source);
		if (folder === '' || file.startsWith(`${folder}/`)) return isIgnored(file.slice(folder.length));
		// Which of its folders a pattern such as `*` matches is not worked out: each may be the one.
		return file.split('/').some((_, index, parts) => index > 0 && isIgnored(parts.slice(index).join('/')));
	};
}
