/** Right snippets that are not run, each with the reason. */
export const EXCUSED: Readonly<Record<string, string>> = {
	'lessons/which-commit#1':
		'Two lines for the end of a Dockerfile, without a `FROM`. The example `commit-in-the-label` builds one that ends with them.',
	'lessons/keeping-a-base-current#1':
		'The settings of Renovate: no file of Docker’s, and Renovate takes its presets from a public forge.',
	'lessons/limits-and-mirrors#1':
		'A mirror of Docker Hub. The registry that stands in (2.8) asks it at its start, and ends where it is out of reach.',
};
