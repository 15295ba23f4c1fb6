import type { ComposeService } from '../../compose/model.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** Each of these makes whoever takes over the container the master of the machine. */
export const hostAccess = defineRule({
	id: 'host-access',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'Containers stay apart from the machine they run on',
	messages: {
		privileged:
			'`{service}` may do everything that root of the machine may. Name the one device or capability it needs.',
		namespace:
			'With `{what}: host`, `{service}` reaches into the processes of the machine. Remove it, or name one container.',
		capability: '`{what}` lets `{service}` take over the machine. Name the one capability that it needs.',
		socket:
			'Whoever reaches this socket is root on the machine, read-only or not. Put a filtering proxy before it.',
		root: '`{service}` reads the whole disk of the machine. Mount the one folder it needs.',
		writableRoot:
			'`{service}` can read and change the whole disk of the machine. Mount the one folder it needs.',
	},
	compose({ compose, report }) {
		for (const service of compose.services) {
			for (const { message, span, what } of listDoors(service, compose.text))
				report(message, span, { values: { service: service.name.text, what } });
		}
	},
});

interface Door {
	readonly message: keyof (typeof hostAccess)['messages'];
	readonly span: Span;
	readonly what: string;
}

function listDoors({ other, volumes }: ComposeService, text: string): Door[] {
	const { privileged, cap_add: capabilities } = other;
	const doors: Door[] = [];
	if (privileged?.value === true || privileged?.value === 'true')
		doors.push({ message: 'privileged', span: privileged.span, what: '' });
	for (const what of ['pid', 'ipc']) {
		const entry = other[what];
		if (entry?.value === 'host') doors.push({ message: 'namespace', span: entry.span, what });
	}
	if (capabilities) doors.push(...listCapabilities(capabilities.span, text));
	for (const { source, span } of volumes) {
		if (source === undefined) continue;
		if (/(?:^|\/)(?:docker|podman|containerd)\.sock$/.test(source))
			doors.push({ message: 'socket', span, what: '' });
		else if (/^\/+$/.test(source)) {
			const isReadOnly = /:(?:\w+,)*ro\b|read_only: *true/.test(text.slice(span.start, span.end));
			doors.push({ message: isReadOnly ? 'root' : 'writableRoot', span, what: '' });
		}
	}
	return doors;
}

function listCapabilities({ start, end }: Span, text: string): Door[] {
	return [
		...text.slice(start, end).matchAll(/(?<=^|[\s"',[])(?:CAP_)?(?:ALL|SYS_ADMIN)(?=$|[\s"',\]])/gi),
	].map(({ index, 0: what }) => ({
		message: 'capability' as const,
		span: { start: start + index, end: start + index + what.length },
		what,
	}));
}
