import type { ComposeService } from './model.ts';

/** What the files of a project say of a service's health, and of what it waits for. */
export interface Readiness {
	/** Absent where no health check is spoken of. */
	readonly check?: NonNullable<ComposeService['healthcheck']>['value'] | undefined;
	/** For each service that it depends on, the condition. */
	readonly conditions: ReadonlyMap<string, string>;
}

export type ProjectReadiness = ReadonlyMap<string, Readiness>;

/** What a service says by itself. */
export function readReadiness({
	healthcheck,
	dependsOn,
}: { readonly healthcheck?: ComposeService['healthcheck'] | undefined } & Pick<
	ComposeService,
	'dependsOn'
>): Readiness {
	const conditions = new Map(
		dependsOn.map(({ service, condition }) => [service.text, condition?.text ?? 'service_started']),
	);
	return { check: healthcheck?.value, conditions };
}

/** What a later file says, laid over an earlier one: a change of the times alone keeps the test. */
export function mergeReadiness(earlier: Readiness, later: Readiness): Readiness {
	const conditions = new Map([...earlier.conditions, ...later.conditions]);
	if (!earlier.check || !later.check) return { check: later.check ?? earlier.check, conditions };
	const hasTest = earlier.check.hasTest || later.check.hasTest;
	return { check: { hasTest, isDisabled: later.check.isDisabled }, conditions };
}

/** True for a health check that runs. One that only changes the times of the image's own may have none to change. */
export function hasHealthCheck({ check }: Readiness): boolean {
	return check?.hasTest === true && !check.isDisabled;
}
