import type { BuiltImage } from '../fixes/built-image.ts';

/** Says of an image whether what the rule says of its Dockerfile is so. */
export type Witness = (image: BuiltImage) => boolean;

/** Rules that say something of the image, and what decides it. */
export const WITNESSES: Readonly<Record<string, Witness>> = {
	'build-tools-in-final-stage': makePathWitness(/^usr\/(?:local\/)?bin\/(?:gcc|g\+\+|cc|clang|make|cmake)$/),
	'clone-in-build': makePathWitness(/(?:^|\/)\.git\/(?:HEAD|config)$/),
	'git-directory-in-context': makePathWitness(/(?:^|\/)\.git\/(?:HEAD|config)$/),
	'git-in-image': makePathWitness(/^usr\/(?:local\/)?bin\/git$/),
	// Named here, since the linter's own list cannot show itself to be wrong.
	'key-in-image': makePathWitness(/(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.git-credentials)$/),
	'missing-healthcheck': ({ config }) => !config['Healthcheck'] && Boolean(config['ExposedPorts']),
	'package-cache-left': makePathWitness(
		/^(?:var\/cache\/(?:apk|dnf|yum|libdnf5|zypp)\/.*[^/]|root\/\.cache\/pip\/.*[^/])$/,
	),
	'package-lists-left': makePathWitness(/^var\/lib\/apt\/lists\/(?!lock$|partial\/|auxfiles\/).*[^/]$/),
	'runs-as-root': ({ config }) => /^(?:root|0)?(?::.*)?$/.test(String(config['User'] ?? '')),
	'secret-in-arg-or-env': ({ config }) => listTexts(config['Env']).some((one) => SECRET.test(one)),
	'shell-form-start': ({ config }) =>
		[config['Cmd'], config['Entrypoint']].some((start) => isShellStart(listTexts(start))),
};

/** A shell that hands over to the program at once is none to be stopped. */
function isShellStart([, option, script = '']: readonly string[]): boolean {
	return option === '-c' && !/^\s*exec\s/.test(script);
}

const SECRET = /^[^=]*(?:apikey|auth|credential|key|password|pword|passwd|secret|token)[^=]*=./i;

function makePathWitness(form: RegExp): Witness {
	return ({ tree }) => [...tree.keys()].some((path) => form.test(path));
}

function listTexts(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
