import type { ProcessResult } from './process.ts';

/** What the engine is made of, as evidence names it. */
export interface EngineFacts {
	readonly docker: string;
	readonly buildkit: string;
	readonly buildx: string;
	readonly compose?: string;
	/** `linux/amd64`. */
	readonly platform: string;
	readonly cpus: number;
}

export interface BuildRequest {
	/** Part of the image's name: `copy-not-clone-before`. */
	readonly name: string;
	/** The folder of the build context. */
	readonly context: string;
	/** Relative to the context; `Dockerfile` where missing. */
	readonly dockerfile?: string;
	readonly args?: Readonly<Record<string, string>>;
	/** Values by id. They reach the build as files that are gone afterwards. */
	readonly secrets?: Readonly<Record<string, string>>;
	/** A private key file: Buildx answers for it as an agent named `default`, and the key itself stays here. */
	readonly ssh?: string | undefined;
	readonly target?: string | undefined;
	/** Names that steps of the build can reach, with their addresses. */
	readonly hosts?: Readonly<Record<string, string>>;
	/** Images that stand behind names in `FROM`: `--build-context`. */
	readonly bases?: Readonly<Record<string, string>>;
	/** Takes no step from the cache. */
	readonly isCold?: boolean;
	/** Cache mounts are shared with builds of the same name alone. */
	readonly cacheMounts?: string;
	/** Labels of the image. For images that outlive the run, such as stand-ins. */
	readonly labels?: Readonly<Record<string, string>>;
	/** The image's whole name, for images that outlive the run. The run's own name where missing. */
	readonly keepAs?: string;
	readonly onStep?: (step: string) => void;
}

/** One step of a build, as BuildKit names it: `[2/5] RUN apt-get update`. */
export interface BuildStep {
	readonly name: string;
	readonly isCached: boolean;
	readonly seconds: number;
	readonly output: string;
}

export interface Build {
	readonly image: string;
	/** The instructions of the Dockerfile, in the order they ran; BuildKit's own loading and exporting left out. */
	readonly steps: readonly BuildStep[];
	readonly seconds: number;
	/** BuildKit's record of how the image came about, in its fullest form (`mode=max`), as JSON; empty where it gives none. */
	readonly provenance: string;
}

export interface ContainerRequest {
	readonly image: string;
	/** Part of its name, and its name on the networks it joins. */
	readonly name: string;
	/** In place of the image's own `CMD`. */
	readonly command?: readonly string[];
	readonly entrypoint?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** Ports to reach from this machine; `portOf` answers where. */
	readonly publish?: readonly number[];
	/** Networks made by `createNetwork`, or `none`; the default bridge where missing. */
	readonly network?: string;
	/** Other names it has on that network. */
	readonly aliases?: readonly string[];
	readonly address?: string;
	readonly hosts?: Readonly<Record<string, string>>;
	/** `<volume or folder>:<path>[:ro]`. */
	readonly mounts?: readonly string[];
	readonly user?: string;
	readonly privileged?: boolean;
	/** Anything else `docker run` takes. */
	readonly flags?: readonly string[];
}

export interface Container {
	readonly id: string;
	readonly name: string;
}

export interface ImageFacts {
	readonly id: string;
	/** Digests under which registries know it. */
	readonly repoDigests: readonly string[];
	/** The digests of its layers, uncompressed, oldest first. */
	readonly layers: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
}

export interface ContainerFacts {
	/** `running`, `exited`, … */
	readonly status: string;
	readonly exitCode: number;
	/** `starting`, `healthy`, `unhealthy`; missing without a health check. */
	readonly health?: string;
	/** When its process began, in milliseconds since 1970; 0 where it never did. */
	readonly startedAt: number;
	/** When the first of its last health checks succeeded, in milliseconds since 1970. */
	readonly healthyAt?: number;
	/** What its image and whoever made it put into its environment, as `NAME=value`. What links add is not among it. */
	readonly environment: readonly string[];
	/** By the name of the network. */
	readonly addresses: Readonly<Record<string, string>>;
}

/**
 * A Docker Engine as the experiments see it. Everything made through it belongs to the run and is removed by `cleanUp`,
 * in whatever state the run ended. Methods throw `EngineFailure` where the engine refuses, `RunStopped` where the reader
 * stopped the run.
 */
export interface Engine {
	/** Its context; empty for the one that the `docker` command reaches by itself. */
	readonly name: string;
	readonly runId: string;
	readonly facts: EngineFacts;
	/** A folder of the run's own. */
	temporaryFolder(): string;

	build(request: BuildRequest): Promise<Build>;
	inspectImage(image: string): Promise<ImageFacts | undefined>;
	/** What made each step of the image, oldest first, steps without a layer included. */
	history(image: string): Promise<readonly string[]>;
	/** Writes the image as an archive (`docker save`). */
	saveImage(image: string, file: string): Promise<void>;
	/** Makes an image of a tar file; it outlives the run. */
	importImage(tarFile: string, name: string, labels: Readonly<Record<string, string>>): Promise<void>;
	/** A second name for an image. */
	tagImage(image: string, name: string): Promise<void>;
	/** A name for an image of this run: gone at its end. `what` is lower case. */
	imageName(what: string): string;
	/** Lets clean-up remove an image that has a name for readers. */
	ownImage(image: string): void;
	removeImage(image: string): Promise<void>;
	/** Whether the image's registry can be reached and has it. */
	isInRegistry(image: string, timeoutSeconds: number): Promise<boolean>;
	pull(image: string): Promise<ProcessResult>;
	push(image: string): Promise<ProcessResult>;
	/** Gives an image another name in its registry, its digest kept and nothing pulled: `docker buildx imagetools create`. */
	renameInRegistry(image: string, name: string): Promise<ProcessResult>;
	/** Puts a new index under a name, with an image of the registry as its only entry, as a builder with provenance does. */
	indexInRegistry(image: string, name: string): Promise<ProcessResult>;

	start(request: ContainerRequest): Promise<Container>;
	/** Runs a container to its end and answers what it printed. A non-zero exit code is an answer, not a failure. */
	runOnce(request: ContainerRequest): Promise<ProcessResult>;
	exec(container: Container, command: readonly string[], input?: string): Promise<ProcessResult>;
	/** Copies a file or folder of this machine into a container. */
	copyInto(container: Container, from: string, to: string): Promise<void>;
	inspect(container: Container): Promise<ContainerFacts>;
	/** Where this machine reaches a published port: `127.0.0.1:32768`. */
	portOf(container: Container, port: number): Promise<string>;
	logs(container: Container): Promise<string>;
	/** Asks it to stop, and answers how long it took and how it ended. */
	stop(container: Container, graceSeconds?: number): Promise<{ seconds: number; exitCode: number }>;
	remove(container: Container): Promise<void>;

	createNetwork(name: string, subnet?: string): Promise<string>;
	connect(
		network: string,
		container: Container,
		aliases?: readonly string[],
		address?: string,
	): Promise<void>;
	disconnect(network: string, container: Container): Promise<void>;
	createVolume(name: string): Promise<string>;
	/** A name for a Compose project of this run: all that Compose makes in it is gone at the run's end. */
	projectName(what: string): string;
	/** `docker compose` with these arguments; `folder` is where it is called. A non-zero exit code is an answer, not a failure. */
	compose(folder: string, args: readonly string[]): Promise<ProcessResult>;

	/** `docker` with these arguments. A non-zero exit code is an answer, not a failure. */
	callDocker(args: readonly string[]): Promise<ProcessResult>;
	/** Runs `docker` in front of the reader: what it prints is theirs. Containers it makes are labelled as the run's. */
	inFront(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<number>;

	/** The same engine for a run of its own within this process: its `cleanUp` removes what that run made, and nothing else. */
	openRun(): Engine;
	/** Removes everything this run made. Never throws, and is not stopped by the run's signal; answers what it could not remove. */
	cleanUp(): Promise<readonly string[]>;
	/** Removes what runs of dead processes of this machine left behind; answers their ids. */
	cleanUpAfterDeadRuns(): Promise<readonly string[]>;
}
