/**
 * Gives a computation a memory of one: asked again about the same thing, it answers at once. `more` must follow from the
 * key. Files are read one after the other, so one is enough, and nothing of an earlier file is held back. (A `WeakMap`
 * would: V8 lets go of what it holds only in a full collection, and a folder of files would pile up until then.)
 */
export function rememberLast<Key extends object, More extends readonly unknown[], Value>(
	compute: (key: Key, ...more: More) => Value,
): (key: Key, ...more: More) => Value {
	let last: { readonly key: Key; readonly value: Value } | undefined;
	return (key, ...more) => {
		if (last?.key !== key) last = { key, value: compute(key, ...more) };
		return last.value;
	};
}
