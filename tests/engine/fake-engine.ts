import { rmSync } from 'node:fs';
import type { Engine } from '#engine/engine.ts';
import { EngineFailure } from '#engine/failure.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface FakeEngine extends Engine {
	/** Names of methods, in the order they were called. */
	readonly calls: string[];
}

const nothing = { exitCode: 0, stdout: '', stderr: '', seconds: 0, isMissing: false, timedOut: false };

/** An engine in which everything works and nothing happens. `overrides` replaces what a test is about. */
export function fakeEngine(overrides: Partial<Engine> = {}): FakeEngine {
	const folder = temporaryFolder();
	const calls: string[] = [];
	const image = {
		id: `sha256:${'a'.repeat(64)}`,
		repoDigests: [`any@sha256:${'b'.repeat(64)}`],
		layers: [],
		labels: {},
	};
	const engine: Engine = {
		name: '',
		runId: 'fake',
		facts: { docker: '28.0.0', buildkit: '0.20.0', buildx: '0.20.0', platform: 'linux/amd64', cpus: 2 },
		temporaryFolder: () => folder,
		build: async ({ name }) => ({ image: `fake/${name}`, steps: [], seconds: 1, provenance: '' }),
		inspectImage: async () => image,
		history: async () => [],
		saveImage: async () => {},
		importImage: async () => {},
		tagImage: async () => {},
		imageName: (what) => `fake/${what}`,
		ownImage: () => {},
		removeImage: async () => {},
		isInRegistry: async () => true,
		pull: async () => nothing,
		push: async () => nothing,
		renameInRegistry: async () => nothing,
		indexInRegistry: async () => nothing,
		start: async ({ name }) => ({ id: name, name }),
		runOnce: async () => nothing,
		exec: async () => nothing,
		copyInto: async () => {},
		inspect: async () => ({
			status: 'running',
			exitCode: 0,
			startedAt: 0,
			environment: [],
			addresses: { bridge: '172.30.0.2' },
		}),
		portOf: async () => '127.0.0.1:1',
		logs: async () => '',
		stop: async () => ({ seconds: 0, exitCode: 0 }),
		remove: async () => {},
		createNetwork: async (name) => name,
		connect: async () => {},
		disconnect: async () => {},
		createVolume: async (name) => name,
		projectName: (what) => `fake-${what}`,
		compose: async () => nothing,
		callDocker: async () => nothing,
		inFront: async () => 0,
		openRun: () => fakeRun(),
		cleanUp: async () => {
			rmSync(folder, { recursive: true, force: true });
			return [];
		},
		cleanUpAfterDeadRuns: async () => [],
		...overrides,
	};
	const recorded = Object.fromEntries(
		Object.entries(engine).map(([name, value]) => [
			name,
			typeof value === 'function' ? recording(name, value) : value,
		]),
	);
	function recording(name: string, method: (...args: never[]) => unknown) {
		return (...args: never[]) => {
			calls.push(name);
			return method(...args);
		};
	}
	const fake: FakeEngine = { ...(recorded as unknown as Engine), calls };
	// What an example made is gone with it; the folder is that of all.
	const fakeRun = (): Engine => ({
		...fake,
		cleanUp: async () => {
			calls.push('cleanUpRun');
			return [];
		},
	});
	return fake;
}

/** What every call answers once the daemon is gone. */
export function daemonGone(): EngineFailure {
	return new EngineFailure('engine-missing', 'No Docker Engine answers: connection refused', 'Start it.');
}
