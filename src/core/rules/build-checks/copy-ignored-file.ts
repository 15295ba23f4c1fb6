import { parseGlob } from '../../build-context/glob.ts';
import type { BuildContext } from '../../build-context/model.ts';
import { substitute } from '../../dockerfile/variables/substitution.ts';
import { listContextSources, readCopy } from '../../image/copies.ts';
import { defineRule } from '../rule.ts';
import { locateStepPart } from '../shared/place.ts';

/** What `.dockerignore` excludes does not exist for the build. */
export const copyIgnoredFile = defineRule({
	id: 'copy-ignored-file',
	topic: 'build-checks',
	severity: 'warning',
	needsContext: true,
	summary: 'No `COPY` of what `.dockerignore` leaves out',
	aliases: ['CopyIgnoredFile'],
	messages: {
		ignored: '`{path}` is excluded by `{file}`, so there is nothing to copy.',
	},
	dockerfile(lint) {
		const { facts, context, dockerfile, report } = lint;
		if (!context) return;
		const { scopes } = facts;
		for (const stage of dockerfile.stages) {
			for (const step of facts.listSteps(stage)) {
				const lookup = scopes.lookupFor(stage, step.turn);
				const expand = (text: string) => substitute(text, lookup, { escape: dockerfile.escape }).value;
				for (const { word, path } of listContextSources(readCopy(step.instruction, expand))) {
					if (!isLeftOut(path, context)) continue;
					report('ignored', locateStepPart(step, word.span, dockerfile), {
						values: { path: word.text, file: context.ignoreFile ?? '.dockerignore' },
					});
				}
			}
		}
	},
});

/** A folder that is ignored may still have files in it that a later `!` pattern lets through: then the copy works. */
function isLeftOut(path: string, context: BuildContext): boolean {
	// The files are listed only where they can matter: there may be very many.
	if (context.ignoreFile === undefined) return false;
	if (path === '') return context.files.length > 0 && context.files.every((file) => context.isIgnored(file));
	if (!context.isIgnored(path)) return false;
	const matches = /[*?[]/.test(path) ? parseGlob(path) : undefined;
	const below = context.files.filter(
		(file) => file === path || file.startsWith(`${path}/`) || matches?.(file),
	);
	return below.every((file) => context.isIgnored(file));
}
