import { isAtLeast } from './docker/connect.ts';
import type { EngineFacts } from './engine.ts';
import { EngineFailure } from './failure.ts';

/** What `run.needs` may name, and the version the engine has of it. */
const OFFERED: Readonly<Record<string, (facts: EngineFacts) => string | undefined>> = {
	docker: ({ docker }) => docker,
	// Where the engine does not say which BuildKit it carries, nothing can be compared.
	buildkit: ({ buildkit }) => (buildkit.startsWith('of ') ? '9999' : buildkit),
	buildx: ({ buildx }) => buildx,
	compose: ({ compose }) => compose,
};

/** Throws where the engine lacks something the example needs: `compose`, `docker>=25.0`. */
export function checkNeeds(needs: readonly string[], facts: EngineFacts): void {
	for (const need of needs) {
		const [name = '', wanted = '0'] = need.split('>=');
		const offered = OFFERED[name];
		if (offered === undefined) {
			throw new EngineFailure(
				'unknown-need',
				`\`run.needs\` has \`${need}\`, which nothing can offer.`,
				`Use one of ${Object.keys(OFFERED).join(', ')}, alone or with a version: \`docker>=25.0\`.`,
			);
		}
		const version = offered(facts);
		if (version !== undefined && isAtLeast(version, wanted)) continue;
		throw new EngineFailure(
			'engine-too-old',
			`This example needs ${need}; the engine has ${version ?? `no ${name}`}.`,
			'Update Docker, or verify this example on another machine.',
		);
	}
}
