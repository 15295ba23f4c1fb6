import type { Problem } from '#core/problem.ts';
import { rules } from '#core/rules/registry.ts';
import { similarNames } from '#core/source/similar-names.ts';
import type { Content, LessonPage, RulePage } from '../content.ts';
import { SIDES, type Side } from '../manifest.ts';
import type { MdxComponent } from '../mdx-document.ts';
import { listed, problemAt } from '../source-text.ts';

/** The components that a page may use, and the attributes each must have. */
const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
	DeployTimeline: ['example'],
	Example: ['id'],
	Fact: ['source'],
	Measured: ['example', 'side', 'measure'],
	Paths: ['example'],
	Picture: ['example'],
	Ratio: ['example', 'measure'],
	RegistryCosts: ['example'],
	Review: ['rule'],
	Session: ['example', 'side', 'id'],
	Term: ['id'],
};

/** Every component is one the site has, and what it names exists. */
export function checkComponents(page: LessonPage | RulePage, content: Content): Problem[] {
	return page.document.components.flatMap((component) => {
		const wrong = whatIsWrong(component, content);
		return wrong === undefined ? [] : [problemAt(page.source, component.span, wrong)];
	});
}

type Wrong = Pick<Problem, 'code' | 'detail' | 'fix'> | undefined;

function whatIsWrong({ name, attributes }: MdxComponent, content: Content): Wrong {
	const required = COMPONENTS[name];
	// HTML is left to the compiler.
	if (required === undefined) return /^[a-z]/.test(name) ? undefined : unknownComponent(name);
	const missing = required.find((attribute) => attributes[attribute] === undefined);
	if (missing !== undefined) return missingAttribute(name, missing, Object.hasOwn(attributes, missing));
	const stray = Object.keys(attributes).find((attribute) => !required.includes(attribute));
	if (stray !== undefined) return strayAttribute(name, stray, required);
	const { id = '', example = '', side = '', measure = '', rule = '' } = attributes;
	switch (name) {
		case 'Example':
			return unknownExample(id, content);
		case 'DeployTimeline':
		case 'Paths':
		case 'Picture':
		case 'RegistryCosts':
			return unknownExample(example, content);
		case 'Measured':
			return (
				unknownExample(example, content) ??
				unknownSide(side) ??
				notMeasured(example, [side], measure, content)
			);
		case 'Ratio':
			return unknownExample(example, content) ?? notMeasured(example, SIDES, measure, content);
		case 'Session':
			return unknownExample(example, content) ?? unknownSide(side) ?? notRecorded(example, side, id, content);
		case 'Term':
			return unknownTerm(id, content);
		case 'Review':
			return unknownRule(rule);
		default:
			return undefined;
	}
}

function unknownComponent(name: string): Wrong {
	const [similar] = similarNames(name, Object.keys(COMPONENTS));
	return {
		code: 'component-unknown',
		detail: `There is no component \`<${name}>\`.`,
		fix:
			similar === undefined
				? `Use one of ${listed(Object.keys(COMPONENTS))}.`
				: `Did you mean \`<${similar}>\`?`,
	};
}

function missingAttribute(name: string, attribute: string, isExpression: boolean): Wrong {
	return {
		code: 'component-incomplete',
		detail: isExpression
			? `\`${attribute}\` of \`<${name}>\` is an expression, so it cannot be checked.`
			: `\`<${name}>\` has no \`${attribute}\`.`,
		fix: `Write \`${attribute}="…"\`.`,
	};
}

function strayAttribute(name: string, attribute: string, known: readonly string[]): Wrong {
	return {
		code: 'component-attribute-unknown',
		detail: `\`<${name}>\` has no attribute \`${attribute}\`. It takes ${listed(known, 'and')}.`,
		fix: `Remove \`${attribute}\`, or correct its name.`,
	};
}

function unknownExample(id: string, { names }: Content): Wrong {
	if (names.examples.has(id)) return undefined;
	return {
		code: 'example-unknown',
		detail: `There is no example \`${id}\`.`,
		fix: hint(id, names.examples, `Make it with \`npm run --silent drydock -- new example ${id}\`.`),
	};
}

function unknownSide(side: string): Wrong {
	if (SIDES.some((one) => one === side)) return undefined;
	return {
		code: 'side-unknown',
		detail: `\`side\` is \`${side}\`, but must be ${listed(SIDES)}.`,
		fix: `Write ${listed(SIDES.map((one) => `side="${one}"`))}.`,
	};
}

/** Silent where there is no evidence at all: that is a problem of the example. */
function notMeasured(id: string, sides: readonly string[], measure: string, content: Content): Wrong {
	const evidence = content.examples.get(id)?.evidence;
	if (evidence === undefined) return undefined;
	const without = sides.find((side) => evidence[side as Side].measurements[measure] === undefined);
	if (without === undefined) return undefined;
	const known = Object.keys(evidence[without as Side].measurements);
	return {
		code: 'measure-unknown',
		detail: `The ${without} of \`${id}\` has no measure \`${measure}\`.`,
		fix: hint(measure, known, `Use one of ${listed(known)}.`),
	};
}

function notRecorded(id: string, side: string, session: string, content: Content): Wrong {
	const sessions = content.examples.get(id)?.evidence?.[side as Side].sessions;
	if (sessions === undefined || sessions.some((one) => one.id === session)) return undefined;
	const known = sessions.map((one) => one.id);
	return {
		code: 'session-unknown',
		detail: `The ${side} of \`${id}\` has no recorded session \`${session}\`.`,
		fix: hint(session, known, known.length === 0 ? 'It has none at all.' : `Use one of ${listed(known)}.`),
	};
}

function unknownTerm(id: string, { names, path }: Content): Wrong {
	if (names.terms.has(id)) return undefined;
	return {
		code: 'term-unknown',
		detail: `The glossary has no term \`${id}\`.`,
		fix: hint(id, names.terms, `Add it to \`${path}/glossary.yaml\`: \`${id}: { term: …, says: … }\`.`),
	};
}

function unknownRule(id: string): Wrong {
	const ids = rules.map((rule) => rule.id);
	if (ids.includes(id)) return undefined;
	return {
		code: 'rule-unknown',
		detail: `There is no rule \`${id}\`.`,
		fix: hint(id, ids, 'Write the id of a rule; `/rules/` lists them.'),
	};
}

function hint(name: string, known: Iterable<string>, otherwise: string): string {
	const [similar] = similarNames(name, [...known]);
	return similar === undefined ? otherwise : `Did you mean \`${similar}\`? If not: ${otherwise}`;
}
