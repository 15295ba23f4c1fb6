import type { SideRun, Tools } from '../experiments/experiment.ts';
import { EngineFailure } from '../failure.ts';
import type { SecondEngine } from '../second-engine.ts';
import { resolveInside } from '../workspace.ts';

/** Where a side's registry finds its certificate. */
export const CERTIFICATES = '/certs';

/** Runs a script of the side in the folder of certificates, which is a volume that the host and the registry share. */
export async function makeCertificates(
	script: string,
	{ folder }: SideRun,
	{ container }: SecondEngine,
	{ engine, step }: Tools,
): Promise<void> {
	step('making an authority and a certificate');
	await engine.copyInto(container, resolveInside(folder, script), '/tmp/make-certificates');
	const run = `cd ${CERTIFICATES} && sh /tmp/make-certificates && chmod 644 *.key`;
	const { exitCode, stderr } = await engine.exec(container, ['sh', '-c', run]);
	if (exitCode === 0) return;
	throw new EngineFailure(
		'certificates-failed',
		`${script} ended with ${exitCode}.`,
		'Mend the script; below is what it said.',
		stderr.trim(),
	);
}
