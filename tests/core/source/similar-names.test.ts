import { expect, test } from 'vitest';
import { listSimilarNames } from '#core/source/similar-names.ts';

test.each<readonly [name: string, names: readonly string[], similar: readonly string[]]>([
	['git-in-imgae', ['key-in-image', 'git-in-image', 'runs-as-root'], ['git-in-image']],
	['GIT-IN-IMAGE', ['Git-In-Image'], ['Git-In-Image']],
	['git', ['clone-in-build', 'git-in-image'], ['git-in-image']],
	['git-in-image-at-all', ['git-in-image'], ['git-in-image']],
	['gi', ['git-in-image'], []],
	['abc', ['xyz'], []],
	['abcd', ['abxy', 'axyz'], ['abxy']],
	['abcdefghi', ['abcdefxyz', 'abcdewxyz'], ['abcdefxyz']],
	['axc', ['zzc', 'axx', 'abc', 'axcd'], ['abc', 'axcd', 'axx']],
	['ab', ['cb', 'bb', 'db', 'ab', 'eb'], ['ab', 'bb', 'cb']],
	['', ['ab', 'abc'], ['ab']],
])('for %j, of %j, these are offered: %j', (name, names, similar) => {
	expect(listSimilarNames(name, names)).toEqual(similar);
});
