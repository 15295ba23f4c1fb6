import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { buildCheckRules } from '#core/rules/build-checks/rules.ts';
import { shellFormStart } from '#core/rules/deploy-times/shell-form-start.ts';

/** Verdicts that `docker build --check` gave: `refused`, or the names and lines of its checks. */
function verdict(text: string): string {
	const findings = lint({ path: 'Dockerfile', text }, { rules: buildCheckRules });
	if (findings.some(({ rule }) => rule === 'syntax')) return 'refused';
	return findings
		.map(({ rule, range }) => `${rule}:${range.start.line}`)
		.sort()
		.join(' ');
}

describe('one instruction', () => {
	test.each<readonly [instruction: string, verdict: string]>([
		['RUN --mount=type=bind,target=/ a', 'refused'],
		['RUN --mount=type=bind,target=// a', ''],
		['RUN --mount=type=bind,target=/x/.. a', ''],
		['RUN --mount=type=bind,target=x/.. a', 'refused'],
		['RUN --mount=type=tmpfs,target=/x,size=1e3 a', ''],
		['RUN --mount=type=tmpfs,target=/x,size=1_000k a', ''],
		['RUN --mount=type=tmpfs,target=/x,size=1__0 a', 'refused'],
		['RUN --mount=type=tmpfs,target=/x,size=1_ a', 'refused'],
		['RUN --mount=type=tmpfs,target=/x,size=0x1.8p4k a', ''],
		['RUN --mount=type=tmpfs,target=/x,size=0x1p a', 'refused'],
		['RUN --mount=type=cache,target=/x,mode=37777777777 a', ''],
		['RUN --mount=type=cache,target=/x,mode=40000000000 a', 'refused'],
		['RUN --mount=type=cache,target=/x,mode=0x1ff a', 'refused'],
		['RUN --mount=type=cache,target=/x,mode=888 a', 'refused'],
		['RUN --mount=type=cache,target=/x,uid=4294967295,gid=0 a', ''],
		['RUN --mount=type=cache,target=/x,uid=4294967296 a', 'refused'],
		['RUN --mount=type=cache,target=/x,gid=-1 a', 'refused'],
		['RUN --mount=type=cache,target=/x,sharing=LOCKED a', ''],
		['RUN --mount=type=cache,target=/x,sharing=mine a', 'refused'],
		['RUN --mount=type=cache,target=/x,ro=yes a', 'refused'],
		['RUN --mount=type=cache,target=/x,ro=T a', ''],
		['RUN --mount=type=cache,target=/x,required a', 'refused'],
		['RUN --mount=type=cache,target=/x,required=true a', 'refused'],
		['RUN --mount=type=cache,target=/x,size=1k a', 'refused'],
		['RUN --mount=type=cache,target=/x,id a', 'refused'],
		['RUN --mount=type=cache a', 'refused'],
		['RUN --mount=type=bind,target=/x,mode=0700 a', 'refused'],
		['RUN --mount=type=bind,target=/x,sharing=locked a', 'refused'],
		['RUN --mount=type=secret,id=a,required a', ''],
		['RUN --mount=type=secret,id=a,src=b a', 'refused'],
		['RUN --mount=type=secret,id=a,from=b a', 'refused'],
		['RUN --mount=type=secret,id=a,sharing=locked a', 'refused'],
		['RUN --mount=type=secret a', 'refused'],
		['RUN --mount=type=secret,target=/x a', ''],
		['RUN --mount=type=secret,src=a a', ''],
		['RUN --mount=type=ssh,required=1 a', ''],
		['RUN --mount=type=ssh a', ''],
		['RUN --mount=type=ssh,src=a a', 'refused'],
		['RUN --mount=type=ssh,sharing=private a', 'refused'],
		['RUN --mount=type=volume,target=/x a', 'refused'],
		['COPY --chmod=u+gx a b', ''],
		['COPY --chmod=u=ugo a b', ''],
		['COPY --chmod=u+x, a b', 'refused'],
		['COPY --exclude=$x a b', ''],
		['COPY --exclude=${ a b', ''],
		['EXPOSE +80', ''],
		['EXPOSE +80-+90', ''],
		['EXPOSE -0', 'refused'],
		['ADD https://a.b/c.git?tag=v1 /x', ''],
		['ADD https://a.b/c.git?keep-git-dir&submodules=false#main /x', ''],
		['ADD https://a.b/c.git?tag=%zz /x', ''],
		['ADD https://a.b/c.git?foo=1 /x', 'refused'],
		['ADD --keep-git-dir https://a.b/c.git?keep-git-dir=0 /x', 'refused'],
		['ADD --keep-git-dir=false https://a.b/c.git?keep-git-dir=f /x', ''],
		['ADD --checksum=aaaa https://a.b/c.git?checksum=bbbb /x', 'refused'],
		['ADD --checksum=aaaa https://a.b/c.git?commit=aaaa /x', ''],
		['ADD https://a.b/c.git?subdir=b#a:/b /x', ''],
		['ADD https://a.b/c.git?subdir=/b#a:b /x', 'refused'],
		['ADD https://a.b/c.git?tag=v1&branch=b /x', 'refused'],
		['ADD https://a.b/c.git?tag=v1#v1 /x', 'refused'],
		['ADD https://a.b/c.git?tag=v1#refs/tags/v1 /x', ''],
		['ADD https://a.b/c.git?ref=v1#v2 /x', 'refused'],
		['ADD https://a.b/c.git?ref=refs/tags/v1&tag=v1 /x', ''],
		['ADD git@a.b:c/d.git?tag=v1#v2 /x', 'refused'],
		['ADD https://a.b/c.git?subdir=a#v1:b /x', 'refused'],
		['ADD https://a.b/c.git?subdir=a:b#:a:b /x', ''],
		['HEALTHCHECK --interval=9223372036854775807ns CMD a', ''],
		['HEALTHCHECK --interval=9223372036854775808ns CMD a', 'refused'],
		['HEALTHCHECK --interval=2562047h47m16.854775807s CMD a', ''],
		['HEALTHCHECK --interval=0.9999999ms CMD a', 'refused'],
		['HEALTHCHECK --interval=.001s CMD a', ''],
		['ADD https://a.b/c.git?Tag=a /x', 'refused'],
		['ADD https://a.b/c.git?tag /x', 'refused'],
		['ADD https://a.b/c.git?tag=a&tag=b /x', 'refused'],
		['ADD https://a.b/c.git?submodules=yes /x', 'refused'],
		['ADD a git@a.b:c?foo=1 /x', 'refused'],
		['ADD github.com/a/b?foo=1 /x', 'refused'],
		['ADD https://a.b/c?foo=1 /x', ''],
		['COPY HTTPS://a.b/c.git /x', 'refused'],
		['COPY <<\\EOF /a\n$x\nEOF', 'undefined-var:3'],
		['COPY <<"EOF" /a\n$x\nEOF', ''],
		['RUN <<-\nUSER a', ''],
		['WORKDIR c:/a', 'workdir-relative-path:2'],
		['ARG TARGETARCH\nWORKDIR $TARGETARCH', 'workdir-relative-path:3'],
		['ARG TARGETARCH\nWORKDIR /$TARGETARCH', ''],
		['COPY --from=$x a b', 'refused'],
		['COPY --from= a b', ''],
		['COPY --from=A_/b a b', 'refused'],
		['ENV a=$0 b=$1 c=$@', 'undefined-var:2 undefined-var:2 undefined-var:2'],
		['ENV a=${0} b=${1}', 'undefined-var:2 undefined-var:2'],
		['ENV a=${x:}', 'refused'],
		['ENV a=${x:=b}', 'refused'],
		['ENV a=${x:?b}', 'refused'],
		['ENV a=${x?b}', 'refused'],
		['ENV x=1 a=${x?b}', 'refused'],
		['ENV a=${}', 'refused'],
		['ENV a=${-}', 'undefined-var:2'],
		['ENV a=${x#\\a}', 'refused'],
		['ENV a=${x/}', 'refused'],
		['ENV a=${x/b}', 'refused'],
		['ENV a=${x//b/}', 'undefined-var:2'],
		["ENV a='b", 'refused'],
		['ENV a="b', 'refused'],
		['ENV a=b\\', ''],
		['ENV a="${x"', 'refused'],
		['ENV a=${x:-${y:-z}', 'refused'],
		['EXPOSE 80/foo', 'refused'],
		['EXPOSE 80-70', 'refused'],
		['EXPOSE 70-80:90-100', 'expose-invalid-format:2'],
		['EXPOSE 70-80:90', 'expose-invalid-format:2'],
		['EXPOSE 65536', 'refused'],
		['EXPOSE 65535', ''],
		['EXPOSE 1.2.3:80:80', 'refused'],
		['EXPOSE 1.2.3.4:80:80', 'expose-invalid-format:2'],
		['EXPOSE [::1]:80:80', 'expose-invalid-format:2'],
		['EXPOSE :80', ''],
		['EXPOSE 80:', 'refused'],
		['EXPOSE /tcp', 'refused'],
		['EXPOSE 80/SCTP', 'expose-proto-casing:2'],
		['STOPSIGNAL FOO', 'refused'],
		['STOPSIGNAL SIGRTMIN+3', ''],
		['STOPSIGNAL 65', ''],
		['STOPSIGNAL 64', ''],
		['STOPSIGNAL 0', 'refused'],
		['STOPSIGNAL kill', ''],
		['SHELL a', 'refused'],
		['SHELL []', 'refused'],
		['CMD []', ''],
		['ENTRYPOINT []', ''],
		['VOLUME []', 'refused'],
		['VOLUME [""]', 'refused'],
		['VOLUME', 'refused'],
		['USER', 'refused'],
		['USER a b', ''],
		['WORKDIR', 'refused'],
		['HEALTHCHECK NONE a', 'refused'],
		['HEALTHCHECK CMD', 'refused'],
		['HEALTHCHECK FOO a', 'refused'],
		['HEALTHCHECK --retries=-1 CMD a', 'refused'],
		['HEALTHCHECK --retries=x CMD a', 'refused'],
		['HEALTHCHECK --interval=-1s CMD a', 'refused'],
		['HEALTHCHECK --start-interval=1s CMD a', ''],
		['ONBUILD ONBUILD RUN a', 'refused'],
		['ONBUILD MAINTAINER a', 'refused'],
		['ONBUILD COPY --from=a a b', ''],
		['COPY a', 'refused'],
		['COPY a b c', ''],
		['COPY a b c/', ''],
		['COPY --link=x a b', 'refused'],
		['COPY --foo a b', 'refused'],
		['COPY --chown= a b', ''],
		['RUN --network=foo a', 'refused'],
		['RUN --mount=type=tmpfs,target=/x,size=1x a', 'refused'],
		['LABEL a', 'refused'],
		['LABEL a=b c', 'refused'],
		['ENV a', 'refused'],
		['ARG', 'refused'],
		['ARG a b=c', ''],
		['ARG =b', 'refused'],
		['ENV =b', 'refused'],
		['CMD ["a", 1]', 'refused'],
		['CMD [1, "a"]', 'refused'],
		['RUN ["a", {"b": "c"}]', 'refused'],
	])('%j', (instruction, expected) => {
		expect(verdict(`FROM scratch\n${instruction}\n`)).toBe(expected);
	});
});

describe('bases, stages and arguments', () => {
	test.each<readonly [text: string, verdict: string]>([
		[
			'ARG TARGETPLATFORM=linux/amd64\nFROM --platform=linux/amd64 scratch\n',
			'from-platform-flag-const-disallowed:2',
		],
		['ARG SOURCE_DATE_EPOCH=1\nFROM scratch\n', ''],
		['ARG SOURCE_DATE_EPOCH=\nFROM scratch\n', ''],
		['ARG SOURCE_DATE_EPOCH=context\nFROM scratch\n', ''],
		['ARG SOURCE_DATE_EPOCH=b\nFROM scratch AS b\nADD https://a.b/c /\nFROM scratch\n', ''],
		['ARG SOURCE_DATE_EPOCH=B\nFROM scratch AS b\nARG x\nADD https://a.b/c /\nFROM scratch\n', ''],
		['FROM scratch\nFROM scratch\nCOPY --from=0 a b\n', ''],
		['FROM scratch\nFROM scratch\nCOPY --from=1 a b\n', 'refused'],
		['FROM scratch\nFROM scratch\nCOPY --from=+0 a b\n', ''],
		['FROM scratch\nFROM scratch\nCOPY --from=-1 a b\n', 'refused'],
		['FROM scratch\nFROM scratch\nCOPY --from=2 a b\n', 'refused'],
		['FROM scratch\nCOPY --from=0 a b\nFROM scratch\n', 'refused'],
		['FROM scratch\nCOPY --from=1 a b\nFROM scratch\n', 'refused'],
		['FROM --platform=linux/amd64/v2/x scratch\n', 'refused'],
		['FROM --platform=linux/ scratch\n', 'refused'],
		['FROM --platform=macos scratch\n', 'from-platform-flag-const-disallowed:1'],
		['FROM --platform=arm64 scratch\n', 'from-platform-flag-const-disallowed:1'],
		['FROM --platform=foo scratch\n', 'refused'],
		['FROM --platform=foo/bar scratch\n', 'from-platform-flag-const-disallowed:1'],
		['FROM --platform=windows(10.0)/amd64 scratch\n', 'from-platform-flag-const-disallowed:1'],
		['FROM --platform=linux/a$b scratch\n', 'undefined-arg-in-from:1'],
		['FROM --platform=LINUX/AMD64 scratch\n', 'from-platform-flag-const-disallowed:1'],
		['FROM scratch\nONBUILD FROM a\n', 'refused'],
		['FROM a b\n', 'refused'],
		['FROM a AS\n', 'refused'],
		['FROM a AS 1b\n', 'refused'],
		['FROM scratch AS b\nFROM b AS B\n', 'duplicate-stage-name:2 stage-name-casing:2'],
	])('%j', (text, expected) => {
		expect(verdict(text)).toBe(expected);
	});
});

describe('directives', () => {
	test.each<readonly [text: string, verdict: string]>([
		['#!/bin/sh\n# check=skip=all\nFROM scratch\nWORKDIR a\n', ''],
		['\ufeff#!/bin/sh\n# check=skip=all\nFROM scratch\nWORKDIR a\n', ''],
		['#!/bin/sh\n# check=foo\nFROM scratch\n', 'refused'],
		['#!/bin/sh\n# escape=`\nFROM scratch\nRUN a `\nb\n', 'refused'],
		['  # check=skip=all\nFROM scratch\nWORKDIR a\n', 'workdir-relative-path:3'],
		['  # check=foo\nFROM scratch\n', ''],
		['  # escape=`\nFROM scratch\nRUN a `\nb\n', ''],
		['# syntax= \nFROM scratch\n', 'refused'],
		['# syntax=docker/Dockerfile:1\nFROM scratch\n', 'refused'],
		['# syntax=docker/dockerfile:1\nFROM scratch\n', ''],
		['# check=skip=WorkdirRelativePath;skip=X\nFROM scratch\nWORKDIR a\n', 'workdir-relative-path:3'],
		['# check=skip=X;error=false;skip=WorkdirRelativePath\nFROM scratch\nWORKDIR a\n', ''],
		['# check=skip=all;skip=X\nFROM scratch\nWORKDIR a\n', ''],
		['# check=skip=X;error=false;foo\nFROM scratch\n', 'refused'],
		['# escape=`\nFROM scratch\nRUN --network=n`one a\n', ''],
		['# escape=`\nFROM scratch\nRUN --network=n\\one a\n', 'refused'],
	])('%j', (text, expected) => {
		expect(verdict(text)).toBe(expected);
	});
});

describe('triggers', () => {
	const base = (triggers: string) => `FROM scratch AS b\n${triggers}\n`;
	test.each<readonly [what: string, text: string, verdict: string]>([
		[
			'see what those before them set',
			`${base('ONBUILD ENV x=1\nONBUILD ENV y=$x z=$q')}FROM b\n`,
			'undefined-var:4',
		],
		[
			'do not see what those after them set',
			`${base('ONBUILD ENV y=$x\nONBUILD ENV x=1')}FROM b\n`,
			'undefined-var:4',
		],
		['run in the final stage', `${base('ONBUILD EXPOSE 80/TCP')}FROM b\n`, 'expose-proto-casing:3'],
		[
			'do not run in a stage that nothing needs',
			`${base('ONBUILD EXPOSE 80/TCP')}FROM b\nFROM scratch\n`,
			'',
		],
		[
			'run in a stage that is copied from',
			`${base('ONBUILD EXPOSE 80/TCP')}FROM b AS c\nFROM scratch\nCOPY --from=c a b\n`,
			'expose-proto-casing:3',
		],
		[
			'run in a stage that is mounted',
			`${base('ONBUILD EXPOSE 80/TCP')}FROM b AS c\nFROM scratch\nRUN --mount=type=cache,from=c,target=/x a\n`,
			'expose-proto-casing:3',
		],
		['are read only where they run', `${base('ONBUILD FOO')}FROM b\nFROM scratch\n`, ''],
		['that cannot be read are refused where they run', `${base('ONBUILD FOO')}FROM b\n`, 'refused'],
		[
			'that do not run set nothing',
			`${base('ONBUILD ENV x=1')}FROM b\nENV y=$x\nFROM scratch\n`,
			'undefined-var:4',
		],
	])('%s', (_, text, expected) => {
		expect(verdict(text)).toBe(expected);
	});
});

describe('on Windows', () => {
	test.each<readonly [text: string, verdict: string]>([
		['FROM --platform=windows/$TARGETARCH a\nWORKDIR C:/a\nWORKDIR b\n', ''],
		['FROM --platform=windows/amd64 a\nWORKDIR c:/a\n', 'from-platform-flag-const-disallowed:1'],
		['ARG p=windows/amd64\nFROM --platform=$p a AS x\nFROM x\nWORKDIR \\\\a\n', ''],
		['ARG p=windows/amd64\nFROM --platform=$p a\nWORKDIR a\n', 'workdir-relative-path:3'],
		['ARG p=windows/amd64\nFROM --platform=$p scratch\nWORKDIR C:/a\n', 'workdir-relative-path:3'],
	])('%j', (text, expected) => {
		expect(verdict(text)).toBe(expected);
	});
});

test('a start in shell form counts from the line of an escape that stands before it, as all checks do', () => {
	const text = 'FROM scratch\n\\\nCMD a b\n';
	const [finding] = lint({ path: 'Dockerfile', text }, { rules: [shellFormStart] });
	expect(finding?.range.start.line).toBe(2);
});

test('a stage called scratch cannot stand on the empty image behind a mount, and that has a PATH', () => {
	expect(verdict('FROM a AS scratch\nRUN --mount=type=cache,target=/x b\n')).toBe('refused');
	expect(verdict('FROM a AS b\nRUN --mount=target=/x b\nFROM c AS scratch\n')).toBe('reserved-stage-name:3');
	expect(verdict('FROM scratch\nEXPOSE ${PATH}\n')).toBe('refused');
	expect(verdict('FROM a\nEXPOSE ${PATH}\n')).toBe('');
});
