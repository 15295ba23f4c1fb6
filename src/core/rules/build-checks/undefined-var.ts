import { closestName } from '../../dockerfile/closest-name.ts';
import { type ExpandedText, expandedTexts, stepsOf } from '../../dockerfile/execution.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { mountFields } from '../../dockerfile/mounts.ts';
import { scopesOf, type Variable } from '../../dockerfile/scopes.ts';
import { substitute } from '../../dockerfile/substitution.ts';
import { defineRule } from '../rule.ts';
import { placeOn } from './place.ts';

/** A misspelt or undeclared variable is replaced by nothing, without an error. */
export const undefinedVar = defineRule({
	id: 'undefined-var',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'Every variable that is used is declared',
	aliases: ['UndefinedVar'],
	messages: {
		unknown: '`${name}` is not declared in this stage, so it is replaced by nothing.',
		misspelt: '`${name}` is not declared in this stage. Is `${closest}` meant?',
	},
	dockerfile({ dockerfile, stages, report }) {
		const scopes = scopesOf(dockerfile, stages);
		for (const stage of dockerfile.stages) {
			for (const { instruction, place } of stepsOf(stage, stages)) {
				const texts = [...expandedTexts(instruction), ...mountValues(instruction)];
				let declared: Set<string> | undefined;
				for (const { text, span, isRaw } of texts) {
					const names = unsetNames(text, isRaw === true, dockerfile.escape, (name) =>
						declared?.has(name) ? null : scopes.lookupIn(stage, name, place),
					);
					for (const name of names) {
						const closest = closestName(name, scopes.namesWithValue(stage, place));
						const at = place === instruction ? placeOn(place, span, dockerfile) : place.keywordSpan;
						const values = closest === undefined ? { name } : { name, closest };
						report(closest === undefined ? 'unknown' : 'misspelt', at, { values });
					}
					// The pairs of one `ARG` see each other.
					if (instruction.keyword === 'ARG') declared = new Set(argNamesUpTo(instruction, span.end));
				}
			}
		}
	},
});

/** The names a text asks for that are neither set nor declared. An `ARG` without a value is declared. */
function unsetNames(
	text: string,
	isRaw: boolean,
	escaper: string,
	lookup: (name: string) => Variable | null | undefined,
): Set<string> {
	const names = new Set<string>();
	if (!text.includes('$')) return names;
	const value = (name: string) => {
		const variable = lookup(name);
		if (variable === undefined && !name.startsWith('BUILDKIT_SBOM_SCAN_')) names.add(name);
		return variable === null ? null : variable?.value;
	};
	substitute(text, value, isRaw ? { escape: '\\', ignoresQuotes: true } : { escape: escaper });
	return names;
}

function mountValues({ keyword, flags }: Instruction): ExpandedText[] {
	if (keyword !== 'RUN') return [];
	return flags.flatMap(({ name, value }) => {
		if (name !== 'mount' || !value) return [];
		return (mountFields(value) ?? []).flatMap((field) =>
			field.value === undefined ? [] : [{ text: field.value, span: value.span }],
		);
	});
}

function argNamesUpTo({ pairs }: Instruction, end: number): string[] {
	return pairs.filter(({ span }) => span.end <= end).map(({ key }) => key.text);
}
