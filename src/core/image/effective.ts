import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { mountFields } from '../dockerfile/mounts.ts';
import { rememberLast } from '../remember-last.ts';
import type { ShellScript } from '../shell/script.ts';

/** Every instruction; of an `ONBUILD` the one inside it, which the next build will run. */
export const effectiveInstructions = rememberLast(({ instructions }: Dockerfile): readonly Instruction[] =>
	instructions.map((one) => (one.keyword === 'ONBUILD' ? (one.trigger ?? one) : one)),
);

/** Those of them that have one of these keywords, keyword by keyword. */
export function selectInstructions(
	dockerfile: Dockerfile,
	...keywords: readonly string[]
): readonly Instruction[] {
	const instructionsByKeyword = byKeyword(dockerfile);
	const [only = '', ...more] = keywords;
	if (more.length === 0) return instructionsByKeyword.get(only) ?? NONE;
	return keywords.flatMap((keyword) => instructionsByKeyword.get(keyword) ?? NONE);
}

const NONE: readonly never[] = [];

const byKeyword = rememberLast((dockerfile: Dockerfile): ReadonlyMap<string, readonly Instruction[]> => {
	const keywordGroups = new Map<string, Instruction[]>();
	for (const instruction of effectiveInstructions(dockerfile)) {
		const same = keywordGroups.get(instruction.keyword);
		if (same) same.push(instruction);
		else keywordGroups.set(instruction.keyword, [instruction]);
	}
	return keywordGroups;
});

/** One `--mount` of a `RUN`. */
export interface Mount {
	readonly type: string;
	/** Where it is mounted; BuildKit's own place for a secret that names none. */
	readonly target?: string;
	/** The variable a secret is put in. */
	readonly env?: string;
}

/** The `--mount`s of a `RUN`, those that cannot be read left out. */
export function listMounts({ flags }: Instruction): readonly Mount[] {
	if (flags.length === 0) return NONE;
	return flags.flatMap(({ name, value }) => {
		const fields = name === 'mount' && value ? mountFields(value) : undefined;
		if (!fields) return [];
		const findField = (...keys: string[]) => fields.find(({ key }) => keys.includes(key))?.value;
		const type = findField('type') ?? 'bind';
		const env = findField('env');
		const id = findField('id') ?? findField('source', 'src');
		const place = type === 'secret' && env === undefined && id ? `/run/secrets/${id}` : undefined;
		const target = findField('target', 'dst', 'destination') ?? place;
		return { type, ...(target !== undefined && { target }), ...(env !== undefined && { env }) };
	});
}

/** The instruction's own line, and its heredocs. */
export function listScripts({ body, heredocs }: Instruction): readonly ShellScript[] {
	if (heredocs.length === 0) return [body];
	return [
		body,
		...heredocs.map(({ content, contentSpan }) => ({
			text: content,
			sourceOffset: (index: number) => contentSpan.start + index,
		})),
	];
}
