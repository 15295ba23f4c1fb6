import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { listContextSources, listCopiedPaths, listCopyCandidates } from '#core/image/copies.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import { isRemovedAfter } from '#core/image/layer.ts';

function readFacts(text: string): { facts: DockerfileFacts; last: DockerfileFacts['instructions'][number] } {
	const facts = new DockerfileFacts(parseDockerfile(text).facts);
	const last = facts.instructions.at(-1);
	if (!last) throw new Error('The source has no instruction.');
	return { facts, last };
}

describe('a copy', () => {
	test.each([
		['COPY a b/ /c', ['a', 'b']],
		['COPY ./ .', ['']],
		['COPY app/.. /x', ['']],
		['COPY ../x /x', ['x']],
		['ADD ["./x y", "/z"]', ['x y']],
		['ARG S=src\nCOPY $S .', ['src']],
		['COPY --from= a /b', ['a']],
		['COPY --from=a a b', []],
		['ADD https://example.com/a /b', []],
		['ADD git@example.com:a/b.git /b', []],
		['COPY <<EOF /a\nb\nEOF', []],
		['ARG S\nCOPY $S .', []],
		['RUN a', []],
	])('names files of the context: %s', (text, expected) => {
		const { facts, last } = readFacts(`FROM x\n${text}\n`);
		expect(listContextSources(facts.readCopy(last)).map(({ path }) => path)).toEqual(expected);
	});

	test.each([
		['COPY a.txt /x/', ['/x/a.txt']],
		['COPY a.txt b.txt y', ['/w/y/a.txt', '/w/y/b.txt']],
		['COPY dir /x', ['/x']],
		['COPY <<a.sh /x/\nb\na.sh', ['/x/a.sh']],
		['COPY --parents lib/./deep/a.txt /x', ['/x/deep/a.txt']],
		['COPY --parents lib/a.txt other/b.txt /x/', ['/x/lib/a.txt', '/x/other/b.txt']],
		['ADD a.tar.gz /x/', []],
		['ADD https://example.com/a.sh /x/', ['/x/a.sh']],
		['ARG T=/t\nCOPY a.txt $T/', ['/t/a.txt']],
		['ARG T\nCOPY a.txt $T/', []],
		['ARG S\nCOPY $S b.txt /x/', []],
		['COPY dir /x/', ['/x', '/x/dir']],
		['COPY dir other /x', ['/x', '/x/dir', '/x', '/x/other']],
		['COPY .env /x/', ['/x/.env']],
		['COPY dir /', ['/dir']],
		['COPY . /x/', ['/x']],
		['COPY *.txt /x/', ['/x']],
		['COPY a.txt .', ['/w/a.txt']],
		['COPY a.txt ./b', ['/w/b']],
		['COPY --parents a/./b/./c.txt /x', ['/x/b/c.txt']],
		['COPY --parents *.txt /x', []],
		['COPY --parents a.txt /', ['/a.txt']],
		['ADD https://example.com/a.sh?x /x/', []],
		['ADD https://example.com/a/ /x/', []],
		['ADD https://example.com/a https://example.com/b /x/', []],
		['ADD a.tar.xz b.txt /x/', ['/x/b.txt']],
		['COPY a.tar.gz /x/', ['/x/a.tar.gz']],
	])('puts its files where the engine does: %s', (text, expected) => {
		const { facts, last } = readFacts(`FROM x\nWORKDIR /w\n${text}\n`);
		expect(listCopiedPaths(facts.readCopy(last), facts.findFolder(last), facts.context)).toEqual(expected);
	});

	test.each([
		['COPY . /x', '/x/a/b.sh', 'a/b.sh'],
		['COPY a /x', '/x/b.sh', 'a/b.sh'],
		['COPY --parents a/./b.sh /x', '/x/b.sh', 'a/b.sh'],
		['COPY a/*.sh /x/', '/x/b.sh', 'a/b.sh'],
		['COPY a/b.sh /x', '/x', 'a/b.sh'],
		['COPY a/b.sh /x/', '/x/b.sh', 'a/b.sh'],
		['COPY a /', '/b.sh', 'a/b.sh'],
		['COPY --parents a /x', '/x/a/b.sh', 'a/b.sh'],
	])('tells which file of the context stands at a path: %s', (text, path, expected) => {
		const { facts, last } = readFacts(`FROM x\n${text}\n`);
		expect(listCopyCandidates(path, facts.readCopy(last), '/')).toContain(expected);
	});
});

describe('the target of a mount', () => {
	test.each([
		[
			'RUN --mount=type=cache,target=/a/ --mount=type=tmpfs,dst=/b --mount=destination=/c,source=. x',
			['/a', '/b', '/c'],
		],
		['ARG D=/var/lib/apt\nRUN --mount=type=cache,target=${D}/lists x', ['/var/lib/apt/lists']],
		['ENV D=/d\nRUN --mount=type=cache,target=$D x', ['/d']],
		['WORKDIR /w\nRUN --mount=type=bind,target=here x', ['/w/here']],
		['RUN --mount=type=secret,id=deploy/key x', ['/run/secrets/key']],
		['RUN --mount=type=secret,id=k,env=K x', []],
		['ARG D\nRUN --mount=type=cache,target=$D x', []],
	])('is read as the engine does: %s', (text, expected) => {
		const { facts, last } = readFacts(`FROM x\n${text}\n`);
		expect(facts.listMountTargets(last)).toEqual(expected);
	});
});

describe('what a RUN removes', () => {
	test.each([
		['rm -f /a/id_rsa', true],
		['rm -f /a/id_*', true],
		['rm -f "/a/id_*"', false],
		['rm -rf /a', true],
		['rm -f /a', false],
		['rm -rf /*/id_rsa', true],
		['rm -rf /a/*', true],
		['cd /a && rm -f id_rsa', true],
		['(cd /a) && rm -f id_rsa', false],
		['pushd /a && popd && rm -f id_rsa', false],
		['cd /a && cd / && cd - && rm id_rsa', true],
		['rm -f /a/{id_rsa,other}', false],
		["bash -c 'rm -f /a/{id_rsa,other}'", true],
		['D=/a; rm -rf "$D"', true],
		['rm -rf "${FOLDER}"', true],
		['rm -f "$FOLDER"/id_rsa', true],
		["trap 'rm -f /a/id_rsa' EXIT", true],
		['find /a -type f -delete', true],
		['find /a -name "id_*" -exec rm -f {} +', true],
		['find /a -name "*.pem" -delete', false],
		['find /a -name id_rsa | xargs rm', true],
		['for f in id_rsa id_dsa; do rm "/a/$f"; done', true],
		['shred -u /a/id_rsa', true],
		['shred /a/id_rsa', false],
		['rm -f /b/id_rsa', false],
		['rm -- /a/id_rsa', true],
		['rm -- -x /a/id_rsa', true],
		['rm -R /a', true],
		['rm --recursive /a', true],
		['rm -f /a/id_rs?', true],
		['rm -f /a/id_?', false],
		['rm -f /a/id_[a-r]sa', true],
		['rm -f /a/id_[!r]sa', false],
		['rm -f /a/id_[z-a]', false],
		['rm -f /a/id_rsa.*', false],
		['rm -f /?/id_rsa', true],
		['rm -rf /?', true],
		['rm -f /?', false],
		['rm -f /a/*', true],
		['rm -f /*', false],
		['rm -rf /', false],
		['rm -rf /ab', false],
		['rm -f /a/i*', true],
		['rm -f /a/.id*', false],
		['rm -f "$(locate id_rsa)"', true],
		['rm -f /b/"$(locate id_rsa)"', false],
		['unlink /a/id_rsa', true],
		['rmdir /a/id_rsa', true],
		['shred --remove /a/id_rsa', true],
		['find /a -exec unlink {} ;', true],
		['find /a -exec cat {} +', false],
		['find /a -iname "id_*" -delete', true],
		['find / -name id_rsa -delete', true],
		['find / -name "*.pem" -delete', false],
		['find / -name a -exec rm -r {} +', true],
		['find /a -path "*x*" -delete', true],
		['find -L /a -delete', true],
		['find /a /b -maxdepth 1 -delete', true],
		['find /a/id_rsa -delete', true],
		['find /b -delete', false],
		['find /a -print', false],
		['find /a -print0 | xargs -0 rm -f', true],
		['find /b | xargs rm', false],
		['cat list | xargs rm', true],
		['find /a | xargs cat', false],
		['echo x | rm /a/id_rsa', true],
	])('is seen: %s', (command, expected) => {
		const { facts, last } = readFacts(`FROM x\nENV FOLDER=/a\nRUN ${command}\n`);
		expect(isRemovedAfter(facts.readLayer(last), '/a/id_rsa', -1)).toBe(expected);
	});

	test.each([
		['SHELL ["/bin/bash", "-c"]\nRUN rm -f /a/{id_rsa,other}', true],
		['RUN ["rm", "-f", "/a/id_rsa"]', true],
		['RUN ["rm", "-f", "/a/id_*"]', false],
		['RUN <<EOF\n#!/usr/bin/env bash\nrm /a/{id_rsa,x}\nEOF', true],
		['WORKDIR /a\nRUN rm id_rsa', true],
		['USER app\nRUN rm -rf ~/id_rsa', false],
	])('depends on the shell, the folder and the user: %s', (text, expected) => {
		const { facts, last } = readFacts(`FROM x\n${text}\n`);
		expect(isRemovedAfter(facts.readLayer(last), '/a/id_rsa', -1)).toBe(expected);
	});
});

describe('what a stage runs', () => {
	const text = 'FROM x AS a\nONBUILD RUN one\nFROM a AS unused\nRUN two\nFROM a\nRUN three\n';
	const list = (facts: DockerfileFacts, index: number) => {
		const stage = facts.dockerfile.stages[index];
		return stage ? facts.listSteps(stage).map(({ instruction }) => instruction.body.text) : [];
	};

	test('begins with the triggers of its base, in stages that are needed', () => {
		const { facts } = readFacts(text);
		expect([list(facts, 2), list(facts, 1)]).toEqual([['one', 'three'], ['two']]);
	});

	test('does not depend on what was asked first', () => {
		const { facts } = readFacts(text);
		expect([list(facts, 1), list(facts, 2)]).toEqual([['two'], ['one', 'three']]);
	});
});
