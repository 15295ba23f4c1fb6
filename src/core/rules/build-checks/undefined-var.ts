import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { mountFields } from '../../dockerfile/mounts.ts';
import { type ExpandedText, listExpandedTexts } from '../../dockerfile/steps.ts';
import type { Variable } from '../../dockerfile/variables/scopes.ts';
import { substitute } from '../../dockerfile/variables/substitution.ts';
import { VARIABLES_OF_BASES } from '../../knowledge/base-variables.ts';
import { findClosestName } from '../../source/closest-name.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';
import { locateStepPart } from '../shared/place.ts';

/** Looking for a like name costs time; nobody reads more of them than this. */
const MOST_SUGGESTIONS = 100;

/** A misspelt or undeclared variable is replaced by nothing, without an error. */
export const undefinedVar = defineRule({
	id: 'undefined-var',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'Every variable that is used is declared',
	aliases: ['UndefinedVar'],
	messages: {
		unknown:
			'`${name}` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
		misspelt: '`${name}` is not declared in this stage. Is `${closest}` meant?',
	},
	dockerfile({ facts, dockerfile, report }) {
		const { scopes } = facts;
		let suggestions = MOST_SUGGESTIONS;
		for (const stage of dockerfile.stages) {
			for (const step of facts.listSteps(stage)) {
				const { instruction, turn } = step;
				if (instruction.keyword === 'RUN' && instruction.flags.length === 0) continue;
				// The pairs of one `ARG` see those before them.
				const declared = instruction.keyword === 'ARG' ? collectArgNames(instruction) : undefined;
				for (const { text, span, isRaw } of listCheckedTexts(instruction)) {
					if (!text.includes('$')) continue;
					const uses = locateUses(span, dockerfile);
					const before = declared?.(span.start);
					const names = listUnsetNames(text, isRaw === true, dockerfile.escape, (name) =>
						before?.has(name) ? null : scopes.lookupIn(stage, name, turn),
					);
					for (const name of names) {
						const closest =
							!VARIABLES_OF_BASES.has(name) && suggestions-- > 0
								? findClosestName(name, scopes.namesWithValue(stage, turn))
								: undefined;
						const at = locateStepPart(step, uses.get(name) ?? span, dockerfile);
						const values = closest === undefined ? { name } : { name, closest };
						report(closest === undefined ? 'unknown' : 'misspelt', at, { values });
					}
				}
			}
		}
	},
});

/** The names a text asks for that are neither set nor declared. An `ARG` without a value is declared. */
function listUnsetNames(
	text: string,
	isRaw: boolean,
	escaper: string,
	lookup: (name: string) => Variable | null | undefined,
): Set<string> {
	const names = new Set<string>();
	const resolveValue = (name: string) => {
		const variable = lookup(name);
		if (variable === undefined && !name.startsWith('BUILDKIT_SBOM_SCAN_')) names.add(name);
		return variable === null ? null : variable?.value;
	};
	substitute(text, resolveValue, isRaw ? { escape: '\\', ignoresQuotes: true } : { escape: escaper });
	return names;
}

/** Of a text over several lines, as a heredoc is, the place where each name is used first; of any other, none. */
function locateUses(span: Span, { text }: Dockerfile): ReadonlyMap<string, Span> {
	const uses = new Map<string, Span>();
	const source = text.slice(span.start, span.end);
	if (!source.includes('\n')) return uses;
	for (const { 0: use, 1: name = '', index } of source.matchAll(/\$\{?([\p{L}\p{Nd}_]+)/gu)) {
		const start = span.start + index;
		if (!uses.has(name)) uses.set(name, { start, end: start + use.length });
	}
	return uses;
}

/** Of a `RUN`, what its mounts say. */
function listCheckedTexts(instruction: Instruction): readonly ExpandedText[] {
	return instruction.keyword === 'RUN' ? mountValues(instruction) : listExpandedTexts(instruction);
}

function mountValues({ flags }: Instruction): ExpandedText[] {
	return flags.flatMap(({ name, value }) => {
		if (name !== 'mount' || !value) return [];
		return (mountFields(value) ?? []).flatMap((field) =>
			field.value === undefined ? [] : [{ text: field.value, span: value.span }],
		);
	});
}

/** Asked for places in their order, answers the names whose pairs end before; the set grows with each question. */
function collectArgNames({ pairs }: Instruction): (start: number) => ReadonlySet<string> {
	const names = new Set<string>();
	let next = 0;
	return (start) => {
		for (let pair = pairs[next]; pair && pair.span.end <= start; pair = pairs[++next])
			names.add(pair.key.text);
		return names;
	};
}
