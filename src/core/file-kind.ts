/** The kinds of file that the linter reads. */
export type FileKind = 'dockerfile' | 'compose' | 'daemon' | 'buildkitd' | 'registry' | 'ignore-file';

/**
 * Tells a file's kind by its name, and a registry's `config.yml` also by its text, since many programs have a file
 * of that name. `undefined` for a file that the linter does not read.
 */
export function classifyFile(path: string, text = ''): FileKind | undefined {
	const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	if (name.endsWith('.dockerignore')) return 'ignore-file';
	if (/^(Dockerfile(\..+)?|.+\.[Dd]ockerfile|dockerfile|Containerfile)$/s.test(name)) return 'dockerfile';
	if (/^(docker-)?compose.*\.ya?ml$/s.test(name)) return 'compose';
	if (name === 'daemon.json') return 'daemon';
	if (name === 'buildkitd.toml') return 'buildkitd';
	if (/^config\.ya?ml$/.test(name) && isRegistryConfiguration(text)) return 'registry';
	return undefined;
}

function isRegistryConfiguration(text: string): boolean {
	return /^\uFEFF?version:\s*["']?0\.1\b/m.test(text) && /^(storage|http):/m.test(text);
}
