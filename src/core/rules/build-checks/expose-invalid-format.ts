import { stepsOf } from '../../dockerfile/execution.ts';
import { portsIn } from '../../dockerfile/ports.ts';
import { scopesOf } from '../../dockerfile/scopes.ts';
import { defineRule } from '../rule.ts';
import { headOf, placeOn } from './place.ts';

/** `EXPOSE` publishes nothing; a mapping in it is ignored. */
export const exposeInvalidFormat = defineRule({
	id: 'expose-invalid-format',
	topic: 'build-checks',
	severity: 'warning',
	summary: "`EXPOSE` names the container's ports only",
	aliases: ['ExposeInvalidFormat'],
	messages: {
		mapping: '`{port}` has an address or a host port in it, which `EXPOSE` does not use.',
	},
	dockerfile({ dockerfile, stages, report }) {
		const scopes = scopesOf(dockerfile, stages);
		for (const stage of dockerfile.stages) {
			for (const { instruction, place } of stepsOf(stage, stages)) {
				if (instruction.keyword !== 'EXPOSE') continue;
				for (const word of instruction.args) {
					const lookup = (name: string) => scopes.lookupIn(stage, name, place)?.value;
					for (const port of portsIn(word.text, lookup, dockerfile.escape) ?? []) {
						if (!(port.address !== '' || port.hostPort !== '')) continue;
						const span = place === instruction ? placeOn(place, word.span, dockerfile) : headOf(place);
						report('mapping', span, { values: { port: port.text } });
					}
				}
			}
		}
	},
});
