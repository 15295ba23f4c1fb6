import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { processorSeconds } from '../processor-seconds.ts';

type Unit = string | ((n: number) => string);
type Case = readonly [name: string, unit: Unit, head?: string, path?: string];

const SMALL = 16 * 1024;
const LARGE = 256 * 1024;
/** 1 is linear, 2 is quadratic. */
const STEEPEST = 1.3;
/** What the small text takes at least: below, the clock and the compiler decide. In seconds. */
const LEAST = 0.004;
const ROUNDS = 3;

const INSTRUCTIONS: readonly Case[] = [
	...[
		'WORKDIR a',
		'WORKDIR /a',
		'CMD a',
		'CMD ["a"]',
		'ENTRYPOINT a',
		'ENTRYPOINT ["a"]',
		'ARG a',
		'ARG a=b',
		'ARG a=$a',
		'ENV a=b',
		'ENV a b',
		'ENV TOKEN=x',
		'COPY a b',
		'COPY . .',
		'COPY --from=a a b',
		'COPY --chown=1 <<E /a\n$x\nE',
		'ADD a b',
		'ADD https://a.b/c /x',
		'RUN a',
		'RUN apt-get update && apt-get install -y git gcc',
		'RUN rm -rf /a',
		'RUN --mount=type=cache,target=/a npm ci',
		'RUN <<E\napt-get update\nE',
		'RUN git clone https://a/b',
		'RUN curl https://a/b | sh',
		'RUN echo x > /root/.ssh/id_rsa',
		'USER a',
		'LABEL a=b',
		'LABEL a b',
		'VOLUME /a',
		'EXPOSE 80/TCP',
		'ONBUILD RUN a',
		'ONBUILD CMD a',
		'SHELL ["a"]',
		'HEALTHCHECK CMD a',
		'HEALTHCHECK NONE',
		'STOPSIGNAL 9',
		'MAINTAINER a',
		'FROM b AS b',
		'FROM b',
		'FROM $x',
		'FROM b AS b\nCOPY --from=b x y',
		'FROM s\nWORKDIR a\nRUN apt-get install git\nCMD a',
		'UNKNOWN a',
		'# a',
		'# check=skip=StageNameCasing\nWORKDIR a',
		'# drydock ignore=workdir-relative-path x\nWORKDIR a',
		'# drydock ignore=workdir-relative-path,undefined-var x',
		'',
	].map((line): Case => [JSON.stringify(line), `${line}\n`]),
];

const TOGETHER: readonly Case[] = [
	[
		'stages that build on one another',
		(n) => `FROM s${n} AS s${n + 1}\nENV a=b\nRUN apt-get install git\nCMD a\n`,
		'FROM x AS s0\n',
	],
	[
		'stages that copy from one another',
		(n) => `FROM a AS s${n + 1}\nCOPY --from=s0 /a /b\nCOPY --from=s${n} /a /c\n`,
		'FROM x AS s0\n',
	],
	[
		'stages with triggers',
		(n) => `FROM a${n} AS a${n + 1}\nONBUILD RUN x\nONBUILD ENV a=b\n`,
		'FROM x AS a0\n',
	],
	['variables that need one another', (n) => `ENV V${n + 1}=$V${n}\n`],
	['variables that are not set', (n) => `ENV V=$U${n}\n`],
	['arguments before the first stage', (n) => `ARG a${n}=b\n`, ''],
	['files made and removed', (n) => `RUN touch /a${n}\nRUN rm /a${n}\n`],
	['files copied and removed', (n) => `COPY a /x${n}\nRUN rm -rf /x${n}\n`],
	['a continuation', '  && a \\\n', 'FROM a\nRUN a \\\n'],
	['empty lines in a continuation', '\n', 'FROM a\nRUN a \\\n'],
	['comments in a continuation', '# x\n', 'FROM a\nRUN a \\\n'],
	['words of an ENV', (n) => `K${n}_TOKEN=$U${n} \\\n`, 'FROM a\nENV '],
	['words of an ARG', (n) => `K${n + 1}=$K${n} \\\n`, 'FROM a\nARG '],
	['words of a LABEL', (n) => `K${n}="v" \\\n`, 'FROM a\nLABEL '],
	['words of a COPY', (n) => `f${n} \\\n`, 'FROM a\nCOPY '],
	['words of an EXPOSE', (n) => `${1 + (n % 60_000)} \\\n`, 'FROM a\nEXPOSE '],
	['words of a JSON array', '"a",', 'FROM a\nCMD ['],
	['packages', (n) => `p${n} \\\n`, 'FROM a\nRUN apt-get install -y '],
	['paths that are removed', (n) => `/p${n} \\\n`, 'FROM a\nRUN rm -rf '],
	['mounts', '--mount=type=cache,target=/a \\\n', 'FROM a\nRUN '],
	['shell functions', (n) => `f${n + 1}() { f${n}; }; \\\n`, 'FROM a\nRUN '],
	['calls of a function', 'f; \\\n', 'FROM a\nRUN f() { apt-get update; }; \\\n'],
	['changes of folder', 'cd a; \\\n', 'FROM a\nRUN '],
	['addresses', 'https://a:b@c/d \\\n', 'FROM a\nRUN curl '],
	['lines of a shell heredoc', 'apt-get install -y git\n', 'FROM a\nRUN <<E\n'],
	['lines of a copied heredoc', (n) => `a $x${n}\n`, 'FROM a\nCOPY <<E /a\n'],
];

const SERVICES: readonly Case[] = [
	['services', (n) => `  s${n}:\n    image: a\n    links: [b]\n`],
	[
		'services that depend on one another',
		(n) => `  s${n}:\n    image: a\n    depends_on: [s${n + 1}]\n    command: sleep 5\n`,
	],
	[
		'services that extend one another',
		(n) => `  s${n + 1}:\n    extends: s${n}\n`,
		'services:\n  s0: {image: a}\n',
	],
	[
		'services that merge one another',
		(n) => `  s${n + 1}: &a${n + 1}\n    <<: *a${n}\n    image: a\n`,
		'services:\n  s0: &a0 {image: a}\n',
	],
	['services of one anchor', (n) => `  s${n}: *a\n`, 'x: &a {image: a, links: [b]}\nservices:\n'],
	['services of one name', '  a: {image: a}\n'],
	[
		'environment',
		(n) => `      K${n}_PASSWORD: 10.0.0.1\n`,
		'services:\n  a:\n    image: a\n    environment:\n',
	],
	['ports', (n) => `      - "${1 + (n % 60_000)}:80"\n`, 'services:\n  a:\n    image: a\n    ports:\n'],
	['volumes', (n) => `      - a${n}:/x\n`, 'services:\n  a:\n    image: a\n    volumes:\n'],
	['unknown keys', (n) => `    k${n}: a\n`, 'services:\n  a:\n'],
	['suppressions', '    # drydock ignore=container-links x\n', 'services:\n  a:\n    image: a\n'],
	['services of the first form', (n) => `s${n}:\n  image: a\n  links: [b]\n`, ''],
];
const COMPOSE = SERVICES.map(
	([name, unit, head = 'services:\n']): Case => [name, unit, head, 'compose.yaml'],
);

const OTHERS: readonly Case[] = [
	['registries of the daemon', (n) => `"10.0.0.${n}:5000",`, '{"insecure-registries":[', 'daemon.json'],
	['tables of TOML', (n) => `[registry."r${n}"]\n  http = true\n`, '', 'buildkitd.toml'],
	['ignore patterns', (n) => `a${n}/**\n!b\n`, '', '.dockerignore'],
];

describe('sixteen times the text takes about sixteen times as long:', { timeout: 120_000, retry: 3 }, () => {
	test.each([...INSTRUCTIONS, ...TOGETHER, ...COMPOSE, ...OTHERS].map((one) => [one[0], one] as const))(
		'%s',
		(_, [, unit, head = 'FROM debian:12\n', path = 'Dockerfile']) => {
			const text = fill(head, unit, SMALL);
			// The least of several rounds: what else the machine does only ever adds.
			const small = Math.min(...Array.from({ length: ROUNDS }, () => measure(path, text)));
			const large = measure(path, fill(head, unit, LARGE));
			expect(Math.log(large / Math.max(LEAST, small)) / Math.log(LARGE / SMALL)).toBeLessThan(STEEPEST);
		},
	);
});

function fill(head: string, unit: Unit, length: number): string {
	const parts = [head];
	for (let n = 0, size = head.length; size < length; n++) {
		const part = typeof unit === 'string' ? unit : unit(n);
		parts.push(part);
		size += part.length;
	}
	return parts.join('');
}

function measure(path: string, text: string): number {
	return processorSeconds(() => void lint({ path, text }));
}
