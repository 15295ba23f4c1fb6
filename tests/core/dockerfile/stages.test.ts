import { expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { makeStageGraph } from '#core/dockerfile/stages.ts';

function graphOf(text: string) {
	const { dockerfile } = parseDockerfile(text);
	return { dockerfile, graph: makeStageGraph(dockerfile), stages: dockerfile.stages };
}

test('a stage builds on the last earlier one of that name, and on itself never', () => {
	const { graph, stages } = graphOf('FROM x AS a\nFROM y AS a\nFROM a AS a\nFROM a\n');
	expect(stages.map((stage) => graph.parentOf(stage)?.index)).toEqual([undefined, undefined, 1, 2]);
});

test('a variable can name the base stage', () => {
	const { graph, stages } = graphOf('ARG B=one\nFROM x AS one\nFROM ${B}\n');
	expect(stages.map((stage) => graph.parentOf(stage)?.index)).toEqual([undefined, 0]);
});

test('only the final stage and those below it are in the image', () => {
	const { graph, stages } = graphOf('FROM x AS a\nFROM y AS b\nFROM a\nCOPY --from=b . .\n');
	expect(graph.final?.index).toBe(2);
	expect(stages.map((stage) => graph.isInFinalImage(stage))).toEqual([true, false, true]);
});

test('stages are found by name without case, and by number, among the earlier ones', () => {
	const { graph, stages } = graphOf('FROM x AS a\nFROM y AS b\nFROM z\n');
	const [first, , last] = stages;
	if (!first || !last) throw new Error('three stages expected');
	expect(['A', 'b', '0', '1', '2', 'c'].map((name) => graph.resolve(name, last)?.index)).toEqual([
		0,
		1,
		0,
		1,
		undefined,
		undefined,
	]);
	expect(graph.resolve('b', first)).toBeUndefined();
});

test('an instruction and the trigger in it stand in their stage', () => {
	const { dockerfile, graph } = graphOf('ARG a\nFROM x\nONBUILD RUN a\n');
	const [arg, , onbuild] = dockerfile.instructions;
	if (!arg || !onbuild?.trigger) throw new Error('an ARG and an ONBUILD expected');
	expect([arg, onbuild, onbuild.trigger].map((one) => graph.stageOf(one)?.index)).toEqual([undefined, 0, 0]);
});
