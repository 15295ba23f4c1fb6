import type { BuildContext } from '../../build-context/model.ts';
import { type CopySource, listContextFiles, makeExclusionTest } from '../../image/copies.ts';
import { SAMPLE_FILE, SECRET_FILE, SETTINGS_FILE } from '../../knowledge/secret-files.ts';
import { defineRule } from '../rule.ts';
import { isSecretSetting } from '../shared/secret-names.ts';

/** The same image runs for every customer and in every place; what only one of them may know is given when it starts. */
export const secretFileCopied = defineRule({
	id: 'secret-file-copied',
	topic: 'git-in-containers',
	severity: 'warning',
	needsContext: true,
	summary: 'Files with secrets are given to the container, not to the image',
	messages: {
		copied: '`{file}` can be read by everyone who has the image. Give it to the container when it starts.',
		brought:
			'This brings `{file}` into the image, for everyone to read. List it in `.dockerignore`, and give it at the start.',
	},
	dockerfile({ facts, stages, context, report }) {
		for (const instruction of facts.select('COPY', 'ADD')) {
			const stage = stages.stageOf(instruction);
			if (stage !== undefined && !stages.isInFinalImage(stage)) continue;
			const isExcluded = makeExclusionTest(instruction);
			for (const source of facts.readCopy(instruction).sources) {
				const file = findSecretFile(source, context, isExcluded);
				if (file === undefined) continue;
				const message = file === source.path || /\*/.test(source.path ?? '') ? 'copied' : 'brought';
				report(message, source.word.span, { values: { file } });
			}
		}
	},
});

function findSecretFile(
	{ origin, path, value }: CopySource,
	context: BuildContext | undefined,
	isExcluded: (file: string, folder: string) => boolean,
): string | undefined {
	if (path === undefined || (origin !== 'context' && origin !== 'elsewhere')) return undefined;
	const files =
		context && origin === 'context' && value
			? listContextFiles(path, context).filter((file) => !isExcluded(file, path))
			: [];
	if (files.length > 0) return files.find((file) => holdsSecrets(file, file === path, context));
	return isNamedSecret(path) ? path : undefined;
}

function isNamedSecret(path: string): boolean {
	return SECRET_FILE.test(path) && !SAMPLE_FILE.test(path);
}

/** A text without a secret in it is none, whatever its name; one that cannot be read is judged by its name. */
function holdsSecrets(file: string, isNamed: boolean, context: BuildContext | undefined): boolean {
	if (SAMPLE_FILE.test(file)) return false;
	const isEnv = /(?:^|\/)\.env(?:\.[\w-]+)?$/.test(file);
	if (!isEnv) return SECRET_FILE.test(file);
	const text = context?.read(file);
	if (text === undefined) return isNamed && !SETTINGS_FILE.test(file);
	return text.split(/\r?\n/).some((line) => {
		const [, name, value] = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
		return name !== undefined && isSecretSetting(name, value ?? '');
	});
}
