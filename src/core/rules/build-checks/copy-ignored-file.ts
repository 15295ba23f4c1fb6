import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction, Word } from '../../dockerfile/model.ts';
import { listSteps } from '../../dockerfile/steps.ts';
import { scopesOf } from '../../dockerfile/variables/scopes.ts';
import { substitute } from '../../dockerfile/variables/substitution.ts';
import { defineRule } from '../rule.ts';
import { locateStepPart } from '../shared/place.ts';

/** What `.dockerignore` excludes does not exist for the build. */
export const copyIgnoredFile = defineRule({
	id: 'copy-ignored-file',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'No `COPY` of what `.dockerignore` leaves out',
	aliases: ['CopyIgnoredFile'],
	messages: {
		ignored: '`{path}` is excluded by `{file}`, so there is nothing to copy.',
	},
	dockerfile(lint) {
		const { context, dockerfile, stages, report } = lint;
		if (!context) return;
		const scopes = scopesOf(dockerfile, stages);
		for (const stage of dockerfile.stages) {
			for (const step of listSteps(stage, stages)) {
				const lookup = scopes.lookupFor(stage, step.turn);
				for (const source of listLocalSources(step.instruction)) {
					const path = substitute(source.text, lookup, { escape: dockerfile.escape }).value;
					if (path === undefined || !isLeftOut(normalisePath(path), context)) continue;
					report('ignored', locateStepPart(step, source.span, dockerfile), {
						values: { path: source.text, file: context.ignoreFile ?? '.dockerignore' },
					});
				}
			}
		}
	},
});

/** What is copied from the build context: no other stage, no address, no heredoc. */
function listLocalSources({ keyword, flags, args, heredocs }: Instruction): Word[] {
	if (keyword !== 'COPY' && keyword !== 'ADD') return [];
	if (flags.some(({ name, value }) => name === 'from' && value?.text !== '')) return [];
	const marks = new Set(heredocs.map(({ span }) => span.start));
	return args
		.slice(0, -1)
		.filter(({ text, span }) => !marks.has(span.start) && !/^(?:\w+:\/\/|git@)/.test(text));
}

/** A folder that is ignored may still have files in it that a later `!` pattern lets through: then the copy works. */
function isLeftOut(path: string, context: BuildContext): boolean {
	if (path === '') return context.files.length > 0 && context.files.every((file) => context.isIgnored(file));
	const below = context.files.filter((file) => file === path || file.startsWith(`${path}/`));
	return context.isIgnored(path) && below.every((file) => context.isIgnored(file));
}

/** Relative to the context's root, without `.` and `..`. */
function normalisePath(path: string): string {
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return parts.join('/');
}
