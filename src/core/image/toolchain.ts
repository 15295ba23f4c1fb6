import type { Instruction } from '../dockerfile/model.ts';
import { resolveBaseImage } from './base-image.ts';
import type { DockerfileFacts } from './facts.ts';
import { parseImageName } from './image-name.ts';
import { listLineage } from './runs.ts';
import { findStart, listStartCommands } from './start-scripts.ts';

/** What the container is for, worked out when it is first asked for: each answer looks through the whole image. */
export class ImagePurpose {
	readonly #facts: DockerfileFacts;
	#mayBeToolchain: boolean | undefined;
	#programs: ReadonlySet<string> | undefined;

	constructor(facts: DockerfileFacts) {
		this.#facts = facts;
	}

	get mayBeToolchain(): boolean {
		this.#mayBeToolchain ??= mayBeToolchain(this.#facts);
		return this.#mayBeToolchain;
	}

	/** The programs that it starts. */
	get programs(): ReadonlySet<string> {
		this.#programs ??= listStartedPrograms(this.#facts);
		return this.#programs;
	}
}

/**
 * True where the image may well be made for building or developing: its name or its base says so, it starts a shell or
 * nothing but a pause, or it starts nothing, serves nothing and takes in nothing of its own.
 */
function mayBeToolchain(facts: DockerfileFacts): boolean {
	const { final } = facts.stages;
	if (!final) return false;
	const lineage = listLineage(final, facts.stages);
	const root = lineage.at(-1) ?? final;
	const base = parseImageName(resolveBaseImage(root, facts) ?? '').path;
	if (TOOL_STAGE.test(final.name?.text ?? '') || TOOL_BASE.test(base)) return true;
	const { entrypoint, command } = findStart(final, facts);
	if (entrypoint) return false;
	if (command) return isPause(command, facts);
	const steps = lineage.flatMap((stage) => facts.listSteps(stage));
	return !steps.some(({ instruction: { keyword } }) => SERVICE_KEYWORDS.has(keyword));
}

const TOOL_STAGE =
	/(?:^|[-_.])(?:dev|devel|devcontainer|develop|development|build|builder|toolchain|sdk|ci|test|tests|lint)(?:[-_.]|$)/i;
const TOOL_BASE = /devcontainers?|buildpack|gitpod|toolchain|workspace|(?:^|[-_/])sdk(?:[-_/]|$)/i;
const SERVICE_KEYWORDS: ReadonlySet<string> = new Set(['COPY', 'ADD', 'EXPOSE', 'HEALTHCHECK']);

/** `bash`, `sleep infinity`, `tail -f /dev/null`: somebody goes in and works there. */
function isPause(command: Instruction, facts: DockerfileFacts): boolean {
	return /^\W*(?:\S*\/)?(?:(?:ba|z|da|a|fi)?sh["']?(?:[\s,]*["']?-[il]+["']?)*|sleep["',\s]+(?:inf\w*|\d+d?)["']?|tail["',\s]+-f["',\s]+\/dev\/null["']?)\W*$/.test(
		facts.dockerfile.text.slice(command.body.span.start, command.body.span.end),
	);
}

/** The programs that the container starts, those of its start scripts included. */
function listStartedPrograms(facts: DockerfileFacts): ReadonlySet<string> {
	const { final } = facts.stages;
	if (!final) return new Set();
	const { entrypoint, command } = findStart(final, facts);
	const names = [entrypoint, command].flatMap((start) => {
		if (!start) return [];
		const scripts = facts.listStartScripts(start, final);
		return [...listStartCommands(start, final, facts), ...scripts.flatMap(({ commands }) => commands)];
	});
	return new Set(names.flatMap(({ name }) => name ?? []));
}
