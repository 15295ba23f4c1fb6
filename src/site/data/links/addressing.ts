/** The forms of address that can be cited, for `/reviews/` and its Markdown. */
export const CITABLE: readonly { readonly form: string; readonly shows: string }[] = [
	{ form: '/rules/<rule>/', shows: 'one rule: why, wrong, right, and when not to follow it' },
	{ form: '/lessons/<lesson>/#<section>', shows: 'a section of a lesson' },
	{ form: '/examples/<example>/#claim-<claim>', shows: 'a claim, with what was measured for it' },
	{ form: '/examples/<example>/#before/Dockerfile:3', shows: 'a line of an example, marked' },
	{ form: '/examples/<example>/#before/Dockerfile:3-7', shows: 'the lines from one to another, marked' },
];
