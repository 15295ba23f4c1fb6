import { type ExposedPort, expandPorts } from '../../dockerfile/ports.ts';
import type { Span } from '../../source/position.ts';
import type { DockerfileContext } from '../rule.ts';
import { locateStepPart } from '../shared/place.ts';

/** Every port that is exposed, and where to report something about it. */
export function* locateExposedPorts({
	facts,
	dockerfile,
}: Pick<DockerfileContext, 'facts' | 'dockerfile'>): Generator<{ port: ExposedPort; at: Span }> {
	const { scopes } = facts;
	for (const stage of dockerfile.stages) {
		for (const step of facts.listSteps(stage)) {
			if (step.instruction.keyword !== 'EXPOSE') continue;
			const lookup = scopes.lookupFor(stage, step.turn);
			for (const { text, span } of step.instruction.args) {
				for (const port of expandPorts(text, lookup, dockerfile.escape) ?? [])
					yield { port, at: locateStepPart(step, span, dockerfile) };
			}
		}
	}
}
