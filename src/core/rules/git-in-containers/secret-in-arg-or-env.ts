import type { Instruction, Pair } from '../../dockerfile/model.ts';
import type { Variables } from '../../dockerfile/variables/variables.ts';
import { defineRule } from '../rule.ts';
import { locatePart } from '../shared/place.ts';
import { isNoSecret, isSecretSetting } from '../shared/secret-names.ts';

/** Whoever can pull an image can read its variables and its history; `docker history` shows an `ARG` too. */
export const secretInArgOrEnv = defineRule({
	id: 'secret-in-arg-or-env',
	topic: 'git-in-containers',
	severity: 'error',
	summary: 'No ARG, no ENV and no LABEL holds a secret',
	aliases: ['SecretsUsedInArgOrEnv'],
	messages: {
		arg: '`ARG {name}` stays in the history of the image. Pass it with `RUN --mount=type=secret`.',
		env: '`ENV {name}` can be read by everyone who has the image. Use a secret mount, or set it at the start.',
		label: '`LABEL {name}` can be read by everyone who has the image. Leave it out, and change the secret.',
	},
	dockerfile({ dockerfile, facts, variables, report }) {
		for (const label of facts.select('LABEL')) {
			for (const { key, value } of label.pairs) {
				const text = value && variables.expand(value.text, label).value;
				// Labels are names of every kind, which BuildKit does not judge: only what is a secret for sure counts.
				if (!value || !text || !isSecretSetting(key.text, text)) continue;
				report('label', locatePart(label, key.span, dockerfile), {
					values: { name: key.text },
					secrets: [value.span],
				});
			}
		}
		for (const written of dockerfile.instructions) {
			const isTrigger = written.keyword === 'ONBUILD';
			const instruction = isTrigger ? written.trigger : written;
			if (instruction?.keyword !== 'ARG' && instruction?.keyword !== 'ENV') continue;
			const message = instruction.keyword === 'ARG' ? 'arg' : 'env';
			for (const pair of instruction.pairs) {
				// BuildKit judges a trigger in the build that runs it. A text in it is in this image all the same.
				if (isTrigger && !holdsText(pair, instruction, variables)) continue;
				const key = pair.key.text;
				// Only `ENV` takes quotes off a name and replaces variables in it.
				const name = message === 'env' ? (variables.expand(key, instruction).value ?? key) : key;
				if (!isSecretName(name)) continue;
				report(message, locatePart(instruction, pair.key.span, dockerfile), {
					values: { name },
					secrets: pair.value === undefined ? [] : [pair.value.span],
					severity: holdsText(pair, instruction, variables) ? undefined : 'warning',
				});
			}
		}
	},
});

const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
/** Since BuildKit 0.28 also what names a file or a version. */
const HARMLESS = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** BuildKit's judgement (`SecretsUsedInArgOrEnv`): a word of the name, between underscores, says secret and none says that it is none. */
function isSecretName(name: string): boolean {
	return SECRET.test(name) && !HARMLESS.test(name);
}

/** True where the file itself gives the secret away: its text is written there, be it as the default of another variable. */
function holdsText({ value }: Pair, at: Instruction, variables: Variables): boolean {
	const text = value && variables.expand(value.text, at).value;
	return Boolean(text) && !isNoSecret(text ?? '');
}
