import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';

/**
 * The certificate authorities this machine trusts (`NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`) beyond those everybody knows,
 * as PEM. Where a proxy opens TLS, a build that fetches over it must trust them too. Sorted, so that their order in the
 * file means nothing.
 */
export function collectExtraAuthorities(env: Readonly<Record<string, string | undefined>>): string[] {
	const rootFingerprints = new Set(rootCertificates.map(hashCertificate));
	const pemByFingerprint = new Map<string, string>();
	for (const file of [env['NODE_EXTRA_CA_CERTS'], env['SSL_CERT_FILE']]) {
		if (file === undefined || file === '' || !existsSync(file)) continue;
		for (const pem of listCertificates(readFileSync(file, 'utf8'))) {
			const print = hashCertificate(pem);
			if (!rootFingerprints.has(print) && !isPublic(pem)) pemByFingerprint.set(print, pem);
		}
	}
	return [...pemByFingerprint].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pem]) => pem);
}

function listCertificates(text: string): string[] {
	return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

function hashCertificate(pem: string): string {
	return new X509Certificate(pem).fingerprint256;
}

/** Debian still lists some that Node dropped; its images bring those themselves. */
function isPublic(pem: string): boolean {
	return readDebianFingerprints().has(hashCertificate(pem));
}

let debian: Set<string> | undefined;

function readDebianFingerprints(): Set<string> {
	if (debian !== undefined) return debian;
	debian = new Set();
	const list = '/etc/ca-certificates.conf';
	if (!existsSync(list)) return debian;
	for (const line of readFileSync(list, 'utf8').split('\n')) {
		const file = `/usr/share/ca-certificates/${line}`;
		if (line !== '' && !line.startsWith('#') && !line.startsWith('!') && existsSync(file)) {
			for (const pem of listCertificates(readFileSync(file, 'utf8'))) debian.add(hashCertificate(pem));
		}
	}
	return debian;
}
