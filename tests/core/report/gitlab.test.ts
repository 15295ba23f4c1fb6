import { expect, test } from 'vitest';
import { formatGitlabReport } from '#core/report/gitlab.ts';
import { SITE, sample } from './sample.ts';

test('the gitlab format has the fields GitLab reads, the address inside the description', () => {
	const issues: Record<string, unknown>[] = JSON.parse(formatGitlabReport([sample()]));
	expect(issues).toHaveLength(3);
	for (const issue of issues) {
		expect(Object.keys(issue).sort()).toEqual([
			'check_name',
			'description',
			'fingerprint',
			'location',
			'severity',
		]);
		expect(issue['description']).toContain(`${SITE}rules/${issue['check_name']}/`);
		expect(issue['fingerprint']).toMatch(/^[0-9a-f]{32}$/);
		expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue['severity']);
	}
	expect(issues[0]?.['location']).toEqual({ path: 'a b/Dockerfile,x', lines: { begin: 2, end: 2 } });
	expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
});
