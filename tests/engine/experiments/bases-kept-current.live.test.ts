import { describe, expect, test } from 'vitest';
import { handMadeImage } from '#examples/services/hand-made-image.ts';
import { hasEngine } from '../live-engine.ts';
import { measureExperiment } from './measure-experiment.ts';

const HOST = 'registry.tides.example:5000';
const OLD = { '/a.txt': 'old' };
const SERVER =
	"require('node:http').createServer((_, r) => r.end(require('node:fs').readFileSync('/a.txt'))).listen(8080)";

const pinnedTo = (digest: string) => `FROM ${HOST}/texts:1@${digest} AS texts
FROM node:24-bookworm-slim
COPY --from=texts /a.txt /a.txt
CMD ["node", "-e", ${JSON.stringify(SERVER)}]
`;

describe.skipIf(!hasEngine('a digest that is raised'))('tag-moves with raisedIn', () => {
	const setup = { 'image-registry': { host: HOST, images: [{ repository: 'texts', tag: '1', files: OLD }] } };
	const move = { repository: 'texts', tag: '1', files: { '/a.txt': 'new' }, shows: 'new' };

	test('a pin holds the old image until its digest is raised, and the tag moves for both sides', async () => {
		const oldDigest = (await handMadeImage(OLD)).manifest.digest;
		const newDigest = (await handMadeImage(move.files)).manifest.digest;
		const { before, after } = await measureExperiment(
			'tag-moves',
			{ ...move, after: { raisedIn: 'Dockerfile' } },
			{ Dockerfile: pinnedTo(oldDigest) },
			setup,
		);
		const tags = { 'tag-before': oldDigest, 'tag-after': newDigest, 'answer-before': 'old' };
		expect(before).toMatchObject({ ...tags, images: 1, 'new-image-arrives': false, 'answer-after': 'old' });
		expect(after).toMatchObject({ ...tags, images: 2, 'new-image-arrives': true, 'answer-after': 'new' });
	});

	test('a file that does not name the digest cannot be raised, and the run says so', async () => {
		const digest = (await handMadeImage(OLD)).manifest.digest;
		const run = measureExperiment(
			'tag-moves',
			{ ...move, raisedIn: 'note.txt' },
			{ Dockerfile: pinnedTo(digest), 'note.txt': 'no digest\n' },
			setup,
		);
		await expect(run).rejects.toThrow(/note\.txt/);
	});
});

const MIRROR = 'mirror.tides.example';
const CERTIFICATES = `set -e
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Tides -keyout ca.key -out ca.crt
openssl req -newkey rsa:2048 -nodes -subj /CN=${MIRROR} -addext subjectAltName=DNS:${MIRROR} -keyout mirror.key -out mirror.csr
openssl x509 -req -in mirror.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy -out mirror.crt
`;

/** One side of an example in which a mirror runs; whether hosts ask it is up to their `daemon.json`. */
const MIRRORED = {
	Dockerfile: 'FROM registry:3\nCOPY config.yml /etc/distribution/config.yml\n',
	'config.yml': `version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: /var/lib/registry}}
proxy: {remoteurl: "https://registry-1.docker.io"}
http: {addr: ":5000", tls: {certificate: /certs/mirror.crt, key: /certs/mirror.key}}
`,
	'certificates.sh': CERTIFICATES,
	'alone.json': '{}',
	'mirrored.json': JSON.stringify({ 'registry-mirrors': [`https://${MIRROR}:5000`] }),
};

describe.skipIf(!hasEngine('a mirror that hosts pull through'))('pull-through', () => {
	test('a mirror saves pulls where hosts are told of it, and none where it only runs', async () => {
		const { before, after } = await measureExperiment(
			'pull-through',
			{
				hosts: 2,
				mirror: { host: MIRROR, certificates: 'certificates.sh' },
				before: { daemon: 'alone.json' },
				after: { daemon: 'mirrored.json' },
			},
			MIRRORED,
		);
		expect(before).toMatchObject({ hosts: 2, 'manifests-fetched': 2, 'pulls-while-away': false });
		expect(after).toMatchObject({ hosts: 2, 'manifests-fetched': 1, 'pulls-while-away': true });
		expect(after['questions-asked']).toBeGreaterThanOrEqual(1);
		expect(after['bytes-fetched']).toBeLessThan(1.1 * Number(before['bytes-fetched']));
	}, 1_200_000);
});
