import { expect, test } from 'vitest';
import { formatOrigin } from '#site/data/examples/measurements.ts';

const engine = { docker: '28.5.2', buildkit: '0.25.0', buildx: '0.29.0', platform: 'linux/amd64', cpus: 2 };
const base = (origin: 'registry' | 'stand-in') => ({ name: 'debian:13', origin, digest: '' });

test.each([
	['registry', 'Measured 24 November 2026, Docker Engine 28.5.2, linux/amd64'],
	['stand-in', 'Measured 24 November 2026, Docker Engine 28.5.2, linux/amd64, base image: a stand-in'],
] as const)('a number on a base from a %s says so', (origin, said) => {
	const recorded = '2026-11-24T10:00:00Z';
	expect(formatOrigin({ recorded, engine, bases: [base(origin)] })).toBe(said);
});
