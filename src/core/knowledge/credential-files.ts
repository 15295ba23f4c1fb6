import { compileNames, listWords } from './word-list.ts';

/** Files that programs keep credentials in. */
export const CREDENTIAL_FILES = listWords('.netrc _netrc .git-credentials .npmrc .pypirc .dockercfg');

/** Folders of which every file counts, save those below. */
export const CREDENTIAL_FOLDERS = listWords('.ssh .aws');

/** Files of those folders that hold no secret. */
export const HARMLESS_FILES = listWords('known_hosts authorized_keys ssh_known_hosts');

/** Folders of the image in which whom to trust is told: what lies there is public, whatever its name. */
export const TRUST_STORES: readonly string[] = [
	'/etc/apt',
	'/etc/apk',
	'/etc/ca-certificates',
	'/etc/ssl/certs',
	'/etc/pki/rpm-gpg',
	'/etc/pki/ca-trust',
	'/etc/pki/tls/certs',
	'/usr/share/ca-certificates',
	'/usr/share/keyrings',
	'/usr/share/pki',
	'/usr/local/share/ca-certificates',
	'/usr/local/share/keyrings',
	'/usr/lib/ssl/certs',
];

/** Parts of a name that say that the file is a private key, whatever else it says. */
export const PRIVATE_WORDS = compileNames('key keys *privkey priv private privatekey *keypair', true);

/** Parts of the name of a `.pem` that say certificate. */
export const CERTIFICATE_WORDS = compileNames(
	'ca cas cacert cacerts cabundle cert certs certificate certificates crt bundle chain fullchain full-chain dhparam dhparams trust trusted truststore issuer intermediate root-ca rootca pub public isrg* digicert* globalsign* amazonrootca*',
	true,
);

/** Parts of the name of a `.key` that say something else: keys that packages are signed with, and texts to be translated. */
export const OTHER_KEY_WORDS = compileNames(
	`
	pub public gpg pgp asc signing sign release repo repository repos archive apt deb debian ubuntu rpm yum keyring
	nodesource docker microsoft google pgdg postgresql postgres mysql mongodb jenkins hashicorp kubernetes nginx
	grafana influxdata elastic elasticsearch llvm mariadb rabbitmq sury yarn yarnpkg
	messages message translations translation locale locales labels strings i18n l10n lang language texts
	`,
	true,
);

/** Folders of texts to be translated, whose files may end in `.key`. */
export const TEXT_FOLDERS = compileNames(
	'i18n l10n locale locales lang language languages translation translations messages',
	true,
);
