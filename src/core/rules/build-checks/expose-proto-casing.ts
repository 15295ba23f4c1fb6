import { stepsOf } from '../../dockerfile/execution.ts';
import { portsIn } from '../../dockerfile/ports.ts';
import { scopesOf } from '../../dockerfile/scopes.ts';
import { defineRule } from '../rule.ts';
import { headOf, placeOn } from './place.ts';

/** One way to write a protocol is enough, and tools that compare ports expect the lower case. */
export const exposeProtoCasing = defineRule({
	id: 'expose-proto-casing',
	topic: 'build-checks',
	severity: 'warning',
	summary: '`EXPOSE` names protocols in lower case',
	aliases: ['ExposeProtoCasing'],
	messages: {
		mixed: 'The protocol in `{port}` should be lower case.',
	},
	dockerfile({ dockerfile, stages, report }) {
		const scopes = scopesOf(dockerfile, stages);
		for (const stage of dockerfile.stages) {
			for (const { instruction, place } of stepsOf(stage, stages)) {
				if (instruction.keyword !== 'EXPOSE') continue;
				for (const word of instruction.args) {
					const lookup = (name: string) => scopes.lookupIn(stage, name, place)?.value;
					for (const port of portsIn(word.text, lookup, dockerfile.escape) ?? []) {
						if (!(port.protocol !== port.protocol.toLowerCase())) continue;
						const span = place === instruction ? placeOn(place, word.span, dockerfile) : headOf(place);
						report('mixed', span, { values: { port: port.text } });
					}
				}
			}
		}
	},
});
