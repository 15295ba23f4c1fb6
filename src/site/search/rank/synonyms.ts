import { extractStem } from './stem.ts';

/** Words that people use for one another when they look something up. */
const GROUPS = `
big large huge size fat bloated heavy small smaller shrink reduce bytes megabytes
slow slowly fast faster speed quick seconds minutes forever
delete remove erase clean cleanup wipe rm purge prune
password credential credentials token secret passphrase apikey
key private-key ssh
leak leaked expose exposed visible published
repo repository repositories checkout
download fetch pull curl wget
upload push publish
container service
stop kill sigterm sigkill shutdown terminate graceful signal signals
start boot launch startup entrypoint cmd
wait sleep ready readiness
ip address addresses
https tls ssl certificate cert certs encrypted
login auth authentication authenticate htpasswd unauthorized
latest untagged tag version pin pinned digest
compiler gcc build-essential make toolchain
dependencies dependency deps packages package pkg modules libraries
cache cached caching
rebuild rebuilds rebuilt
proxy forwarder socat ambassador sidecar
link links linked
outdated old deprecated obsolete unmaintained legacy
variable variables env environment arg
dev development devdependencies
health healthcheck healthy unhealthy
ignore dockerignore ignored
case casing uppercase lowercase capital capitals
exec json array
twice duplicate several multiple two
architecture platform arm64 amd64 arm intel x86 aarch64 processor cpu
history log output print prints
host-key known_hosts fingerprint
network networks bridge
folder directory path dir
wrong bad broken
prod production live
db database
config configuration settings
k8s kubernetes
downtime outage gap interruption
host hosts machine machines server servers laptop computer
see show look inspect
crash crashes exit exits exited
memory ram oom oomkilled
permission permissions rights denied
hang hangs stuck
rollback revert undo
talk reach connect communicate
staging test
early before first
vulnerability vulnerabilities cve cves scanner security patched
`;

const byStem = new Map<string, Set<string>>();
for (const line of GROUPS.trim().split('\n')) {
	const group = line.split(' ').map((word) => extractStem(word));
	for (const word of group) byStem.set(word, new Set([...(byStem.get(word) ?? []), ...group]));
}

/** Other stems that may stand where this one was typed. */
export function listSynonyms(word: string): string[] {
	return [...(byStem.get(word) ?? [])].filter((other) => other !== word);
}
