import type { Random } from './random.ts';

export interface DockerfileWishes {
	/** An image with a shell. */
	readonly base: string;
	/** Part of all that the engine could find in its cache. */
	readonly mark: string;
	readonly hasTarget: boolean;
}

interface StageFacts {
	readonly name: string;
	readonly canRun: boolean;
	/** Paths that a copy may take from it. */
	readonly paths: readonly string[];
}

/** A Dockerfile of one to three stages in which most of what the engine's cache goes by comes up sooner or later. */
export function generateDockerfile(
	random: Random,
	wishes: DockerfileWishes,
): { text: string; target?: string } {
	const stages: StageFacts[] = [];
	const lines: string[] = [];
	if (random.isOneIn(6)) lines.push('# check=skip=all');
	if (random.isOneIn(3)) lines.push(`ARG VERSION=0-${wishes.mark}`);
	const count = 1 + random.below(3);
	for (let index = 0; index < count; index++) {
		const stage = generateStage(random, wishes, stages, index === count - 1);
		stages.push(stage.facts);
		lines.push(...stage.lines, '');
	}
	const text = `${lines.join('\n')}\n`;
	const named = stages.filter(({ name }) => name !== '');
	return wishes.hasTarget && named.length > 0 ? { text, target: random.pick(named).name } : { text };
}

function generateStage(
	random: Random,
	wishes: DockerfileWishes,
	earlier: readonly StageFacts[],
	isLast: boolean,
): { facts: StageFacts; lines: string[] } {
	const index = earlier.length;
	const parent =
		earlier.length > 0 && random.isOneIn(4)
			? random.pick(earlier.filter(({ name }) => name !== ''))
			: undefined;
	const isScratch = parent === undefined && random.isOneIn(3);
	const canRun = parent ? parent.canRun : !isScratch;
	const base = parent?.name ?? (isScratch ? 'scratch' : wishes.base);
	const name = !isLast || random.isOneIn(3) ? `s${index}` : '';
	const lines = [`FROM ${base}${name === '' ? '' : ` AS ${name}`}`];
	const paths: string[] = [...(parent?.paths ?? [])];
	const count = 3 + random.below(4);
	for (let step = 0; step < count; step++) {
		const made = generateStep(random, { ...wishes, canRun, earlier, step: index * 10 + step });
		lines.push(...made.lines);
		paths.push(...made.paths);
	}
	const others = isLast ? earlier.filter((stage) => stage.name !== '' && stage.paths.length > 0) : [];
	for (const [at, other] of others.entries()) {
		if (random.isOneIn(6)) continue;
		const made = generateCopyFrom(random, other, wishes.mark, index * 10 + count + at);
		lines.push(...made.lines);
		if (canRun && random.isOneIn(2))
			lines.push(...generateRun(random, { ...wishes, canRun, earlier, step: index * 10 + 6 + at }).lines);
	}
	if (!isLast && random.isOneIn(5))
		lines.push(`ONBUILD ${generateCopy(random, wishes.mark, 90 + index).lines.join('\n')}`);
	return { facts: { name, canRun, paths }, lines };
}

export interface StepWishes {
	readonly mark: string;
	readonly canRun: boolean;
	readonly earlier: readonly StageFacts[];
	/** Makes each target another one. */
	readonly step: number;
}

export interface GeneratedStep {
	readonly lines: readonly string[];
	/** What it leaves that others can copy. */
	readonly paths: readonly string[];
}

/** One instruction, at times with its heredoc. */
export function generateStep(random: Random, wishes: StepWishes): GeneratedStep {
	const { mark, canRun, earlier, step } = wishes;
	const source = earlier.filter(({ name, paths }) => name !== '' && paths.length > 0);
	const kind = random.below(16);
	if (kind < 5) return generateCopy(random, mark, step);
	if (kind < 7 && source.length > 0) return generateCopyFrom(random, random.pick(source), mark, step);
	if (kind < 11 && canRun) return generateRun(random, wishes);
	if (kind === 11) return generateHeredoc(random, mark, step);
	return generateSetting(random, mark, step);
}

const SOURCES: readonly (readonly string[])[] = [
	['a.txt'],
	['src'],
	['src/'],
	['src/lib'],
	['docs'],
	['.'],
	['a.txt', 'b.txt'],
	['src/a.js', 'docs'],
	['package*.json'],
	['*.txt'],
	['src/*.js'],
	['src/l*'],
	['*/x.md'],
	['link.tx*'],
	['linke*'],
	['linked'],
	['nothing*'],
	['./src/../a.txt'],
	['/src/b.js'],
	['docs/deep/y.md'],
];

const COPY_FLAGS = [
	'--chown=1:2',
	'--chown=3',
	'--chmod=755',
	'--chmod=0600',
	'--link',
	'--link',
	'--exclude=*.md',
	'--exclude=lib',
	'--exclude=**/*.js',
	'--exclude=a.js',
];

function generateCopy(random: Random, mark: string, step: number): GeneratedStep {
	const sources = random.pick(SOURCES).filter((path) => path !== 'linked' || random.isOneIn(2));
	const names = sources.length > 0 ? sources : ['src'];
	const flags = COPY_FLAGS.filter(() => random.isOneIn(9));
	const folder = `/${mark}/c${step}`;
	const isAdd = random.isOneIn(8);
	const target = random.isOneIn(8) ? `t${step}-${mark}/` : `${folder}/`;
	const isJson = random.isOneIn(10);
	const words = isJson ? JSON.stringify([...names, target]) : `${names.join(' ')} ${target}`;
	const isRelative = !target.startsWith('/');
	const [first = ''] = names;
	const isFile = names.length === 1 && /^[\w/.]+\.\w+$/.test(first);
	const copied = isFile ? [`${folder}/${first.split('/').at(-1)}`] : [];
	const mayBeEmpty =
		names.some((name) => name.includes('*')) || flags.some((flag) => flag.startsWith('--exclude'));
	return {
		lines: [[isAdd ? 'ADD' : 'COPY', ...flags, words].join(' ')],
		paths: isRelative || mayBeEmpty ? [] : [folder, ...copied],
	};
}

function generateCopyFrom(
	random: Random,
	{ name, paths }: StageFacts,
	mark: string,
	step: number,
): GeneratedStep {
	const path = random.pick(paths);
	const target = `/${mark}/f${step}`;
	const flags = COPY_FLAGS.filter(() => random.isOneIn(14));
	return { lines: [['COPY', `--from=${name}`, ...flags, path, `${target}/`].join(' ')], paths: [target] };
}

function generateHeredoc(random: Random, mark: string, step: number): GeneratedStep {
	const target = `/${mark}/h${step}`;
	const mark2 = random.isOneIn(3) ? "<<'END'" : '<<END';
	return {
		lines: [`COPY ${mark2} ${target}`, `text of ${mark} \${VERSION} ${step}`, 'END'],
		paths: [target],
	};
}

function generateSetting(random: Random, mark: string, step: number): GeneratedStep {
	const lines = random.pick([
		[`ENV NAME${step}=value`],
		[`ENV NAME${step}=value OTHER=\${VERSION}`],
		['ENV VERSION=from-env'],
		['ARG VERSION'],
		['ARG VERSION'],
		[`ARG VERSION=default-${step}`],
		[`ARG OTHER=\${VERSION:-none}`],
		[`WORKDIR /${mark}/w${step}`],
		[`WORKDIR w${step}-${mark}`],
		[`WORKDIR /${mark}/$VERSION`],
		[`USER ${random.pick(['0', '0:0', 'root'])}`],
		[`LABEL step=${step}`],
		['EXPOSE 80'],
		['# a comment'],
		['CMD ["x"]'],
		['STOPSIGNAL SIGTERM'],
		[`SHELL ["/bin/sh", "-e${random.pick(['', 'u'])}", "-c"]`],
	]);
	return { lines, paths: [] };
}

function generateRun(random: Random, { mark, earlier, step }: StepWishes): GeneratedStep {
	const out = `/${mark}/r${step}`;
	const named = earlier.filter(({ name }) => name !== '');
	const mounts = [
		'--mount=type=bind,source=src,target=/m',
		'--mount=type=bind,source=src,target=/m,rw',
		'--mount=type=bind,source=docs/x.md,target=/x.md',
		'--mount=target=/ctx',
		`--mount=type=cache,target=/cache`,
		`--mount=type=cache,target=/cache,sharing=locked,id=${mark}`,
		`--mount=type=cache,target=/cache,uid=1`,
		'--mount=type=secret,id=token',
		'--mount=type=secret,id=token,env=TOKEN',
		'--mount=type=ssh',
		'--mount=type=tmpfs,target=/tmp',
		...(named.length > 0 ? [`--mount=from=${random.pick(named).name},target=/from`] : []),
	];
	const flags = [
		...mounts.filter(() => random.isOneIn(10)),
		...(random.isOneIn(12) ? ['--network=none'] : []),
	];
	// Whatever user runs it, and whatever the folder holds: a command that fails shows nothing.
	const make = `mkdir -p /${mark} 2>/dev/null`;
	const body = random.pick([
		[`${make}; echo ${mark} ${step} > ${out} || true`],
		[`${make}; echo "\${VERSION:-}" > ${out} || true`],
		[`${make}; find /${mark} -type f | sort > ${out} || true`],
		['<<EOF', make, `# step ${step}`, `echo ${mark} > ${out} || true`, 'EOF'],
		[JSON.stringify(['/bin/sh', '-c', `${make}; echo ${step} > ${out} || true`])],
		[`${make}; \\`, '  # why', `  echo   ${step} > ${out} || true`],
	]);
	const [first = '', ...rest] = body;
	return { lines: [['RUN', ...flags, first].join(' '), ...rest], paths: [out] };
}
