import { readYamlMappings } from '../build-definitions/compose-project.ts';
import { listComposeBuilds } from '../build-definitions/compose-services.ts';
import type { BuildDefinition, NamedValues } from '../build-definitions/model.ts';
import type { Text } from '../compose/model.ts';
import type { Finding } from '../finding.ts';
import { locateSpan } from '../shell/script.ts';
import { indexLines, type Range, type Span } from '../source/position.ts';
import type { FileBuild, InlineBuilds } from './file-build.ts';
import { lintDockerfile } from './lint-dockerfile.ts';
import type { LintOptions } from './run-rules.ts';

/** What the rules say about a Dockerfile that stands in a compose or Bake file (`dockerfile_inline`), at its place there. */
export function lintInline(
	text: string,
	{ text: inside, builds }: InlineBuilds,
	options: LintOptions,
): Finding[] {
	const lines = indexLines(text);
	const innerLines = indexLines(inside.text);
	const move = ({ start, end }: Span) => locateSpan(inside, start, end);
	const moveRange = ({ start, end }: Range) =>
		lines.rangeOf(move({ start: innerLines.offsetAt(start), end: innerLines.offsetAt(end) }));
	// A repair would have to know how the text is written there.
	return lintDockerfile(inside.text, { ...options, builds }).map(
		({ fix: _, related, secrets, ...finding }) => ({
			...finding,
			span: move(finding.span),
			range: lines.rangeOf(move(finding.span)),
			related: related?.map(({ message, range }) => ({ message, range: moveRange(range) })),
			secrets: secrets?.map(move),
		}),
	);
}

/** Where it stands: a comment in it is a comment of the Dockerfile. */
export function locateInline({ text }: InlineBuilds): Span {
	return locateSpan(text, 0, text.text.length);
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
	return listInlineBuilds(definitions);
}

/** The Dockerfiles among the definitions of one file, as far as those tell how they are built. */
export function listInlineBuilds(definitions: readonly BuildDefinition[]): InlineBuilds[] {
	return groupInline(definitions).map(({ text, definitions: same }) => ({
		text,
		builds: same.map(
			({ name, args, target, contexts, labels, inline, makesImage }): FileBuild => ({
				names: [{ name }],
				inputs: {
					args,
					target,
					contexts: [...contexts.keys()],
					labels: [...labels.keys()],
					makesImage,
					unknownNames: inline?.unknownNames ?? [],
				},
			}),
		),
	}));
}

/** A matrix may fill one text in any number of ways; more of them are not looked at. */
const MOST_TEXTS = 16;

interface InlineGroup {
	readonly text: Text;
	readonly definitions: readonly BuildDefinition[];
}

type InlineTexts = Map<string, InlineGroup & { readonly definitions: BuildDefinition[] }>;

/** Several services or targets may build the same text; one text is several where a matrix fills it. */
export function groupInline(definitions: readonly BuildDefinition[]): InlineGroup[] {
	const places = new Map<number, InlineTexts>();
	for (const definition of definitions) {
		const { inline } = definition;
		if (!inline?.text) continue;
		const texts: InlineTexts = places.get(inline.start) ?? new Map();
		places.set(inline.start, texts);
		const { text } = inline.text;
		if (texts.size === MOST_TEXTS && !texts.has(text)) continue;
		const group = texts.get(text) ?? { text: inline.text, definitions: [] };
		group.definitions.push(definition);
		texts.set(text, group);
	}
	return [...places.values()].flatMap((texts) => [...texts.values()]);
}
