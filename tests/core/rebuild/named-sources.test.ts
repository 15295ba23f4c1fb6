import { expect, test } from 'vitest';
import { listMissingSources } from '#core/rebuild/named-sources.ts';

const list = (lines: readonly string[], ...paths: string[]) =>
	listMissingSources(
		`FROM a AS s\n${lines.join('\n')}\n`,
		paths.map((path) => ({ path, content: '' })),
	);

test.each<[string, string[]]>([
	['COPY package.json ./', ['package.json']],
	['ADD ./a.tgz /', ['a.tgz']],
	['COPY /a.txt ./b/c.txt /x/', ['a.txt', 'b/c.txt']],
	['COPY src /src', ['src/any-file']],
	['COPY src/ /src', ['src/any-file']],
	['COPY deep/src /src', ['deep/src/any-file']],
	['COPY a.d/ /src', ['a.d/any-file']],
	['COPY Makefile /', ['Makefile']],
	['COPY . /', ['any-file']],
	['COPY ./ /', ['any-file']],
	['COPY --from=s x.txt /', []],
	['COPY $X /', []],
	['COPY *.txt /', []],
	['COPY [a]b.txt /', []],
	['COPY <<E /x\nhello.txt\nE', []],
	['ADD https://example.com/a.txt /', []],
	['RUN cp x.txt /', []],
])('where nothing is there, %s asks for %j', (line, missing) => {
	expect(list([line])).toEqual(missing);
});

test('what is there is not asked for, and nothing is asked for twice', () => {
	expect(list(['COPY a.txt b.txt /', 'COPY b.txt /x'], 'a.txt')).toEqual(['b.txt']);
	expect(list(['COPY src /s', 'COPY sr /r'], 'src/a.js')).toEqual(['sr/any-file']);
	expect(list(['COPY . /'], 'a.txt')).toEqual([]);
});
