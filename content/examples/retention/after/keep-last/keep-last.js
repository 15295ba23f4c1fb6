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

/** A manifest and, where it is an index, all that it lists: images for platforms, and statements about them. */
async function listParts(reference) {
	const answer = await ask('GET', `manifests/${reference}`);
	const digest = answer.headers.get('docker-content-digest');
	const { manifests = [] } = await answer.json();
	const parts = await Promise.all(manifests.map((one) => listParts(one.digest)));
	return [digest, ...parts.flat()];
}

const { tags } = await (await ask('GET', 'tags/list')).json();
// Signatures stand under tags of their own. What they belong to is in their name.
const isSignature = (tag) => /^sha256-[0-9a-f]{64}/.test(tag);
const newestFirst = tags.filter((tag) => !isSignature(tag)).toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
const versions = [];
for (const tag of newestFirst) versions.push({ tag, parts: await listParts(tag) });

const running = RUNNING.split(',').filter((digest) => digest !== '');
const isKept = ({ parts }, at) => at < Number(KEEP) || parts.some((part) => running.includes(part));
// A part of a kept version stays, even where a deleted version has it too.
const kept = new Set(versions.filter(isKept).flatMap(({ parts }) => parts));
const deleted = new Set();
for (const version of versions) {
	const { tag, parts } = version;
	console.log(`${kept.has(parts[0]) ? 'keep  ' : 'delete'} ${tag}  ${parts[0]}`);
	for (const part of parts) if (!kept.has(part)) deleted.add(part);
}
for (const tag of tags.filter(isSignature)) {
	const digest = tag.slice(0, 71).replace('-', ':');
	if (deleted.has(digest)) for (const part of await listParts(tag)) if (!kept.has(part)) deleted.add(part);
}
// An index goes before what it lists.
for (const digest of deleted) await ask('DELETE', `manifests/${digest}`);
