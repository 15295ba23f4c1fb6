import { joinFilledLines, type Truth } from './truth.ts';

const SOURCE = '/srv/tides.git';

/** Sources at a tag, so that the rule speaks of the history alone: it is in a layer, or it is not. */
export const CLONES: Truth = {
	base: 'git',
	reads: ['layers'],
	isSo: ({ layers }) => layers.some((paths) => [...paths].some((path) => /(?:^|\/)\.git\/HEAD$/.test(path))),
	generate(random) {
		const folder = random.pick(['/opt/tides', '/src', '"$DIR"', 'tides', '']);
		const place = folder === '"$DIR"' ? '/opt/t' : folder.startsWith('/') ? folder : '/work/tides';
		const path = random.isOneIn(2) ? place : `${place.replace('/work/', '')}`;
		const clone = random
			.pick([
				`git clone -b v1 ${SOURCE} ${folder}`,
				`git clone --depth 1 --branch=v1 file://${SOURCE} ${folder}`,
				`git clone --quiet ${SOURCE} ${folder} && cd ${place} && git checkout v1 && cd /work`,
				`git clone ${SOURCE} ${folder} && git -C ${place} reset --hard v1`,
			])
			.replace(/ +(?=&|$)/g, ' ')
			.trimEnd();
		const end = random.pick([
			'',
			'',
			` && rm -rf ${path}/.git`,
			` && rm -rf ${place}`,
			` && cd ${place} && rm -rf .git`,
			` && rm -r ${place}/.git ${place}/.gitignore || true`,
			' && rm -rf /other/.git',
			` && find ${place} -name .git -exec rm -rf {} +`,
			`\nRUN rm -rf ${place}/.git`,
			` && cp -r ${place} /copy && rm -rf ${place} /copy/.git`,
		]);
		const flag = random.isOneIn(8)
			? `--mount=type=tmpfs,target=${place.slice(0, place.lastIndexOf('/')) || place} `
			: '';
		const isOther = random.isOneIn(6);
		return joinFilledLines(
			`FROM $BASE${isOther ? ' AS fetch' : ''}`,
			'ARG DIR=/opt/t',
			'WORKDIR /work',
			`RUN ${flag}${clone}${end}`,
			isOther ? 'RUN mkdir -p /out && echo built > /out/file\nFROM $BASE\nCOPY --from=fetch /out /out' : '',
		);
	},
};
