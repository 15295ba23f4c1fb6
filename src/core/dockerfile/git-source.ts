/** True where `ADD` takes a source for a git repository that could not be a local path as well. */
export function isGitSource(source: string): boolean {
	if (/^(?:git|ssh):\/\//i.test(source)) return true;
	if (/^https?:\/\//i.test(source)) return /^[^?#]+\.git(?:[?#]|$)/.test(source);
	return /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/.test(source);
}
