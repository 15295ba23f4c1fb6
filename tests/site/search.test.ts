import { describe, expect, it } from 'vitest';
import { buildSearch } from '../../src/site/search/index/build-index.ts';
import { parseMdxLines } from '../../src/site/search/index/mdx-lines.ts';
import type { SearchPage } from '../../src/site/search/indexed-page.ts';
import type { IndexReader } from '../../src/site/search/rank/index-reader.ts';
import { computeBestFit } from '../../src/site/search/rank/phrases.ts';
import { rank } from '../../src/site/search/rank/rank.ts';
import { extractStem } from '../../src/site/search/rank/stem.ts';
import {
	extractCodeTerms,
	makeLineKey,
	makeMeaningKey,
	makeTellingKey,
	nameKey,
	selectTellingWords,
	splitWords,
} from '../../src/site/search/rank/text.ts';

describe('words', () => {
	it.each([
		['clone', 'clones', 'cloned', 'cloning'],
		['registry', 'registries'],
		['install', 'installed', 'installing', 'installation'],
		['verify', 'verified', 'verification'],
		['stop', 'stopped', 'stopping'],
		['copy', 'copies', 'copied'],
		['pin', 'pinned', 'unpinned'],
		['verified', 'unverified'],
	])('%s and its forms are found by each other', (word, ...forms) => {
		for (const form of forms) expect(extractStem(form)).toBe(extractStem(word));
	});

	it('keeps words apart that only look alike', () => {
		expect(extractStem('layer')).not.toBe(extractStem('lay'));
		expect(extractStem('string')).not.toBe(extractStem('str'));
		expect(extractStem('early')).not.toBe(extractStem('ear'));
		expect(extractStem('piped')).toBe(extractStem('pipe'));
		expect(extractStem('pipe')).not.toBe(extractStem('pip'));
	});

	it('takes a name apart where its letters change case', () => {
		expect(splitWords('SecretsUsedInArgOrEnv')).toEqual(['secrets', 'used', 'in', 'arg', 'or', 'env']);
		expect(nameKey('clone-in-build')).toBe(nameKey('Clone in build?'));
	});

	it('keeps an instruction apart from the small word of the same letters', () => {
		const telling = (text: string) => selectTellingWords(splitWords(text));
		expect(telling('what does the FROM line do')).toEqual(['FROM', 'line']);
		expect(telling('a token from the environment')).toEqual(['token', 'environment']);
		expect(nameKey('FROM scratch')).toBe(nameKey('from scratch'));
	});

	it('keeps the names of products whole', () => {
		expect(splitWords('GitHub Actions')).toEqual(['github', 'actions']);
	});

	it('leave out how often something happens', () => {
		const telling = (text: string) => selectTellingWords(splitWords(text));
		expect(telling('it installs everything every time')).toEqual(['installs']);
		expect(telling('the time until a deploy')).toEqual(['time', 'deploy']);
	});

	it('are the same question in whichever frame it is put', () => {
		for (const text of [
			'What is a layer?',
			'explain layers to me',
			'what does layer mean',
			'layers in docker',
		])
			expect(makeTellingKey(text)).toBe('=layer');
		for (const text of ['What is a layer?', 'explain layers to me', 'what does "layer" mean in a Dockerfile'])
			expect(makeMeaningKey(text)).toBe('?layer');
		expect(makeMeaningKey('why is my layer so big')).toBeUndefined();
		expect(makeMeaningKey('whatever layer')).toBeUndefined();
	});
});

describe('code', () => {
	it('is the same line however it is indented or continued', () => {
		expect(makeLineKey('    RUN  apt-get update \\')).toBe(makeLineKey('run apt-get update'));
		expect(makeLineKey('RUN apt-get update')).not.toBe(makeLineKey('RUN apt-get upgrade'));
	});

	it('is kept as it is written, whole and in its parts', () => {
		expect(extractCodeTerms('RUN --mount=type=cache,target=/root/.npm npm ci')).toEqual(
			expect.arrayContaining(['--mount=type=cache', '--mount', '/root/.npm']),
		);
		expect(extractCodeTerms('"--mount=type=cache"')).toContain('--mount=type=cache');
		expect(extractCodeTerms('rm -rf /var/lib/apt/lists/*')).toEqual(
			expect.arrayContaining(['/var/lib/apt/lists', '/var/lib/apt']),
		);
	});

	it('of an MDX page belongs to its section', () => {
		const lines = parseMdxLines('## Why it is slow [#slow]\n\n```dockerfile wrong\nRUN npm ci\n```\n');
		expect(lines.map(({ fragment, text, is }) => [fragment, text, is])).toEqual([
			['#slow', 'Why it is slow', 'section'],
			['#slow', 'RUN npm ci', 'code'],
		]);
	});
});

describe('ranking', () => {
	const page = (id: string, own: Partial<SearchPage>): SearchPage => ({
		path: `/rules/${id}/`,
		title: id,
		kind: 'Rule',
		topic: 'registries',
		line: '',
		names: [id],
		words: [],
		gist: [],
		messages: [],
		lines: [],
		prose: '',
		...own,
	});
	const files = buildSearch(
		[
			page('open-registry', { gist: ['A registry asks who pushes.'] }),
			page('insecure-registry', { words: ['http registry'], gist: ['A registry speaks TLS.'] }),
			page('clone-in-build', { gist: ['Sources are not cloned while building.'], codes: ['DL3099'] }),
			page('glossary', { kind: 'Glossary', words: ['tide', 'what is tide'], gist: ['It comes and goes.'] }),
			page('tide-tables', { names: ['tide', 'tide-tables'], gist: ['A tide table is copied.'] }),
			page('unreachable', { words: ['connection to the database was refused', 'port 8080'] }),
			page('2017', {
				kind: 'Lesson',
				gist: ['What was said in 2017.'],
				prose: 'A quay is a place for a ship.',
			}),
		],
		{ topics: {}, suggestions: [] },
	);
	const entries = (key: string) => {
		const at = files.root.chunks.findLastIndex((first) => first <= key);
		return files.chunks[at]?.[key];
	};
	const reader: IndexReader = {
		pages: files.root.pages,
		entries: async (key) => entries(key),
		keysFrom: async () => [],
		words: async (initial) => files.words.get(initial) ?? [],
		isWanted: () => true,
	};
	const first = async (query: string) => {
		const { hits } = await rank(reader, query);
		return files.pages[hits[0]?.page ?? -1]?.title;
	};

	it('puts the page first that is called so', async () => {
		expect(await first('open registry')).toBe('open-registry');
		expect(await first('insecure-registry')).toBe('insecure-registry');
		expect(await first('2017')).toBe('2017');
	});

	it('puts the page of a check first that a message names', async () => {
		expect(await first('DL3099 warning: open registry')).toBe('clone-in-build');
	});

	it('finds a lesson by a word that only its text has', async () => {
		expect(await first('which quay')).toBe('2017');
	});

	it('finds other forms, and what was mistyped, and says so', async () => {
		expect(await first('cloning')).toBe('clone-in-build');
		const { corrected } = await rank(reader, 'registy');
		expect(corrected).toBe('registry');
	});

	it('explains a word to whoever asks what it means, and nobody else', async () => {
		for (const query of ['what does tide mean', 'explain tides', 'tide definition'])
			expect(await first(query)).toBe('glossary');
		expect(await first('tide')).toBe('tide-tables');
	});

	it('fits a message to what a program printed around it', async () => {
		const { queryWords: meant } = await rank(
			reader,
			'app-7f3 | Error: connection to database 10.0.0.7:8080 refused',
		);
		const phrases = files.pages.find(({ title }) => title === 'unreachable')?.phrases ?? [];
		const of = (text: string) =>
			computeBestFit(
				phrases.filter(([stems]) => stems.startsWith(text)),
				meant,
			);
		expect(of('connect')).toBeGreaterThan(of('port'));
		expect(computeBestFit(phrases, meant)).toBe(of('connect'));
		expect(computeBestFit([], meant)).toBe(0);
	});

	it('fits a question best to the phrase that says no more', async () => {
		const { queryWords: meant } = await rank(reader, 'http registry');
		const fitTo = (text: string) => computeBestFit([[text, text.split(' ').length * 2]], meant);
		expect(fitTo('http registri')).toBeGreaterThan(fitTo('http registri without tls'));
	});

	it('mends a short word alone, and takes it as another word in a sentence', async () => {
		expect((await rank(reader, 'tibe')).corrected).toBe('tide');
		expect((await rank(reader, 'open registry ships cloned')).corrected).toBeUndefined();
		expect((await rank(reader, 'open registry tibe')).corrected).toBeUndefined();
	});

	it('says which words of a short question no page speaks of', async () => {
		expect((await rank(reader, 'open registry quokka')).uncovered).toEqual(['quokka']);
		expect((await rank(reader, 'a quay')).uncovered).toEqual([]);
	});

	it('takes an unknown word of a long message as a name of the reader', async () => {
		expect((await rank(reader, 'connection to database quokka refused')).uncovered).toEqual([]);
	});

	it('finds nothing where nothing is meant', async () => {
		expect((await rank(reader, 'qqqxyzzy')).hits).toEqual([]);
	});
});
