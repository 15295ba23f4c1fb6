/** A step as a build's log tells of it. */
export interface LoggedStep {
	/** What stands in front of the number: the stage, and before it a platform or a target where several are built. */
	readonly labels: readonly string[];
	readonly number: number;
	readonly total: number;
	/** The instruction, its variables replaced. */
	readonly text: string;
	readonly isCached: boolean;
	/** How long it ran; missing for a step that came from the cache or did not end. */
	readonly seconds?: number | undefined;
	readonly error?: string | undefined;
}

/** Reads what `docker build --progress=plain` or `--progress=rawjson` printed. Lines of other kinds are passed over. */
export function parseBuildLog(text: string): LoggedStep[] {
	const vertices = new Map<string, Vertex>();
	for (const line of text.split(/\r?\n/)) {
		if (line.startsWith('{')) readRawLine(line, vertices);
		else readPlainLine(line, vertices);
	}
	for (const vertex of vertices.values()) if (isOnlyAsked(vertex)) vertex.isCached = true;
	return [...vertices.values()].flatMap(
		(vertex) => readLabel(vertex.name)?.map((label) => makeStep(label, vertex)) ?? [],
	);
}

interface Vertex {
	name: string;
	isCached: boolean;
	seconds: number | undefined;
	/** When the run that is under way began. */
	started: number | undefined;
	/** How often it began and ended. */
	runs: number;
	hasInputs: boolean;
	error: string | undefined;
}

function openVertex(vertices: Map<string, Vertex>, id: string): Vertex {
	const existing = vertices.get(id);
	if (existing) return existing;
	const vertex: Vertex = {
		name: '',
		isCached: false,
		seconds: undefined,
		started: undefined,
		runs: 0,
		hasInputs: false,
		error: undefined,
	};
	vertices.set(id, vertex);
	return vertex;
}

/**
 * A first step on nothing is asked for its key, which the raw log tells like a run. Where a later step comes from the cache,
 * that is all, and nothing marks it as cached; one that runs is told of twice.
 */
function isOnlyAsked({ hasInputs, runs, error, started }: Vertex): boolean {
	return !hasInputs && runs === 1 && error === undefined && started === undefined;
}

/** `#7 [build 2/5] RUN npm ci`, `#7 DONE 12.3s`, `#7 CACHED`, `#7 ERROR: …`. */
function readPlainLine(line: string, vertices: Map<string, Vertex>): void {
	// A log of a CI system has a time in front of each line.
	const [, id, rest = ''] = /(?:^|\s)#(\d+) (.+)$/.exec(line) ?? [];
	if (id === undefined) return;
	const vertex = openVertex(vertices, id);
	if (rest.startsWith('[') && vertex.name === '') vertex.name = rest;
	const [, seconds] = /^DONE (\d+(?:\.\d+)?)s$/.exec(rest) ?? [];
	if (seconds !== undefined) vertex.seconds = (vertex.seconds ?? 0) + Number(seconds);
	else if (rest === 'CACHED') vertex.isCached = true;
	else if (rest.startsWith('ERROR: ')) vertex.error = rest.slice('ERROR: '.length);
}

interface RawVertex {
	readonly digest?: unknown;
	readonly name?: unknown;
	readonly inputs?: unknown;
	readonly started?: unknown;
	readonly completed?: unknown;
	readonly cached?: unknown;
	readonly error?: unknown;
}

function readRawLine(line: string, vertices: Map<string, Vertex>): void {
	for (const { digest, name, inputs, started, completed, cached, error } of readRawVertices(line)) {
		if (typeof digest !== 'string') continue;
		const vertex = openVertex(vertices, digest);
		if (typeof name === 'string') vertex.name = name;
		if (cached === true) vertex.isCached = true;
		if (Array.isArray(inputs) && inputs.length > 0) vertex.hasInputs = true;
		if (typeof error === 'string' && error !== '') vertex.error = error;
		if (typeof started === 'string') vertex.started = Date.parse(started);
		if (typeof completed === 'string' && vertex.started !== undefined) {
			// One line tells of one run; a step that waited and went on has several.
			vertex.seconds = (vertex.seconds ?? 0) + Math.max(0, Date.parse(completed) - vertex.started) / 1000;
			vertex.started = undefined;
			vertex.runs++;
		}
	}
}

function readRawVertices(line: string): readonly RawVertex[] {
	try {
		const entry: unknown = JSON.parse(line);
		const vertexes: unknown =
			typeof entry === 'object' && entry !== null && 'vertexes' in entry ? entry.vertexes : [];
		return Array.isArray(vertexes) ? vertexes : [];
	} catch {
		return [];
	}
}

interface Label {
	readonly labels: readonly string[];
	readonly number: number;
	readonly total: number;
	readonly text: string;
}

/** `[build 2/5] RUN npm ci`; what is done for several targets at once has several labels. `undefined` for what is no
 * step of the file: a base image, and the laying of a `--link` layer over what is below.
 */
function readLabel(name: string): Label[] | undefined {
	const [, inside = '', text = ''] = /^\[([^\]]*)\] (.*)$/s.exec(name) ?? [];
	const words = inside.split(/[\s,]+/).filter((word) => word !== '');
	const [, number, total] = /^(\d+)\/(\d+)$/.exec(words.pop() ?? '') ?? [];
	if (number === undefined || total === undefined || /^(?:FROM|LINK) /.test(text)) return undefined;
	return [{ labels: words, number: Number(number), total: Number(total), text }];
}

function makeStep(label: Label, { isCached, seconds, error }: Vertex): LoggedStep {
	return {
		...label,
		isCached,
		seconds: isCached || error !== undefined ? undefined : seconds,
		error,
	};
}

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** The bytes of the context that a log tells were sent, the only ones it tells; `undefined` where it does not say. */
export function readSentBytes(text: string): number | undefined {
	const raw = [...text.matchAll(/"id":"transferring context:[^}]*"current":(\d+)/g)].at(-1)?.[1];
	if (raw !== undefined) return Number(raw);
	const [, amount, unit = ''] =
		[...text.matchAll(/transferring context: (\d+(?:\.\d+)?)([kMG]?B)\b/g)].at(-1) ?? [];
	const factor = UNITS[unit];
	return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor);
}
