import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { mountFields } from '../../dockerfile/mounts.ts';

/** Every instruction; of an `ONBUILD` the one inside it, which the next build will run. */
export function effectiveInstructions({ instructions }: Dockerfile): Instruction[] {
	return instructions.map((one) => (one.keyword === 'ONBUILD' ? (one.trigger ?? one) : one));
}

/** One `--mount` of a `RUN`. */
export interface Mount {
	readonly type: string;
	/** Where it is mounted; BuildKit's own place for a secret that names none. */
	readonly target?: string;
	/** The variable a secret is put in. */
	readonly env?: string;
}

/** The `--mount`s of a `RUN`, those that cannot be read left out. */
export function mountsOf({ flags }: Instruction): Mount[] {
	return flags.flatMap(({ name, value }) => {
		const fields = name === 'mount' && value ? mountFields(value) : undefined;
		if (!fields) return [];
		const fieldOf = (...keys: string[]) => fields.find(({ key }) => keys.includes(key))?.value;
		const type = fieldOf('type') ?? 'bind';
		const env = fieldOf('env');
		const id = fieldOf('id') ?? fieldOf('source', 'src');
		const place = type === 'secret' && env === undefined && id ? `/run/secrets/${id}` : undefined;
		const target = fieldOf('target', 'dst', 'destination') ?? place;
		return { type, ...(target !== undefined && { target }), ...(env !== undefined && { env }) };
	});
}
