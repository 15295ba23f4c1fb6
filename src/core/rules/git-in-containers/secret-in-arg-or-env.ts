import type { Instruction, Pair } from '../../dockerfile/model.ts';
import { defineRule } from '../rule.ts';

/** Whoever can pull an image can read its variables and its history; `docker history` shows an `ARG` too. */
export const secretInArgOrEnv = defineRule({
	id: 'secret-in-arg-or-env',
	topic: 'git-in-containers',
	severity: 'error',
	summary: 'No ARG and no ENV holds a secret',
	aliases: ['SecretsUsedInArgOrEnv'],
	messages: {
		arg: '`ARG {name}` puts a secret into the history of the image and into its build record. Pass it with `RUN --mount=type=secret`.',
		env: '`ENV {name}` puts a secret into the image, where everyone who pulls it can read it. Mount it in the build with `RUN --mount=type=secret`, or give it to the container when it starts.',
	},
	dockerfile({ dockerfile, variables, report }) {
		// What an `ONBUILD` holds is judged by BuildKit in the build that runs it, and so it is here.
		for (const instruction of dockerfile.instructions) {
			const message = instruction.keyword === 'ARG' ? 'arg' : 'env';
			if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') continue;
			for (const pair of instruction.pairs) {
				const written = pair.key.text;
				// Only `ENV` takes quotes off a name and replaces variables in it.
				const name = message === 'env' ? (variables.expand(written, instruction).value ?? written) : written;
				if (!isSecretName(name) || hasFilePath(pair)) continue;
				const span = isOnFirstLine(pair, instruction, dockerfile.text)
					? pair.key.span
					: instruction.keywordSpan;
				const related =
					span === pair.key.span ? [] : [{ span: pair.key.span, message: `\`${name}\` is here.` }];
				const secrets = pair.value === undefined ? [] : [pair.value.span];
				report(message, span, { values: { name }, secrets, ...(related.length > 0 && { related }) });
			}
		}
	},
});

const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:_|^)public(?:_|$)/i;

/** BuildKit's judgement (`SecretsUsedInArgOrEnv`): a word of the name, between underscores, says secret and none says public. */
function isSecretName(name: string): boolean {
	return SECRET.test(name) && !PUBLIC.test(name);
}

/** The name of the file that holds the secret is not the secret. BuildKit, which looks at names only, reports it all the same. */
function hasFilePath({ key, value }: Pair): boolean {
	return /_FILE$/i.test(key.text) && /^["']?[.~]|[\\/]/.test(value?.text ?? '');
}

/** BuildKit reports a pair at the line its instruction begins on, and so must we to be comparable line by line. */
function isOnFirstLine({ key }: Pair, { keywordSpan }: Instruction, text: string): boolean {
	return !text.slice(keywordSpan.end, key.span.start).includes('\n');
}
