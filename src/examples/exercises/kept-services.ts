import type { ComposeService } from '#core/compose/model.ts';
import { parseCompose } from '#core/compose/parse.ts';
import type { KeptService } from './exercise.ts';
import type { Kept } from './kept.ts';
import { stripTag } from './kept-dockerfile.ts';
import { formatLastCommand } from './start-line.ts';

/** What a compose file keeps of what is declared about its services; of one that cannot be read, nothing holds. */
export function judgeServices(text: string, wanted: Readonly<Record<string, KeptService>>): Kept[] {
	const { compose, errors } = parseCompose(text);
	const judgements = Object.entries(wanted).flatMap(([name, declared]) =>
		judgeService(
			name,
			declared,
			compose.services.find((service) => service.name.text === name),
		),
	);
	return errors.length === 0 ? judgements : judgements.map(({ says }) => ({ says, holds: false }));
}

function judgeService(name: string, wanted: KeptService, service: ComposeService | undefined): Kept[] {
	const is = (says: string, holds: boolean): Kept => ({ says, holds });
	const image = service?.image?.value;
	return [
		...(wanted.image === undefined
			? [is(`There is a service \`${name}\`.`, service !== undefined)]
			: [
					is(
						`\`${name}\` runs the image \`${wanted.image}\`, in whatever version.`,
						image !== undefined && stripTag(image) === stripTag(wanted.image),
					),
				]),
		...(wanted.start === undefined
			? []
			: [is(`\`${name}\` starts \`${wanted.start}\`.`, findServiceStartLine(service) === wanted.start)]),
		...wanted.ports.map((port) =>
			is(
				`Port ${port} of \`${name}\` is published.`,
				service?.ports.some(({ target }) => target === port) === true,
			),
		),
		...Object.entries(wanted.environment).map(([key, part]) =>
			is(`\`${key}\` of \`${name}\` names \`${part}\`.`, getEnvironmentValue(service, key).includes(part)),
		),
		...wanted.needs.map((other) =>
			is(
				`\`${name}\` starts after \`${other}\`.`,
				service?.dependsOn.some((one) => one.service.text === other) === true,
			),
		),
		...wanted.volumes.map((path) =>
			is(
				`\`${name}\` keeps its data at \`${path}\`.`,
				service?.volumes.some(({ target }) => target === path) === true,
			),
		),
	];
}

function findServiceStartLine(service: ComposeService | undefined): string | undefined {
	return formatLastCommand((service?.command ?? service?.entrypoint)?.value.commands ?? []);
}

function getEnvironmentValue(service: ComposeService | undefined, key: string): string {
	return service?.environment.find((one) => one.key.text === key)?.value?.text ?? '';
}
