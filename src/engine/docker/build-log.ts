import type { BuildStep } from '../engine.ts';

interface Vertex {
	digest: string;
	name: string;
	started?: string;
	completed?: string;
	cached?: boolean;
	error?: string;
}

interface LogEntry {
	vertex: string;
	data?: string;
}

interface LoggedStep {
	name: string;
	started: number;
	completed: number;
	cached: boolean;
	error?: string;
	output: string;
}

/** Collects what `docker buildx build --progress=rawjson` says: one JSON object a line, in any order and repeated. */
export class BuildLog {
	readonly #steps = new Map<string, LoggedStep>();
	readonly #otherLines: string[] = [];
	readonly #onStep: (name: string) => void;

	constructor(onStep: (name: string) => void = () => {}) {
		this.#onStep = onStep;
	}

	readonly add = (line: string): void => {
		if (line.trim() === '') return;
		let entry: { vertexes?: Vertex[]; logs?: LogEntry[] };
		try {
			entry = JSON.parse(line);
		} catch {
			this.#otherLines.push(line);
			return;
		}
		for (const vertex of entry.vertexes ?? []) this.#addVertex(vertex);
		for (const { vertex, data } of entry.logs ?? []) {
			const step = this.#steps.get(vertex);
			if (step !== undefined && data !== undefined) step.output += Buffer.from(data, 'base64').toString();
		}
	};

	/** The steps that come from instructions of the Dockerfile. */
	steps(): BuildStep[] {
		return [...this.#steps.values()]
			.filter(isInstruction)
			.map(({ name, cached, started, completed, output }) => ({
				name,
				isCached: cached,
				seconds: Math.max(0, completed - started),
				output,
			}));
	}

	/** The step that failed with the last lines it printed, or what was said outside every step. */
	failure(): { step?: string; lines: string[] } {
		const failed = [...this.#steps.values()].find(
			({ error, name }) => error !== undefined && !name.startsWith('[internal]'),
		);
		if (failed === undefined) return { lines: this.#otherLines.slice(-12) };
		const lines = failed.output.split('\n').filter((line) => line.trim() !== '');
		return { step: failed.name, lines: [...lines.slice(-12), failed.error ?? ''] };
	}

	#addVertex({ digest, name, started, completed, cached, error }: Vertex): void {
		let step = this.#steps.get(digest);
		if (step === undefined) {
			step = { name, started: 0, completed: 0, cached: false, output: '' };
			this.#steps.set(digest, step);
		}
		if (started !== undefined && step.started === 0) {
			step.started = Date.parse(started) / 1000;
			if (isInstruction(step)) this.#onStep(name);
		}
		if (completed !== undefined) step.completed = Date.parse(completed) / 1000;
		if (cached === true) step.cached = true;
		if (error !== undefined && error !== '') step.error = error;
	}
}

/** `[2/5] RUN …`, `[build 2/3] COPY …`; not `[internal] load …`, and not `FROM`, which builds nothing. */
function isInstruction({ name }: LoggedStep): boolean {
	return /^\[(?:[^\]]* )?\d+\/\d+\] (?!FROM )/.test(name);
}
