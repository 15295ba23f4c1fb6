import { getKeptText } from '../../dockerfile/lines/comments.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { defineRule } from '../rule.ts';
import { locateHead } from '../shared/place.ts';

/** `docker build --call=outline` and `--call=targets` print what the comment above says of a stage or an argument. */
export const invalidDefinitionDescription = defineRule({
	id: 'invalid-definition-description',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'A comment right above a stage or an `ARG` describes it, its name first',
	aliases: ['InvalidDefinitionDescription'],
	messages: {
		stage:
			'The comment above describes the stage `{name}`: begin it with `{name}`, or put a bare `#` below it.',
		arg: 'The comment above describes `{name}`: begin it with `{name}`, or put a bare `#` below it.',
		args: 'The comment above is a description: begin it with one of these arguments, or put a bare `#` below it.',
	},
	dockerfile({ dockerfile, report }) {
		const described = listDescribed(dockerfile);
		if (described.length === 0) return;
		const comments = collectCommentsAbove(dockerfile);
		for (const { instruction, names } of described) {
			const [word = ''] = comments.get(instruction)?.split(' ') ?? [];
			if (word === '' || names.includes(word)) continue;
			const message = instruction.keyword === 'FROM' ? 'stage' : names.length === 1 ? 'arg' : 'args';
			report(message, locateHead(instruction), { values: { name: names[0] ?? '' } });
		}
	},
});

interface Described {
	readonly instruction: Instruction;
	/** What the comment may begin with. */
	readonly names: readonly string[];
}

function listDescribed({ instructions }: Dockerfile): Described[] {
	return instructions.flatMap((instruction) => {
		const { keyword, args, pairs } = instruction;
		const stage = keyword === 'FROM' ? args[2]?.text.toLowerCase() : undefined;
		const names = keyword === 'ARG' ? pairs.map(({ key }) => key.text) : stage === undefined ? [] : [stage];
		return names.length === 0 ? [] : [{ instruction, names }];
	});
}

/** The last comment in front of each instruction. A bare `#` parts them; an empty line does not. */
function collectCommentsAbove({
	text,
	instructions,
	comments,
	directives,
}: Dockerfile): Map<Instruction, string> {
	const above = new Map<Instruction, string>();
	const ofHead = new Set(directives.map(({ span }) => span.start));
	let next = 0;
	for (const comment of comments) {
		const { start } = comment.span;
		while ((instructions[next]?.span.end ?? Number.POSITIVE_INFINITY) < start) next++;
		const instruction = instructions[next];
		if (!instruction) break;
		if (instruction.span.start < start || ofHead.has(start)) continue;
		const words = getKeptText(comment, text);
		if (words === '') above.delete(instruction);
		else above.set(instruction, words);
	}
	return above;
}
