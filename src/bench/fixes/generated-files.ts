import { createRandom, type Random } from '../rebuild/random.ts';
import { SMALL_BASE } from './small-base.ts';

/** What the generated files copy. */
export const CONTEXT_FILES: Readonly<Record<string, string>> = {
	'app/main.txt': 'main\n',
	'app/notes.txt': 'notes\n',
	'a b.txt': 'blank\n',
	'setting.conf': 'on\n',
};

/** A Dockerfile with something in it that can be repaired, in one of many forms. The same seed gives the same file. */
export function generateFixable(seed: number): string {
	const random = createRandom(seed);
	const amount = 2 + random.below(5);
	const steps = Array.from({ length: amount }, () => random.pick(STEPS)(random));
	const isStaged = random.isOneIn(4);
	const head = isStaged
		? [
				`${random.pick(['FROM', 'from'])} ${SMALL_BASE} ${random.pick(['AS', 'as', 'As'])} build`,
				...steps.splice(0, 1 + random.below(2)),
				'RUN mkdir -p /out && echo built > /out/file',
				`FROM ${SMALL_BASE}`,
				'COPY --from=build /out /out',
			]
		: [`FROM ${SMALL_BASE}`];
	const lines = [...head, ...steps, random.pick(STARTS)(random)].filter(Boolean).join('\n');
	return random.isOneIn(12) ? `${lines.replaceAll('\n', '\r\n')}\r\n` : `${lines}\n`;
}

type MakeStep = (random: Random) => string;

const WORDS = [
	'tides',
	'harbour',
	'a b',
	'a  b',
	"it's",
	'"quoted"',
	'x=y',
	'$HOME',
	'\\$HOME',
	'#no',
	'é',
	'\\',
	'',
];
const PACKAGES = ['git', 'curl', 'ca-certificates', 'lib-tides=1.0'];

const STEPS: readonly MakeStep[] = [
	(random) => `ENV ${random.pick(['NAME', 'Name', 'A_B'])} ${random.pick(WORDS) || 'x'}`,
	(random) => `env KEY${random.below(9)} ${random.pick(WORDS) || 'x'} ${random.pick(WORDS)}`.trimEnd(),
	(random) => `ENV FIRST ${random.pick(WORDS) || 'x'} \\\n  and more`,
	(random) => `LABEL note ${random.pick(WORDS) || 'x'}`,
	(random) => `label "with blank" ${random.pick(WORDS) || 'x'}`,
	(random) => `ENV ONE=1 TWO="${random.pick(['2', 'a b'])}"`,
	() => 'ARG VERSION=1\nENV VERSION $VERSION',
	(random) => `RUN apt-get update && apt-get install -y ${random.pick(PACKAGES)}`,
	(random) => `RUN apt-get update\nRUN apt-get install -y ${random.pick(PACKAGES)}`,
	(random) => `RUN apt-get update\nRUN apt-get install -y ${random.pick(PACKAGES)} && echo done > /done`,
	(random) =>
		`RUN apt-get update && \\\n    # first\n\n    apt-get install -y \\\n      ${random.pick(PACKAGES)}`,
	() => 'RUN apt-get update; apt-get install -y git || true',
	() => 'RUN apt-get update && apt-get install -y git # what we need',
	() => 'RUN <<EOF\napt-get update\napt-get install -y curl\nEOF',
	() => 'RUN ["sh", "-c", "apt-get update && apt-get install -y git"]',
	() => 'RUN apt-get update && (apt-get install -y git)',
	() => 'RUN apt-get update && if true; then apt-get install -y git; fi',
	() => 'RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*',
	(random) => `ADD ${random.pick(['app', 'setting.conf', 'app/main.txt app/notes.txt'])} /srv/`,
	() => 'ADD --chown=1000:1000 app /srv/app/',
	() => 'ADD ["a b.txt", "/srv/"]',
	() => 'add setting.conf /etc/tides.conf',
	() => 'run echo one \\\n\n  two > /words',
	() => 'RUN echo a \\\n\n\n  b \\\n  # between\n\n  c > /letters',
	() => 'WORKDIR /srv',
	(random) => `copy app /app${random.below(3)}`,
	() => 'USER 1000\nUSER 0',
	() => 'SHELL ["/bin/sh", "-ec"]',
];

const STARTS: readonly MakeStep[] = [
	() => 'CMD cat /etc/hostname',
	(random) =>
		`CMD echo ${random.pick(['a b', '"a b"', "'a'", '$HOME', 'a && ls', 'a; ls', 'a > /x', '*', '~'])}`,
	() => 'ENTRYPOINT cat /etc/hostname',
	() => 'ENTRYPOINT cat\nCMD /etc/hostname',
	() => 'cmd cat \\\n  /etc/hostname',
	() => 'CMD exec cat /etc/hostname',
	() => 'CMD ["cat", "/etc/hostname"]',
	() => '',
];
