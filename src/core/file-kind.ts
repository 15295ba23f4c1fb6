/** The kinds of file that the linter reads. */
export type FileKind =
	| 'dockerfile'
	| 'compose'
	| 'bake'
	| 'daemon'
	| 'buildkitd'
	| 'registry'
	| 'ignore-file';

/**
 * Tells a file's kind by its name. `config.yml`, which many programs have, is told by its text: a registry's, or a
 * compose file's. A Bake file is read for the Dockerfiles in it. `undefined` for a file that the linter does not read.
 */
export function classifyFile(path: string, text = ''): FileKind | undefined {
	const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	if (name.endsWith('.dockerignore')) return 'ignore-file';
	if (isDockerfileName(name)) return 'dockerfile';
	if (COMPOSE_NAME.test(name)) return 'compose';
	if (isBakeName(name)) return text.includes('dockerfile-inline') ? 'bake' : undefined;
	if (name === 'daemon.json') return 'daemon';
	if (name === 'buildkitd.toml') return 'buildkitd';
	if (!isConfigName(name)) return undefined;
	if (isRegistryConfiguration(text)) return 'registry';
	return looksLikeCompose(text) ? 'compose' : undefined;
}

/** True for `config.yml`: only the text tells whether it is one that the linter reads. */
export function isConfigName(name: string): boolean {
	return /^config\.ya?ml$/.test(name);
}

/** True for `docker-bake.hcl` and its kin, which say how images are built. */
export function isBakeName(name: string): boolean {
	return /^(?:[^/]+[._-])?bake(?:[._-][^/]*)?\.(?:hcl|json)$/i.test(name);
}

/** True for a file from which Dockerfiles or compose files are made: `Dockerfile.j2`. */
export function isTemplateName(path: string): boolean {
	return /\.(?:template|tmpl|tpl|tt|j2|jinja2?|erb|ejs|in|mustache|hbs|gotmpl|gomplate|liquid|m4|njk|nunjucks|twig|mako|em|empy)$/i.test(
		path,
	);
}

/** True where a mapping `services` has a service in it that is run from an image or built. */
export function looksLikeCompose(text: string): boolean {
	const lines = text.split(/\r?\n/);
	const start = lines.findIndex((line) => /^\uFEFF?services:\s*(?:#.*)?$/.test(line));
	if (start === -1) return /^\uFEFF?services:\s*\{/m.test(text);
	let indent = 0;
	for (const line of lines.slice(start + 1)) {
		if (/^\s*(?:#.*)?$/.test(line)) continue;
		const depth = line.search(/\S/);
		if (depth === 0 || line[depth] === '-') return false;
		if (indent === 0) indent = depth;
		else if (depth > indent && /^\s+(?:image|build|extends):/.test(line)) return true;
		if (/^\s+[^\s:]+:\s*\{.*\b(?:image|build)\b/.test(line)) return true;
	}
	return false;
}

const COMPOSE_NAME = /^(?:.+[._-])?compose(?:[._-].*)?\.ya?ml$/is;

/** `Dockerfile`, `Dockerfile.dev`, `Dockerfile-dev`, `dev.Dockerfile`, `Containerfile`, in capitals or small letters. */
const DOCKERFILE_NAME = /^(?:.+\.)?(?:docker|container)file(?:[._-].+)?$/is;
/** With a dash in front, a name in small letters is rather a program's: `parse-dockerfile`. */
const DASHED_NAME = /^.+[_-](?:Docker|Container)file(?:[._-].+)?$/s;

/** Endings of texts about Dockerfiles, of programs that work on them, and of copies that are no longer used. */
const OTHER_ENDINGS =
	/\.(?:md|markdown|mdx|rst|adoc|txt|html?|py|go|cs|[cm]?[jt]sx?|java|kt|rb|rs|php|swift|scala|lua|pl|c|cc|cpp|h|hpp|sh|bash|ps1|bat|json5?|ya?ml|toml|xml|ini|hcl|lock|log|sum|diff|patch|bak|backup|orig|old|save|rej|sw[op]|snap|zip|gz|tar|png|svg|pdf)$|~$/i;

function isDockerfileName(name: string): boolean {
	return (DOCKERFILE_NAME.test(name) || DASHED_NAME.test(name)) && !OTHER_ENDINGS.test(name);
}

function isRegistryConfiguration(text: string): boolean {
	return /^\uFEFF?version:\s*["']?0\.1\b/m.test(text) && /^(storage|http):/m.test(text);
}
