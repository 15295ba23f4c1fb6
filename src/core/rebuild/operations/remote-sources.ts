import type { Instruction } from '../../dockerfile/model.ts';
import { EMPTY_TREE, type FileTree, ROOT_OWNER, replaceNode } from '../files/file-tree.ts';
import { plainSelector } from '../files/selector.ts';
import type { CopyFlags } from './copy-flags.ts';
import { type CopyInput, makeAction } from './copy-source.ts';
import { isHidden } from './hidden-text.ts';
import type { BuildSurroundings } from './operation.ts';

/** With a checksum the content is known without asking. */
export function makeWebSource(
	address: string,
	target: string,
	{ flags: written }: Instruction,
	flags: CopyFlags,
	{ buildName }: BuildSurroundings,
): CopyInput {
	const name =
		/^https?:\/\/[^/?#]*([^?#]*)/
			.exec(address)?.[1]
			?.split('/')
			.findLast((part) => part !== '') ?? '__unnamed__';
	const { checksum } = flags;
	const isKnown = checksum !== '' && !isHidden(checksum) && !isHidden(address);
	const file = { kind: 'file', content: checksum, mode: 0o600, owner: ROOT_OWNER, isArchive: true } as const;
	const definition = JSON.stringify(['web', address, checksum]);
	const key = isKnown ? definition : `${definition} ${buildName}`;
	const tree: FileTree = isKnown ? replaceNode(EMPTY_TREE, [name], file) : { ...EMPTY_TREE, unknown: key };
	const source = plainSelector(`/${name}`);
	const unpacks = written.some((flag) => flag.name === 'unpack') && flags.unpacks;
	const result = { key, definition, isSure: true, tree };
	return {
		input: { result, selectors: [source], origin: address },
		action: makeAction(source, target, flags, unpacks),
		key: ['web', name, `${unpacks}`],
	};
}

/** A commit says what is taken; a branch or a tag is asked for on each build. */
export function makeGitSource(
	address: string,
	target: string,
	flags: CopyFlags,
	{ buildName }: BuildSurroundings,
): CopyInput {
	const definition = JSON.stringify(['git', address, flags.checksum, `${flags.keepsGit}`]);
	const isKnown =
		/^[0-9a-f]{40}$/.test(flags.checksum) ||
		/(?:#|[?&](?:ref|commit|checksum)=)[0-9a-f]{40}(?:[:&#]|$)/.test(address);
	const key = isKnown ? definition : `${definition} ${buildName}`;
	const result = { key, definition, isSure: true, tree: { ...EMPTY_TREE, unknown: key } };
	const source = plainSelector('/');
	return {
		input: { result, selectors: [source], origin: address },
		action: makeAction(source, target, flags, false),
		key: ['git'],
	};
}
