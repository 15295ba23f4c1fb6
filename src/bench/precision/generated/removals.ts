import { joinFilledLines, type Truth } from './truth.ts';

/** What is added, and by what it goes again: in the same layer, in a later one, or never. */
export const REMOVALS: Truth = {
	base: 'small',
	reads: ['layers'],
	isSo: ({ layers }) =>
		layers.some((paths, at) => [...paths].some((path) => isRemovedBelow(path, layers.slice(1, at)))),
	generate(random) {
		const folder = random.pick(['/data', '/opt/a', '/work/in']);
		const shown = folder === '/work/in' && random.isOneIn(2) ? 'in' : folder;
		const file = `${shown}/part`;
		const [add, isFolder] = random.pick([
			[`RUN mkdir -p ${folder} && echo x > ${file}`, true],
			[`RUN mkdir -p ${folder} && touch ${file} ${folder}/other`, true],
			[`COPY app ${folder}`, false],
			[`COPY setting.conf ${folder}/part`, true],
			[`ADD setting.conf ${folder}/part`, true],
			[`RUN mkdir -p ${folder}\nRUN cp /bin/true ${folder}/part`, true],
			[`RUN <<EOF\nset -e\nmkdir -p ${folder}\necho x > ${file}\nEOF`, true],
		] as const);
		const part = isFolder ? 'part' : 'main.txt';
		const remove = random.pick([
			`rm -f ${shown}/${part}`,
			`rm -rf ${shown}`,
			`rm -rf ${shown}/*`,
			`cd ${shown} && rm ${part}`,
			`ls ${shown} && rm -r "${shown}"`,
			`rm -rf $T/${part}`,
			'rm -rf /none',
			`echo rm -rf ${shown}`,
			'true',
		]);
		const between = random.pick(['', '', 'RUN true', 'ENV A=1', 'LABEL a=b']);
		const isSame = random.isOneIn(4) && add.startsWith('RUN mkdir') && !add.includes('\nRUN');
		const isOther = !isSame && random.isOneIn(6);
		return joinFilledLines(
			`FROM $BASE${isOther ? ' AS other' : ''}`,
			'WORKDIR /work',
			`ARG T=${folder}`,
			isSame ? `${add} && ${remove}` : add,
			isSame ? '' : between,
			isSame ? '' : `RUN ${remove}`,
			isOther ? `FROM $BASE\nCOPY --from=other /work /result` : '',
		);
	},
};

/** True for `.wh.x` where a layer below has an `x`, and for a folder made anew over one with something in it. */
function isRemovedBelow(path: string, below: readonly ReadonlySet<string>[]): boolean {
	const cut = path.lastIndexOf('/') + 1;
	const [folder, name] = [path.slice(0, cut), path.slice(cut)];
	if (!name.startsWith('.wh.')) return false;
	if (name !== '.wh..wh..opq') return below.some((paths) => paths.has(folder + name.slice('.wh.'.length)));
	return below.some((paths) => [...paths].some((one) => one.startsWith(folder)));
}
