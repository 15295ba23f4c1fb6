import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SITE } from '#core/lint/settings.ts';
import { siteUrl } from '../settings.ts';

/** A way to let a machine do the citing. */
export interface Recipe {
	/** The id of its heading. */
	readonly id: string;
	readonly title: string;
	/** Where it goes in a repository. */
	readonly file: string;
	readonly language: string;
	readonly says: string;
	/** What the tests of this site do with it, and what nobody has done yet. */
	readonly tried: string;
	readonly notTried?: string;
	readonly text: string;
}

const COMMANDS_TRIED =
	'The tests of this site read the file and run its commands with the linter of this site on a repository with findings.';

/** Every recipe, for the address that this site is built for. */
export function listRecipes(): Recipe[] {
	return [
		{
			id: 'github-actions',
			title: 'GitHub Actions, with SARIF',
			file: '.github/workflows/drydock.yml',
			language: 'yaml',
			says: 'Findings appear on the lines of the pull request and under Security. Each carries why, what to do, and the address of its rule.',
			tried: `${COMMANDS_TRIED} They also hold the format to Microsoft’s SARIF validator.`,
			notTried:
				'The upload itself: it needs a repository on GitHub with code scanning. Without that, leave out the two steps with SARIF; the last step needs neither.',
			text: readRecipe('github-actions.yml'),
		},
		{
			id: 'gitlab',
			title: 'GitLab, with Code Quality',
			file: '.gitlab-ci.yml',
			language: 'yaml',
			says: 'Findings appear in the merge request, with the address of their rule at the end of each description.',
			tried: `${COMMANDS_TRIED} Every issue of the report has the fields that GitLab reads.`,
			notTried: 'The display in a merge request: it needs a GitLab.',
			text: readRecipe('gitlab-ci.yml'),
		},
		{
			id: 'azure-devops',
			title: 'Azure DevOps',
			file: 'azure-pipelines.yml',
			language: 'yaml',
			says: 'Each finding is an issue of the run, with file, line and the address of its rule; the run fails from warnings on. With Azure Repos, a branch policy for build validation starts it for pull requests.',
			tried: COMMANDS_TRIED,
			notTried: 'The display in a run: it needs an Azure DevOps.',
			text: readRecipe('azure-pipelines.yml'),
		},
		{
			id: 'jenkins',
			title: 'Jenkins, with the Warnings plugin',
			file: 'Jenkinsfile',
			language: 'groovy',
			says: 'The plugin Warnings (`warnings-ng`) reads SARIF, shows the findings beside their lines, and says which are new. `--fail-on error` lets warnings pass.',
			tried: COMMANDS_TRIED,
			notTried: 'The display in Jenkins.',
			text: readRecipe('Jenkinsfile'),
		},
		{
			id: 'bitbucket',
			title: 'Bitbucket Cloud, with Code Insights',
			file: 'bitbucket-pipelines.yml',
			language: 'yaml',
			says: 'Findings are annotations on the lines of the pull request, at most a hundred of them, each linked to its rule. No token is needed: a proxy beside the step signs the requests.',
			tried: `${COMMANDS_TRIED} The report and the annotations have the fields that the API of Bitbucket names.`,
			notTried: 'The display in a pull request: it needs a repository on Bitbucket.',
			text: readRecipe('bitbucket-pipelines.yml'),
		},
		{
			id: 'gerrit',
			title: 'Gerrit',
			file: 'drydock-review.sh',
			language: 'sh',
			says: 'Comments on the files that the change touches, which have to be resolved, save those of severity info. It takes an account that may comment, over SSH, and what the Gerrit Trigger of Jenkins sets: `GERRIT_HOST` and `GERRIT_PATCHSET_REVISION`.',
			tried: `${COMMANDS_TRIED} What Gerrit is given has the fields of its review input.`,
			notTried: 'The comments on a change: they need a Gerrit.',
			text: readRecipe('gerrit.sh'),
		},
		{
			id: 'reviewdog',
			title: 'reviewdog',
			file: '.github/workflows/drydock.yml',
			language: 'yaml',
			says: 'Comments on the changed lines only, with the rule’s address behind its name. reviewdog does the same on GitLab, Bitbucket and Gerrit with another `-reporter`.',
			tried: `${COMMANDS_TRIED} What reviewdog is given has the shape of its Diagnostic Format.`,
			notTried: 'Its comments on a pull request: they need one on GitHub.',
			text: readRecipe('reviewdog.yml'),
		},
		{
			id: 'pre-commit',
			title: 'pre-commit',
			file: '.pre-commit-config.yaml',
			language: 'yaml',
			says: 'Stops a commit that has findings. Each file is judged by its own text, without the files beside it.',
			tried:
				'The tests of this site run its command on the files that its pattern takes, and hold the pattern to the names that `lint` looks for.',
			notTried: 'The program pre-commit itself is not part of those tests.',
			text: readRecipe('pre-commit-config.yaml'),
		},
		{
			id: 'git-hook',
			title: 'A plain Git hook',
			file: '.git/hooks/pre-commit',
			language: 'sh',
			says: 'The same with Git alone. It fetches the linter once a week, holds it to the digest that the site publishes (`drydock.mjs.sha256`), and looks at what is staged, not at what is on disk. `DRYDOCK_FAIL_ON=error` lets warnings pass. Make it executable: `chmod +x .git/hooks/pre-commit`.',
			tried:
				'The tests of this site install it in a new repository, commit with and without findings, renew an old linter, and refuse one that has another digest.',
			text: readRecipe('pre-commit.sh'),
		},
	];
}

/** A recipe as it lies in `src/site/recipes/`, with the address of this site in it. */
function readRecipe(name: string): string {
	const text = readFileSync(join(process.cwd(), 'src/site/recipes', name), 'utf8');
	return text.replaceAll(DEFAULT_SITE, siteUrl.href);
}
