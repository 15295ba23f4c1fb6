// Deletes every version but the newest KEEP and those whose digest is in RUNNING (separated by commas).
// It deletes manifests, through the API. Their layers stay until garbage is collected.
const { REGISTRY, REPOSITORY, KEEP, RUNNING = '' } = process.env;
const MANIFESTS = [
	'application/vnd.oci.image.manifest.v1+json',
	'application/vnd.oci.image.index.v1+json',
	'application/vnd.docker.distribution.manifest.v2+json',
	'application/vnd.docker.distribution.manifest.list.v2+json',
];

async function ask(method, path) {
	const url = `${REGISTRY}/v2/${REPOSITORY}/${path}`;
	const answer = await fetch(url, { method, headers: { accept: MANIFESTS.join(', ') } });
	if (!answer.ok) throw new Error(`${method} ${url} was answered with ${answer.status}`);
	return answer;
}

const { tags } = await (await ask('GET', 'tags/list')).json();
const newestFirst = tags.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
const versions = [];
for (const tag of newestFirst) {
	const { headers } = await ask('HEAD', `manifests/${tag}`);
	versions.push({ tag, digest: headers.get('docker-content-digest') });
}

const kept = new Set(versions.slice(0, Number(KEEP)).map(({ digest }) => digest));
for (const digest of RUNNING.split(',')) kept.add(digest);
const deleted = new Set();
for (const { tag, digest } of versions) {
	console.log(`${kept.has(digest) ? 'keep  ' : 'delete'} ${tag}  ${digest}`);
	if (kept.has(digest) || deleted.has(digest)) continue;
	await ask('DELETE', `manifests/${digest}`);
	deleted.add(digest);
}
