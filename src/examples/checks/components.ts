import type { Problem } from '#core/problem.ts';
import { rules } from '#core/rules/all-rules.ts';
import { listSimilarNames } from '#core/source/similar-names.ts';
import { createSpanProblem, joinNames } from '#workspace/typed/source-text.ts';
import type { AnyPage, Content } from '../content.ts';
import { SIDES, type Side } from '../manifest.ts';
import type { MdxComponent } from '../pages/mdx-document.ts';
import { readSideInput } from '../rebuilds.ts';

/** The components that a page may use, and the attributes each must have. */
const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
	DeployTimeline: ['example'],
	Diagram: ['id'],
	Example: ['id'],
	Fact: ['source'],
	Measured: ['example', 'side', 'measure'],
	Paths: ['example'],
	Picture: ['example'],
	Ratio: ['example', 'measure'],
	Rebuilds: ['example'],
	RegistryCosts: ['example'],
	Review: ['rule'],
	Session: ['example', 'side', 'id'],
	Term: ['id'],
};

/** Every component is one the site has, and what it names exists. */
export function checkComponents(page: AnyPage, content: Content): Problem[] {
	return page.document.components.flatMap((component) => {
		const wrong = checkComponent(component, content);
		return wrong === undefined ? [] : [createSpanProblem(page.source, component.span, wrong)];
	});
}

type Wrong = Pick<Problem, 'code' | 'detail' | 'fix'> | undefined;

function checkComponent({ name, attributes }: MdxComponent, content: Content): Wrong {
	const required = COMPONENTS[name];
	// HTML is left to the compiler.
	if (required === undefined) return /^[a-z]/.test(name) ? undefined : describeUnknownComponent(name);
	const missing = required.find((attribute) => attributes[attribute] === undefined);
	if (missing !== undefined)
		return describeMissingAttribute(name, missing, Object.hasOwn(attributes, missing));
	const stray = Object.keys(attributes).find((attribute) => !required.includes(attribute));
	if (stray !== undefined) return describeStrayAttribute(name, stray, required);
	const { id = '', example = '', side = '', measure = '', rule = '' } = attributes;
	switch (name) {
		case 'Diagram':
			return checkDiagramId(id, content);
		case 'Example':
			return checkExampleId(id, content);
		case 'DeployTimeline':
		case 'Paths':
		case 'Picture':
		case 'RegistryCosts':
			return checkExampleId(example, content);
		case 'Rebuilds':
			return checkExampleId(example, content) ?? checkDockerfiles(example, content);
		case 'Measured':
			return (
				checkExampleId(example, content) ??
				checkSideName(side) ??
				checkMeasure(example, [side], measure, content)
			);
		case 'Ratio':
			return checkExampleId(example, content) ?? checkMeasure(example, SIDES, measure, content);
		case 'Session':
			return (
				checkExampleId(example, content) ?? checkSideName(side) ?? checkSession(example, side, id, content)
			);
		case 'Term':
			return checkTermId(id, content);
		case 'Review':
			return checkRuleId(rule);
		default:
			return undefined;
	}
}

function describeUnknownComponent(name: string): Wrong {
	const [similar] = listSimilarNames(name, Object.keys(COMPONENTS));
	return {
		code: 'component-unknown',
		detail: `There is no component \`<${name}>\`.`,
		fix:
			similar === undefined
				? `Use one of ${joinNames(Object.keys(COMPONENTS))}.`
				: `Did you mean \`<${similar}>\`?`,
	};
}

function describeMissingAttribute(name: string, attribute: string, isExpression: boolean): Wrong {
	return {
		code: 'component-incomplete',
		detail: isExpression
			? `\`${attribute}\` of \`<${name}>\` is an expression, so it cannot be checked.`
			: `\`<${name}>\` has no \`${attribute}\`.`,
		fix: `Write \`${attribute}="…"\`.`,
	};
}

function describeStrayAttribute(
	name: string,
	attribute: string,
	allowedAttributes: readonly string[],
): Wrong {
	return {
		code: 'component-attribute-unknown',
		detail: `\`<${name}>\` has no attribute \`${attribute}\`. It takes ${joinNames(allowedAttributes, 'and')}.`,
		fix: `Remove \`${attribute}\`, or correct its name.`,
	};
}

function checkExampleId(id: string, { names }: Content): Wrong {
	if (names.examples.has(id)) return undefined;
	return {
		code: 'example-unknown',
		detail: `There is no example \`${id}\`.`,
		fix: describeFix(id, names.examples, `Make it with \`npm run --silent drydock -- new example ${id}\`.`),
	};
}

function checkSideName(side: string): Wrong {
	if (SIDES.some((one) => one === side)) return undefined;
	return {
		code: 'side-unknown',
		detail: `\`side\` is \`${side}\`, but must be ${joinNames(SIDES)}.`,
		fix: `Write ${joinNames(SIDES.map((one) => `side="${one}"`))}.`,
	};
}

/** Silent where there is no evidence at all: that is a problem of the example. */
function checkMeasure(id: string, sides: readonly string[], measure: string, content: Content): Wrong {
	const evidence = content.examples.get(id)?.evidence;
	if (evidence === undefined) return undefined;
	const without = sides.find((side) => evidence[side as Side].measurements[measure] === undefined);
	if (without === undefined) return undefined;
	const measureNames = Object.keys(evidence[without as Side].measurements);
	return {
		code: 'measure-unknown',
		detail: `The ${without} of \`${id}\` has no measure \`${measure}\`.`,
		fix: describeFix(measure, measureNames, `Use one of ${joinNames(measureNames)}.`),
	};
}

/** What an edit runs again is worked out from the Dockerfiles of both sides. */
function checkDockerfiles(id: string, content: Content): Wrong {
	const sides = content.examples.get(id)?.sides;
	const without = SIDES.find((side) => sides && !readSideInput(sides[side]));
	if (without === undefined) return undefined;
	return {
		code: 'example-without-dockerfile',
		detail: `The ${without} of \`${id}\` has no Dockerfile, so no steps can be shown.`,
		fix: 'Name an example that has one on both sides.',
	};
}

function checkSession(id: string, side: string, session: string, content: Content): Wrong {
	const sessions = content.examples.get(id)?.evidence?.[side as Side].sessions;
	if (sessions === undefined || sessions.some((one) => one.id === session)) return undefined;
	const sessionIds = sessions.map((one) => one.id);
	return {
		code: 'session-unknown',
		detail: `The ${side} of \`${id}\` has no recorded session \`${session}\`.`,
		fix: describeFix(
			session,
			sessionIds,
			sessionIds.length === 0 ? 'It has none at all.' : `Use one of ${joinNames(sessionIds)}.`,
		),
	};
}

function checkTermId(id: string, { names, path }: Content): Wrong {
	if (names.terms.has(id)) return undefined;
	return {
		code: 'term-unknown',
		detail: `The glossary has no term \`${id}\`.`,
		fix: describeFix(
			id,
			names.terms,
			`Add it to \`${path}/glossary.yaml\`: \`${id}: { term: …, says: … }\`.`,
		),
	};
}

function checkDiagramId(id: string, { names, path }: Content): Wrong {
	if (names.diagrams.has(id)) return undefined;
	return {
		code: 'diagram-unknown',
		detail: `There is no drawing \`${id}\`.`,
		fix: describeFix(id, names.diagrams, `Draw it in \`${path}/diagrams/${id}.svg\`.`),
	};
}

function checkRuleId(id: string): Wrong {
	const ids = rules.map((rule) => rule.id);
	if (ids.includes(id)) return undefined;
	return {
		code: 'rule-unknown',
		detail: `There is no rule \`${id}\`.`,
		fix: describeFix(id, ids, 'Write the id of a rule; `/rules/` lists them.'),
	};
}

function describeFix(name: string, candidates: Iterable<string>, otherwise: string): string {
	const [similar] = listSimilarNames(name, [...candidates]);
	return similar === undefined ? otherwise : `Did you mean \`${similar}\`? If not: ${otherwise}`;
}
