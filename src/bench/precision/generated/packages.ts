import type { Random } from '../../rebuild/random.ts';
import { WITNESSES, type Witness } from '../witnesses.ts';
import { joinFilledLines, type Truth } from './truth.ts';

/** The cache of pip, of a real one that downloads from a server in its own container. */
export const PIP_CACHES: Truth = {
	base: 'pip',
	reads: ['tree'],
	isSo: makeWitness('package-cache-left'),
	generate(random) {
		const pip = random.pick(['pip', 'pip3', 'python3 -m pip']);
		const option = random.pick([
			'',
			'',
			'',
			'--no-cache-dir ',
			'--no-cache-dir=1 ',
			'--quiet ',
			'--cache-dir=/tmp/c ',
		]);
		const end = random.pick([
			'',
			'',
			' && rm -rf /root/.cache',
			' && rm -rf ~/.cache/pip',
			' && pip cache purge',
			' && rm -rf /tmp/*',
			'\nRUN rm -rf /root/.cache-other',
		]);
		const flag = random.isOneIn(6)
			? random.pick([
					'--mount=type=cache,target=/root/.cache/pip ',
					'--mount=type=cache,target=/root/.cache ',
				])
			: '';
		const env = random.isOneIn(5)
			? random.pick(['ENV PIP_NO_CACHE_DIR=1', 'ENV PIP_QUIET=1', 'ENV PIP_CACHE_DIR=/tmp/pip'])
			: '';
		const isOther = random.isOneIn(7);
		return joinFilledLines(
			`FROM $BASE${isOther ? ' AS build' : ''}`,
			env,
			`RUN ${flag}serve && ${pip} install --break-system-packages ${option}tides${end}`,
			isOther ? 'RUN mkdir -p /out\nFROM $BASE\nCOPY --from=build /out /out' : '',
		);
	},
};

export const PACKAGE_LISTS = makeInstallTruth('package-lists-left', ['curl', 'git', 'gcc']);
export const GIT_INSTALLS = makeInstallTruth('git-in-image', [
	'git',
	'git curl',
	'curl',
	'git-doc',
	'gitg',
	'make',
]);
export const BUILD_TOOLS_TRUTH = makeInstallTruth('build-tools-in-final-stage', [
	'gcc',
	'make curl',
	'curl',
	'cmake-data',
	'g++',
	'git',
	'cmake',
]);

function makeInstallTruth(rule: string, packages: readonly string[]): Truth {
	return {
		base: 'small',
		reads: ['tree'],
		isSo: makeWitness(rule),
		generate: (random) => generateInstall(random, packages),
	};
}

function generateInstall(random: Random, packages: readonly string[]): string {
	const names = random.pick(packages);
	const [first = ''] = names.split(' ');
	const install = random.pick([
		`apt-get update && apt-get install -y ${names}`,
		`apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${names}`,
		`set -eux; apt-get update; apt-get install -y ${names}`,
		`apt-get update && apt-get install -y $TOOLS`,
		`apt-get update \\\n    # tools\n && apt-get -y install \\\n    ${names}`,
	]);
	const end = random.pick([
		'',
		'',
		' && rm -rf /var/lib/apt/lists/*',
		' && rm -rf /var/lib/apt/lists',
		' && cd /var/lib/apt/lists && rm -rf ./*',
		' && rm -rf /var/lib/{apt,dpkg}/',
		` && apt-get purge -y ${names} && rm -rf /var/lib/apt/lists/*`,
		` && apt-get remove -y ${first}`,
		' && rm -rf /tmp/*',
	]);
	const flag = random.isOneIn(7) ? '--mount=type=cache,target=/var/lib/apt/lists ' : '';
	const isOther = random.isOneIn(5);
	return joinFilledLines(
		`FROM $BASE${isOther ? ' AS build' : ''}`,
		`ARG TOOLS="${names}"`,
		`RUN ${flag}${install}${end}`,
		isOther ? 'RUN mkdir -p /out\nFROM $BASE\nCOPY --from=build /out /out' : '',
		'CMD ["ls"]',
	);
}

export function makeWitness(rule: string): Witness {
	const witness = WITNESSES[rule];
	if (!witness) throw new Error(`No witness knows \`${rule}\`.`);
	return witness;
}
