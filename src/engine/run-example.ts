import { listBaseNames } from '#examples/base-names.ts';
import { type ClaimVerdict, evaluateClaim } from '#examples/evidence/claims.ts';
import type { BaseImage, SideEvidence } from '#examples/evidence/evidence.ts';
import type { Example } from '#examples/example.ts';
import type { Claim } from '#examples/manifest.ts';
import { checkNeeds } from './needs.ts';
import type { Plan } from './plan.ts';
import { type RunSurroundings, runSide } from './run-side.ts';

export interface SettledClaim {
	readonly claim: Claim;
	readonly verdict: ClaimVerdict;
}

export interface ExampleRun {
	readonly before: SideEvidence;
	readonly after: SideEvidence;
	readonly bases: readonly BaseImage[];
	readonly claims: readonly SettledClaim[];
}

/** Runs both sides, one after the other, and holds the claims against what was measured. */
export async function runExample(
	example: Example,
	plan: Plan,
	surroundings: RunSurroundings,
): Promise<ExampleRun> {
	checkNeeds(example.manifest.run.needs, surroundings.engine.facts);
	const bases: BaseImage[] = [];
	for (const name of collectRunBases(example, plan)) bases.push(await surroundings.bases.provide(name));
	const before = await runSide(example, 'before', plan, surroundings);
	const after = await runSide(example, 'after', plan, surroundings);
	return {
		before,
		after,
		bases,
		claims: example.manifest.run.claims.map((claim) => judgeClaim(claim, before, after)),
	};
}

/** What its Dockerfiles start from, and what its services and experiments run. */
function collectRunBases(example: Example, { services, experiments }: Plan): string[] {
	const users = [
		...services.map(({ service }) => service),
		...experiments.map(({ experiment }) => experiment),
	];
	return [...new Set([...listBaseNames(example), ...users.flatMap(({ bases = [] }) => bases)])].sort();
}

function judgeClaim(claim: Claim, before: SideEvidence, after: SideEvidence): SettledClaim {
	const [old, now] = [before.measurements[claim.measure], after.measurements[claim.measure]];
	if (old === undefined || now === undefined) {
		const side = old === undefined ? 'before' : 'after';
		return {
			claim,
			verdict: { holds: false, explanation: `the run of the ${side} did not give ${claim.measure}` },
		};
	}
	return { claim, verdict: evaluateClaim(claim, old, now) };
}
