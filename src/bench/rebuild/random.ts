/** Choices that look random and are the same for the same seed. */
export interface Random {
	/** A whole number from 0 on. */
	below(limit: number): number;
	isOneIn(chances: number): boolean;
	pick<Value>(values: readonly Value[]): Value;
}

export function createRandom(seed: number): Random {
	let state = (seed * 2_654_435_761) >>> 0;
	const below = (limit: number): number => {
		// A generator of 32 bits whose low bits are as good as its high ones (xorshift).
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		if (state === 0) state = 1;
		return Math.floor((state / 2 ** 32) * limit);
	};
	return {
		below,
		isOneIn: (chances) => below(chances) === 0,
		pick: (values) => {
			const value = values[below(values.length)];
			if (value === undefined) throw new Error('there is nothing to pick from');
			return value;
		},
	};
}
