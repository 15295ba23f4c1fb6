/** The fields with a value; a field that may be `undefined` becomes one that may be missing. */
export function omitUndefined<Fields extends object>(fields: Fields): WithoutUndefined<Fields> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	) as WithoutUndefined<Fields>;
}

type WithoutUndefined<Fields> = {
	[Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
} & {
	[Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
};
