import { isDockerfileFrontend } from '#core/dockerfile/directives.ts';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { BaseImage } from '#examples/evidence/evidence.ts';
import type { Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { collectExtraAuthorities } from './extra-authorities.ts';
import { STAND_INS } from './recipes.ts';
import { provideStandInImage, STAND_IN_LABEL } from './stand-in.ts';
import { provideTrusting } from './trusting.ts';

/** Provides the images that builds start from, and says where each came from. One for the whole run. */
export interface Bases {
	/** Makes the image present under its name. Asked twice at once, it works once. */
	provide(name: string): Promise<BaseImage>;
	/** Images that builds start from instead, by the names they ask for: pulled ones that trust what this machine trusts. */
	replacements(): Readonly<Record<string, string>>;
}

/** Seconds until a registry that does not answer counts as out of reach. */
const REGISTRY_PATIENCE = 15;

export function createBases(
	engine: Engine,
	onStep: (step: string) => void,
	signal?: AbortSignal,
	env: Readonly<Record<string, string | undefined>> = process.env,
): Bases {
	const provided = new Map<string, Promise<BaseImage>>();
	const authorities = collectExtraAuthorities(env);
	const replacements: Record<string, string> = {};
	let isRegistryOutOfReach = env['DRYDOCK_STAND_INS'] === '1';
	// One at a time: they share the minimal system and the answer whether a registry can be reached.
	let turn: Promise<unknown> = Promise.resolve();

	async function provide(name: string): Promise<BaseImage> {
		const pulled = await fromRegistry(name);
		if (pulled !== undefined) {
			// A frontend holds one program and no system that could trust anybody.
			if (authorities.length > 0 && !isDockerfileFrontend(name))
				replacements[name] = await provideTrusting(name, pulled.digest, authorities, engine);
			return pulled;
		}
		const recipe = STAND_INS.find((candidate) => candidate.name === name);
		if (recipe === undefined) throw createBaseFailure(name);
		await provideStandInImage(recipe, {
			engine,
			authorities,
			onStep,
			...omitUndefined({ signal }),
		});
		const facts = await engine.inspectImage(name);
		const trusting =
			authorities.length === 0 ? '' : `, and ${authorities.length} certificate authorities of the machine`;
		return { name, origin: 'stand-in', digest: facts?.id ?? '', madeOf: `${recipe.madeOf}${trusting}.` };
	}

	async function fromRegistry(name: string): Promise<BaseImage | undefined> {
		const present = await engine.inspectImage(name);
		const isReal = present !== undefined && present.labels[STAND_IN_LABEL] === undefined;
		if (!isReal && !isRegistryOutOfReach) {
			onStep(`looking for ${name} in its registry`);
			if (!(await engine.isInRegistry(name, REGISTRY_PATIENCE))) isRegistryOutOfReach = true;
			else await engine.pull(name);
		}
		const facts = await engine.inspectImage(name);
		const digest = facts?.repoDigests[0]?.split('@')[1];
		if (facts === undefined || digest === undefined || facts.labels[STAND_IN_LABEL] !== undefined)
			return undefined;
		return { name, origin: 'registry', digest };
	}

	return {
		replacements: () => replacements,
		provide(name) {
			const earlierPromise = provided.get(name);
			if (earlierPromise !== undefined) return earlierPromise;
			const promise = turn.then(() => provide(name));
			turn = promise.catch(() => undefined);
			provided.set(name, promise);
			return promise;
		},
	};
}

function createBaseFailure(name: string): EngineFailure {
	return new EngineFailure(
		'base-unavailable',
		`\`${name}\` cannot be pulled here, and there is no recipe for a stand-in.`,
		`Use one of ${STAND_INS.map((recipe) => `\`${recipe.name}\``).join(', ')}, or add a recipe in src/engine/bases/recipes.ts.`,
	);
}
