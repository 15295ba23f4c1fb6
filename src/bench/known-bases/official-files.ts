import type { Repository } from './repository.ts';

/** Where the library says that the Dockerfile of some tags stands. */
export interface TaggedFile {
	readonly tags: readonly string[];
	readonly repository: string;
	readonly path: string;
}

/** Reads `library/<image>` of the official images; files for Windows alone are left out. */
export function listTaggedFiles(library: Repository, image: string): readonly TaggedFile[] {
	const text = library.read(`library/${image}`) ?? '';
	const blocks = text
		.replace(/^#.*\n/gm, '')
		.replace(/,\s*\n\s*/g, ', ')
		.split(/\n\s*\n/)
		.map(readFields);
	const [head = new Map<string, string>()] = blocks;
	return blocks.flatMap((block) => {
		const read = (name: string) => block.get(`amd64-${name}`) ?? block.get(name) ?? head.get(name);
		const tags = [block.get('Tags'), block.get('SharedTags')].flatMap((list) => list?.split(', ') ?? []);
		const repository = /github\.com\/(.+?)(?:\.git)?\s*$/.exec(read('GitRepo') ?? '')?.[1];
		if (tags.length === 0 || !repository || /^\s*windows[\w-]*$/.test(read('Architectures') ?? '')) return [];
		const folder = (read('Directory') ?? '.').replace(/^\.\/?|\/$/g, '');
		const file = read('File') ?? 'Dockerfile';
		return [{ tags, repository, path: folder === '' ? file : `${folder}/${file}` }];
	});
}

function readFields(block: string): Map<string, string> {
	return new Map(
		[...block.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
	);
}
