import { listComposeBuilds, readYamlMappings } from '../build-definitions/compose-services.ts';
import type { BuildDefinition, NamedValues } from '../build-definitions/model.ts';
import type { Text } from '../compose/model.ts';
import type { Finding } from '../finding.ts';
import { indexLines, type Range, type Span } from '../source/position.ts';
import type { FileBuild, InlineBuilds } from './file-build.ts';
import { lintDockerfile } from './lint-dockerfile.ts';
import type { LintOptions } from './run-rules.ts';

/** What the rules say about a Dockerfile that stands in a compose file (`dockerfile_inline`), at its place there. */
export function lintInline(
	text: string,
	{ text: inside, builds }: InlineBuilds,
	options: LintOptions,
): Finding[] {
	const lines = indexLines(text);
	const innerLines = indexLines(inside.text);
	const move = (span: Span) => locateSpan(inside, span);
	const moveRange = ({ start, end }: Range) =>
		lines.rangeOf(move({ start: innerLines.offsetAt(start), end: innerLines.offsetAt(end) }));
	// A repair would have to know how the text is written in YAML.
	return lintDockerfile(inside.text, { ...options, builds }).map(
		({ fix: _, related, secrets, ...finding }) => ({
			...finding,
			span: move(finding.span),
			range: lines.rangeOf(move(finding.span)),
			...(related && {
				related: related.map(({ message, range }) => ({ message, range: moveRange(range) })),
			}),
			...(secrets && { secrets: secrets.map(move) }),
		}),
	);
}

/** Where it stands: a comment in it is a comment of the Dockerfile. */
export function locateInline({ text }: InlineBuilds): Span {
	return locateSpan(text, { start: 0, end: text.text.length });
}

/** The Dockerfiles in a compose file as far as it tells by itself: without other files and a build context. `environment` is
 * what `.env` says. */
export function listOwnInline(text: string, environment: NamedValues = new Map()): InlineBuilds[] {
	if (!text.includes('dockerfile_inline')) return [];
	const file = '/compose.yaml';
	const reader = {
		readText: () => undefined,
		readMappings: (path: string) => (path === file ? readYamlMappings(text) : []),
	};
	const definitions = listComposeBuilds({ folder: '/', files: [file], environment }, reader);
	return groupInline(definitions, ({ name, args, target, contexts, labels, inline }) => ({
		names: [{ name }],
		inputs: {
			args,
			target,
			contexts: [...contexts.keys()],
			labels: [...labels.keys()],
			unknownNames: inline?.unknownNames ?? [],
		},
	}));
}

/** The Dockerfiles among the definitions of one file. Several services may build the same text, by an anchor or by `extends`. */
function groupInline(
	definitions: readonly BuildDefinition[],
	makeBuild: (definition: BuildDefinition) => FileBuild,
): InlineBuilds[] {
	const groups = new Map<number, { readonly text: Text; readonly builds: FileBuild[] }>();
	for (const definition of definitions) {
		const { inline } = definition;
		if (!inline?.text) continue;
		const group = groups.get(inline.start) ?? { text: inline.text, builds: [] };
		group.builds.push(makeBuild(definition));
		groups.set(inline.start, group);
	}
	return [...groups.values()];
}

function locateSpan(text: Text, { start, end }: Span): Span {
	const from = text.sourceOffset(start);
	return { start: from, end: end > start ? text.sourceOffset(end - 1) + 1 : from };
}
