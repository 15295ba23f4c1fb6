export interface FindingMatches<Declared, Reported> {
	/** Declared, and nothing like it came. */
	readonly missing: readonly Declared[];
	/** Declared here, reported there. */
	readonly moved: readonly (readonly [Declared, Reported])[];
	/** Came, and nothing like it is declared. */
	readonly undeclared: readonly Reported[];
}

/** Pairs what is declared with what is reported: first what fits exactly, then what only stands elsewhere. */
export function matchFindings<Declared, Reported>(
	declared: readonly Declared[],
	reported: readonly Reported[],
	isSame: (declared: Declared, reported: Reported) => boolean,
	isSameElsewhere: (declared: Declared, reported: Reported) => boolean,
): FindingMatches<Declared, Reported> {
	const left = [...reported];
	const take = (fits: (candidate: Reported) => boolean): Reported | undefined => {
		const index = left.findIndex(fits);
		return index === -1 ? undefined : left.splice(index, 1)[0];
	};
	const unmatched = declared.filter((one) => take((other) => isSame(one, other)) === undefined);
	const missing: Declared[] = [];
	const moved: (readonly [Declared, Reported])[] = [];
	for (const declaredFinding of unmatched) {
		const elsewhere = take((other) => isSameElsewhere(declaredFinding, other));
		if (elsewhere === undefined) missing.push(declaredFinding);
		else moved.push([declaredFinding, elsewhere]);
	}
	return { missing, moved, undeclared: left };
}
