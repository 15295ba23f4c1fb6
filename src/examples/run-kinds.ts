/** What a kind of service or experiment may leave in evidence. The engine's own definitions are held to this by a test. */
interface RunKind {
	/** Images that it runs, besides those that the Dockerfiles of the example start from. */
	readonly bases?: readonly string[];
	/** The sessions that it keeps. */
	readonly sessions?: readonly string[];
	/** The setting that names the session it keeps. */
	readonly sessionSetting?: string;
	/** The time lines that it draws. */
	readonly timelines?: readonly string[];
	/** It says of which layers the image is made. */
	readonly hasLayers?: true;
}

export const SERVICE_KINDS: Readonly<Record<string, RunKind>> = {
	'image-registry': { bases: ['registry:3'] },
};

export const EXPERIMENT_KINDS: Readonly<Record<string, RunKind>> = {
	build: { hasLayers: true },
	'clean-registry': {
		bases: ['debian:bookworm-slim', 'docker:dind'],
		sessions: ['clean-up', 'collect', 'pull-newest', 'pull-running'],
	},
	'deploy-update': {
		bases: ['docker:dind', 'node:24-bookworm-slim'],
		sessions: ['pull'],
		timelines: ['deploy'],
	},
	environment: { sessions: ['environment'] },
	promote: { sessionSetting: 'session' },
	'fix-the-base': { hasLayers: true },
	'pull-through': { bases: ['docker:28-dind', 'node:24-bookworm-slim', 'registry:3'] },
	'push-repeatedly': { sessionSetting: 'session' },
	'reach-registry': { bases: ['docker:dind'], sessions: ['nothing-set-up', 'set-up'] },
	'recover-from-history': { sessions: ['history-in-the-image'] },
	'requests-during': { timelines: ['requests', 'start', 'steps'] },
	'second-builder': { bases: ['docker:28-dind'] },
	show: { sessionSetting: 'id' },
	start: { sessions: ['network-cut'], timelines: ['start-bridge', 'start-none'] },
	stop: { timelines: ['stop'] },
};
