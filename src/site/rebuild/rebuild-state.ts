import { editEntries, type FileEdit } from '#core/rebuild/files/edit-entries.ts';
import {
	type BuildInput,
	type ContextEntry,
	DEFAULT_BUILD_SETTINGS,
	type RebuildSettings,
} from '#core/rebuild/model.ts';

/** What the page is asked: a build, and what is edited in it. */
export interface RebuildState {
	readonly dockerfile: string;
	/** The Dockerfile after the edit; empty where it stays as it is. */
	readonly editedDockerfile: string;
	readonly ignoreFile: string;
	readonly files: readonly ContextEntry[];
	readonly edits: ReadonlyMap<string, FileEdit>;
	readonly target: string;
	/** `NAME=value`, one a line. */
	readonly buildArgs: string;
	readonly imageStore: RebuildSettings['imageStore'];
	readonly log: string;
	/** The Dockerfile before its lines were moved; empty where none was. */
	readonly firstOrder: string;
}

/** Shown worked out where nothing was brought: an install and a build below a copy of everything. */
export const EXAMPLE: RebuildState = {
	dockerfile: `FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN apt-get update && apt-get install -y python3
RUN npm ci
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app/dist ./dist
CMD ["node", "dist/server.js"]
`,
	editedDockerfile: '',
	ignoreFile: '',
	files: ['package-lock.json', 'package.json', 'src/page.js', 'src/server.js'].map(makeEntry),
	edits: new Map([['src/server.js', 'content']]),
	target: '',
	buildArgs: '',
	imageStore: DEFAULT_BUILD_SETTINGS.imageStore,
	log: '',
	firstOrder: '',
};

export const EMPTY: RebuildState = { ...EXAMPLE, dockerfile: '', files: [], edits: new Map() };

/** What is in a file does not count, only whether it is the same: its content is a name that no other has. */
export function makeEntry(path: string): ContextEntry {
	return { path, content: `as it is: ${path}` };
}

export interface BuildPair {
	readonly before: BuildInput;
	readonly after: BuildInput;
	readonly settings: RebuildSettings;
}

/** The build before the edit and the one after it. */
export function makePair(state: RebuildState): BuildPair {
	const { dockerfile, editedDockerfile, ignoreFile, files, edits, target, imageStore } = state;
	const before: BuildInput = {
		dockerfile,
		context: files,
		buildArgs: readBuildArgs(state.buildArgs),
		ignoreFile: ignoreFile || undefined,
		target: target || undefined,
	};
	const after = { ...before, context: editEntries(files, edits) };
	return {
		before,
		after: editedDockerfile === '' ? after : { ...after, dockerfile: editedDockerfile },
		settings: { ...DEFAULT_BUILD_SETTINGS, imageStore },
	};
}

function readBuildArgs(text: string): Record<string, string> {
	const pairs = text.split('\n').flatMap((line) => {
		const [, name, value] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
		return name === undefined || value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(pairs);
}
