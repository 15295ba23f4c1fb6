import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import {
	listContextFiles,
	listContextSources,
	listCopiedFolders,
	listCopiedPaths,
} from '../../image/copies.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { isMounted } from '../../image/layer.ts';
import { formatImagePath, isWithin } from '../../image/paths.ts';
import { listFinalStages } from '../../image/runs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import { defineRule } from '../rule.ts';

/** A layer holds whole files: who changes the owner or the mode of one in a later layer stores, pushes and pulls it twice. */
export const chownDoublesFiles = defineRule({
	id: 'chown-doubles-files',
	topic: 'base-images',
	severity: 'warning',
	needsContext: true,
	summary: 'Files get their owner and mode in the `COPY` that brings them',
	messages: {
		doubled: '`{call}` stores all that line {line} copied a second time. Write `{keyword} --{flag}=…` there.',
		part: '`{call}` stores what line {line} copied to `{part}` a second time. Write `{keyword} --{flag}=…` there.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		for (const stage of listFinalStages(dockerfile, stages)) {
			const copied: CopiedPath[] = [];
			for (const step of stage.instructions) {
				if (step.keyword === 'COPY' || step.keyword === 'ADD') copied.push(...listDoubled(step, facts));
				if (step.keyword !== 'RUN' || copied.length === 0) continue;
				// However often one `RUN` changes them, its layer holds the files once.
				const doubled = new Set<Instruction>();
				for (const { command, paths } of listOwnerChanges(step, facts)) {
					const found = copied.find((one) => paths.some((path) => isCovered(one, path, facts)));
					if (!found || doubled.has(found.step)) continue;
					doubled.add(found.step);
					const isWhole = copied
						.filter(({ step: other }) => other === found.step)
						.every((one) => paths.some((path) => isWithin(one.path, path)));
					const part = paths.find((path) => isCovered(found, path, facts)) ?? '';
					const { keyword, startLine, keywordSpan } = found.step;
					const flag = command.name ?? '';
					const values = {
						call: `${flag} -R`,
						line: String(startLine),
						keyword,
						flag,
						part: formatImagePath(part),
					};
					report(isWhole ? 'doubled' : 'part', command.span, {
						values,
						related: [{ span: keywordSpan, message: 'Brings the files.' }],
					});
				}
			}
		}
	},
});

interface CopiedPath {
	readonly path: string;
	readonly step: Instruction;
}

/** More copies than any hand writes are not kept, so that no file takes time beyond measure. */
const MOST_PATHS = 500;

/** Where a copy puts its files; nothing where it sets owner or mode itself, and for a few lines of text. */
function listDoubled(step: Instruction, facts: DockerfileFacts): CopiedPath[] {
	if (step.flags.some(({ name }) => name === 'chown' || name === 'chmod')) return [];
	const copy = facts.readCopy(step);
	const folder = facts.findFolder(step);
	const sources = copy.sources.filter(
		({ origin, value, path }) =>
			origin !== 'heredoc' &&
			!SMALL.test(value ?? '') &&
			!(origin === 'context' && isSmallFile(path ?? '', facts.context)),
	);
	const reduced = { ...copy, sources };
	const paths = listCopiedPaths(reduced, folder, facts.context);
	const folders = listCopiedFolders(reduced, folder).map(({ target }) => target);
	return [...new Set([...paths, ...folders])].slice(0, MOST_PATHS).map((path) => ({ path, step }));
}

/** One file of few bytes, as far as the context tells. */
function isSmallFile(path: string, context: BuildContext | undefined): boolean {
	const text = context?.read(path);
	return text !== undefined && text !== '' && text.length < MOST_SMALL;
}

const MOST_SMALL = 64 * 1024;

/** One file of text: its second copy is nothing that anybody would notice. */
const SMALL =
	/(?:^|\/)[^*?/]*\.(?:sh|json|lock|toml|ya?ml|conf|cnf|cfg|ini|txt|xml|env|properties|md|sql|crt|pem|key|repo|list|service|html)$/;

interface OwnerChange {
	readonly command: ShellCommand;
	readonly paths: readonly string[];
}

/** `chown -R` and `chmod -R` of paths that are known, and part of the layer. */
function listOwnerChanges(run: Instruction, facts: DockerfileFacts): OwnerChange[] {
	const commands = facts.listCommands(run);
	if (!commands.some(isRecursiveChange)) return [];
	const layer = facts.readLayer(run);
	return commands.flatMap((command, index) => {
		if (!isRecursiveChange(command)) return [];
		const paths = listTargets(command).flatMap((word) => {
			const value = layer.readWord(word, index);
			const path = value === undefined ? undefined : layer.resolve(value.replace(/(?<=.)\/\*?$/, ''), index);
			return path === undefined || isMounted(layer, path) ? [] : [path];
		});
		return [{ command, paths }];
	});
}

function isRecursiveChange({ name, args, wrappers }: ShellCommand): boolean {
	if ((name !== 'chown' && name !== 'chmod') || wrappers.includes('xargs')) return false;
	return args.some(({ raw }) => /^-[a-zA-Z]*R|^--recursive$/.test(raw));
}

/** The words behind the options and the owner or mode. */
function listTargets({ args }: ShellCommand): readonly ShellWord[] {
	const words = args.filter(({ raw }) => !/^-(?:[a-zA-Z]+|-[\w-]+(?:=.*)?)$/.test(raw));
	return args.some(({ raw }) => raw.startsWith('--reference=')) ? words : words.slice(1);
}

/** True where the change reaches what was copied: the whole of it, or a part that the context is known to have. */
function isCovered({ path, step }: CopiedPath, changed: string, facts: DockerfileFacts): boolean {
	if (isWithin(path, changed)) return true;
	const { context } = facts;
	if (!context || !isWithin(changed, path)) return false;
	const part = changed.slice(path === '/' ? 1 : path.length + 1);
	return listContextSources(facts.readCopy(step)).some(
		(source) => listContextFiles(source.path === '' ? part : `${source.path}/${part}`, context).length > 0,
	);
}
