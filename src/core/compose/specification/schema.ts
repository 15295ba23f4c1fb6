import specification from './compose-spec.json' with { type: 'json' };

/** Whose schema it is: the one inside this version of Docker Compose. */
export const SPECIFICATION_VERSION = '2.40.3';

/** What the specification's JSON Schema uses of that language. */
export interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly patternProperties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: boolean | Schema;
	readonly items?: Schema;
	readonly oneOf?: readonly Schema[];
	readonly enum?: readonly (string | null)[];
	readonly pattern?: string;
	readonly required?: readonly string[];
	readonly uniqueItems?: boolean;
	readonly minimum?: number;
	readonly maximum?: number;
}

/** What a whole compose file has to be. */
export const COMPOSE_SCHEMA: Schema = specification;

const definitions: Readonly<Record<string, Schema>> = specification.definitions;

/** Follows `$ref` to what it names. */
export function resolveSchema(schema: Schema): Schema {
	let resolved = schema;
	while (resolved.$ref !== undefined)
		resolved = definitions[resolved.$ref.slice('#/definitions/'.length)] ?? {};
	return resolved;
}
