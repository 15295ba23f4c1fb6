import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { StageGraph } from '../../dockerfile/stages.ts';
import type { Variables } from '../../dockerfile/variables/variables.ts';
import type { Fix } from '../../finding.ts';
import { type Copy, listContextSources } from '../../image/copies.ts';
import { isWithin } from '../../image/paths.ts';
import { callSpan, callText, isApt, listPackageCalls, listRuns, type PackageCall } from '../../image/runs.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';

/** apt also installs what a package recommends, on a server as on a desktop: often several times the size of what was asked for. */
export const recommendedPackages = defineRule({
	id: 'recommended-packages',
	topic: 'base-images',
	severity: 'info',
	needsContext: true,
	summary: 'apt installs only what is asked for',
	aliases: ['DL3015'],
	fixes: 'offered',
	messages: {
		recommended: '`{call}` also installs packages that nobody asked for. Add `--no-install-recommends`.',
	},
	dockerfile(context) {
		const { dockerfile, stages, variables, shell, report } = context;
		let configured: ReadonlyMap<Stage, number> | undefined;
		for (const stage of dockerfile.stages) {
			for (const run of listRuns(stage)) {
				const installs = listPackageCalls(shell(run)).filter((call) =>
					hasRecommendedPackages(call, run, variables),
				);
				if (installs.length === 0) continue;
				configured ??= locateAptSettings(stages, context);
				if ((configured.get(stage) ?? 0) <= run.span.start) continue;
				for (const install of installs) {
					report('recommended', callSpan(install), {
						values: { call: callText(install) },
						fix: insertOption(install),
					});
				}
			}
		}
	},
});

function hasRecommendedPackages(
	{ command, action }: PackageCall,
	run: Instruction,
	variables: Variables,
): boolean {
	if (!isApt(action) || action.verb?.text !== 'install') return false;
	if (action.packages.length === 0 && !command.wrappers.includes('xargs')) return false;
	if (
		action.options.some((option) => /^--(?:no-)?install-recommends|^--with(?:out)?-recommends/.test(option))
	)
		return false;
	if (action.options.some((option) => /APT::Install-Recommends/i.test(option))) return false;
	if (action.manager === 'aptitude' && action.options.some((option) => /^-[a-z]*R/.test(option)))
		return false;
	return !command.args.some((word) => {
		if (word.text !== undefined) return false;
		const value = variables.expand(word.raw, run).value;
		return value === undefined
			? /opt|flag|arg|recommend/i.test(word.raw)
			: value.includes('install-recommends');
	});
}

const OFF = /APT(?:::|\s*\{[^}]{0,200}?)Install-Recommends\s*[=\s]\s*\\?["']?(?:0|false|no|off)\b/i;

/** For each stage the offset of the first step, its own or of a stage below, that may tell apt for good; infinity where there is none. */
function locateAptSettings(
	graph: StageGraph,
	{ facts, context }: Pick<DockerfileContext, 'facts' | 'context'>,
): ReadonlyMap<Stage, number> {
	const offsets = new Map<Stage, number>();
	for (const stage of graph.stages) {
		const parent = graph.parentOf(stage);
		const below = (parent && offsets.get(parent)) ?? Number.POSITIVE_INFINITY;
		const configuringInstruction = stage.instructions.find((instruction) => {
			const { body, heredocs, keyword } = instruction;
			if (OFF.test(body.text) || heredocs.some(({ content }) => OFF.test(content))) return true;
			return (keyword === 'COPY' || keyword === 'ADD') && maySetApt(facts.readCopy(instruction), context);
		});
		offsets.set(stage, Math.min(below, configuringInstruction?.span.start ?? Number.POSITIVE_INFINITY));
	}
	return offsets;
}

/** Folders that by their names are copied over the image's own. */
const OVERLAY = /(?:^|\/)(?:rootfs|root|overlay|fs|files)?\/?$/;

/** A copy into apt's folder, or over the root, sets what the copied files say; where they cannot be read, it may set anything. */
function maySetApt(copy: Copy, context: BuildContext | undefined): boolean {
	const target = copy.target?.value ?? '';
	if (!/^\/(?:etc\/?)?$|^\/etc\/apt(?:\/(?:apt\.conf.*)?)?$/.test(target)) return false;
	if (copy.sources.some(({ origin }) => origin === 'heredoc')) return false;
	const sources = listContextSources(copy).map(({ path }) => path);
	if (target === '/' && !sources.some((source) => OVERLAY.test(source))) return false;
	if (!context || sources.length === 0) return true;
	return context.files.some(
		(path) =>
			sources.some((source) => source === '' || isWithin(path, source)) && OFF.test(context.read(path) ?? ''),
	);
}

/** Only behind a bare `install`: in quotes or in JSON form another spelling is needed. */
function insertOption({ action }: PackageCall): Fix | undefined {
	const { verb } = action;
	if (verb?.raw !== 'install' || verb.span.end - verb.span.start !== verb.raw.length) return undefined;
	const at = verb.span.end;
	return {
		title: 'Add `--no-install-recommends`',
		kind: 'offered',
		edits: [{ span: { start: at, end: at }, text: ' --no-install-recommends' }],
	};
}
