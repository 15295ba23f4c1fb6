/** What the Docker client itself needs: where it is, where its engine is, and how to reach it. */
const NEEDED = [
	'PATH',
	'HOME',
	'USER',
	'TMPDIR',
	'XDG_RUNTIME_DIR',
	'SSH_AUTH_SOCK',
	'SYSTEMROOT',
	'USERPROFILE',
	'APPDATA',
	'PROGRAMFILES',
	'DOCKER_HOST',
	'DOCKER_CONTEXT',
	'DOCKER_CONFIG',
	'DOCKER_TLS_VERIFY',
	'DOCKER_CERT_PATH',
	'DOCKER_API_VERSION',
	'BUILDX_CONFIG',
	'BUILDX_BUILDER',
];

/**
 * The environment of a client that reads files of an example. A compose file can put any variable of its client into a
 * container, so what else this process knows, such as the tokens of a CI job, is kept from it.
 */
export function selectClientEnvironment(
	env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
	return Object.fromEntries(
		NEEDED.flatMap((name): [string, string][] => {
			const value = env[name];
			return value === undefined ? [] : [[name, value]];
		}),
	);
}
