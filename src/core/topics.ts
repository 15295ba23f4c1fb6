/** Topics that have lessons and no rules. */
const OF_LESSONS_ALONE = [{ id: 'start', title: 'Start' }] as const;

const OF_LESSONS_AND_RULES = [
	{ id: 'base-images', title: 'Base images' },
	{ id: 'git-in-containers', title: 'Git in containers' },
	{ id: 'ambassadors', title: 'Ambassadors' },
	{ id: 'registries', title: 'Registries' },
	{ id: 'deploy-times', title: 'Deploy times' },
] as const;

/** Topics that have rules and no lessons: BuildKit's own checks, and what the linter says of itself. */
const OF_RULES_ALONE = [
	{ id: 'build-checks', title: 'Build checks' },
	{ id: 'linter', title: 'The linter itself' },
] as const;

/** Every topic, in reading order. A team's own content may add others that have lessons. */
export const TOPICS = [...OF_LESSONS_ALONE, ...OF_LESSONS_AND_RULES, ...OF_RULES_ALONE] as const;

/** The groups of lessons, in reading order. */
export const LESSON_TOPICS = [...OF_LESSONS_ALONE, ...OF_LESSONS_AND_RULES] as const;

/** The groups of rules, in teaching order. A rule's file lies in the folder of its topic. */
export const RULE_TOPICS = [...OF_LESSONS_AND_RULES, ...OF_RULES_ALONE] as const;

export type RuleTopic = (typeof RULE_TOPICS)[number]['id'];
