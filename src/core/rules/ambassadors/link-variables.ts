import type { ComposeFile, Text } from '../../compose/model.ts';
import { listScripts } from '../../image/instructions.ts';
import { locateSpan, type ShellScript } from '../../shell/script.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** Links wrote addresses and whole environments into variables once, at the start; Engine 29 writes them no more. */
export const linkVariables = defineRule({
	id: 'link-variables',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'Addresses come from names, not from the variables that links set',
	messages: {
		address: 'Only links set `{name}`, and Engine 29 sets it no more. Use the service name and its port.',
		environment: 'Only links set `{name}`, and Engine 29 does not. Give this service the value.',
	},
	dockerfile({ facts, variables, report }) {
		for (const instruction of facts.select(...KEYWORDS)) {
			const setHere = new Set(instruction.pairs.map(({ key }) => key.text));
			const isOwn = (name: string) =>
				setHere.has(name) || variables.isDeclared(name, instruction) !== undefined;
			for (const script of listScripts(instruction)) {
				if (!MAY_USE.test(script.text)) continue;
				for (const use of listUses(script, isOwn)) report(use.kind, use.span, { values: { name: use.name } });
			}
		}
	},
	compose({ compose, report }) {
		for (const use of listComposeUses(compose)) report(use.kind, use.span, { values: { name: use.name } });
	},
});

/** Where a variable is used; a `COPY` or `ADD` may write a script. */
const KEYWORDS = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ENV', 'COPY', 'ADD'];

interface Use {
	readonly kind: 'address' | 'environment';
	readonly name: string;
	readonly span: Span;
}

/** `DB_PORT_5432_TCP`, with `_ADDR`, `_PORT` or `_PROTO`: no other tool makes such names. */
const ADDRESS =
	/(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]*_PORT_\d+_(?:TCP|UDP)(?:_(?:ADDR|PORT|PROTO|START|END))?(?![A-Za-z0-9_])/g;
/** `$DB_ENV_POSTGRES_PASSWORD`, used as a variable. */
const ENVIRONMENT = /(?<=\$\{?)[A-Z][A-Z0-9_]*_ENV_[A-Z][A-Z0-9_]*(?![A-Za-z0-9_])/g;
/** Cheap: what each of them has in it. */
const MAY_USE = /_(?:PORT|ENV)_/;
/** Names with `_ENV_` in them that have nothing to do with links. */
const ORDINARY =
	/^(APP|NODE|RAILS|RACK|VIRTUAL|FLASK|DJANGO|SYMFONY|LARAVEL|BUILD|DEPLOY|TARGET|CI|TEST|DEV|PROD|STAGING|CONDA|DOCKER|USER|DEFAULT|CURRENT|GITHUB|RUNTIME)_ENV_|_ENV_(FILE|NAME|VARS?|PATH|DIR|PREFIX|TYPE|KEY|URL|ID|MODE|CONFIG|PROMPT)$/;

function* listUses(script: ShellScript, isOwn: (name: string) => boolean): Generator<Use> {
	const candidates = [
		...listMatchingUses(script, ADDRESS, 'address'),
		...listMatchingUses(script, ENVIRONMENT, 'environment'),
	];
	for (const use of candidates)
		if (!isOwn(use.name) && !(use.kind === 'environment' && ORDINARY.test(use.name))) yield use;
}

function listMatchingUses(script: ShellScript, pattern: RegExp, kind: Use['kind']): Use[] {
	return [...script.text.matchAll(pattern)].map(({ index, 0: name }) => ({
		kind,
		name,
		span: locateSpan(script, index, index + name.length),
	}));
}

/** In a compose file `$$` is the container's variable; with a single `$` it is one of whoever runs Compose, and only the first form tells itself. */
function* listComposeUses({ services, text: source }: ComposeFile): Generator<Use> {
	for (const { environment, command, entrypoint } of services) {
		const declaredNames = new Set(environment.map(({ key }) => key.text));
		for (const { key, value } of environment) {
			// With a value it is set here, by the service itself.
			if (value === undefined && key.text.match(ADDRESS)?.[0] === key.text)
				yield { kind: 'address', name: key.text, span: key.span };
		}
		const values = environment.flatMap(({ value }): Text[] => (value ? [value] : []));
		for (const text of [...values, ...(command?.value.words ?? []), ...(entrypoint?.value.words ?? [])]) {
			for (const use of listUses(text, (name) => declaredNames.has(name))) {
				const isInContainer =
					source.slice(0, use.span.start).endsWith('$$') || source.slice(0, use.span.start).endsWith('$${');
				if (use.kind === 'address' || isInContainer) yield use;
			}
		}
	}
}
