import { hostAccess } from '#core/rules/ambassadors/host-access.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';

ruleTest(hostAccess, {
	reports: [
		{
			name: 'says what each door opens',
			path,
			text: [
				'services:',
				'  a:',
				'    privileged: true',
				'    pid: host',
				'    cap_add: [SYS_ADMIN]',
				'    volumes:',
				'      - /var/run/docker.sock:/var/run/docker.sock:ro',
				'      - /:/host:ro',
				'      - /:/disk',
				'',
			].join('\n'),
			findings: [
				{
					text: 'true',
					at: [3, 17],
					message:
						'`a` may do everything that root of the machine may. Name the one device or capability it needs.',
				},
				{
					text: 'host',
					at: [4, 10],
					message:
						'With `pid: host`, `a` reaches into the processes of the machine. Remove it, or name one container.',
				},
				{
					text: 'SYS_ADMIN',
					at: [5, 15],
					message: '`SYS_ADMIN` lets `a` take over the machine. Name the one capability that it needs.',
				},
				{
					text: '/var/run/docker.sock:/var/run/docker.sock:ro',
					at: [7, 9],
					message:
						'Whoever reaches this socket is root on the machine, read-only or not. Put a filtering proxy before it.',
				},
				{
					text: '/:/host:ro',
					at: [8, 9],
					message: '`a` reads the whole disk of the machine. Mount the one folder it needs.',
				},
				{
					text: '/:/disk',
					at: [9, 9],
					message: '`a` can read and change the whole disk of the machine. Mount the one folder it needs.',
				},
			],
		},
	],
	passes: [{ name: 'a service with a folder', path, text: 'services: {a: {volumes: ["./x:/x"]}}\n' }],
});

markedTest(
	hostAccess,
	[
		'services: {a: {privileged: «true»}}\n',
		'services: {a: {privileged: "«true»"}}\n',
		'services: {a: {pid: «host»}}\n',
		'services: {a: {ipc: "«host»"}}\n',
		'services: {a: {cap_add: [«ALL»]}}\n',
		'services:\n  a:\n    cap_add:\n      - NET_ADMIN\n      - "«SYS_ADMIN»"\n',
		'services: {a: {cap_add: [«CAP_SYS_ADMIN»]}}\n',
		'services: {a: {volumes: ["«/var/run/docker.sock:/var/run/docker.sock»"]}}\n',
		'services: {a: {volumes: ["«/run/docker.sock:/d.sock:ro»"]}}\n',
		'services: {a: {volumes: ["«${SOCK:-/var/run/docker.sock}:/d.sock»"]}}\n',
		'services: {a: {volumes: [«{type: bind, source: /var/run/docker.sock, target: /d.sock}»]}}\n',
		'services: {a: {volumes: ["«/:/rootfs:ro»"]}}\n',
		'services: {a: {volumes: [«{type: bind, source: /, target: /host, read_only: true}»]}}\n',
		'x-a: &a {privileged: «true»}\nservices: {a: {<<: *a}}\n',
		// Silent.
		'services: {a: {privileged: false}}\n',
		'services: {a: {privileged: "${P}"}}\n',
		'services: {a: {pid: "service:b", ipc: shareable}}\n',
		'services: {a: {cap_add: [NET_ADMIN, SYS_TIME, SYS_PTRACE]}}\n',
		'services: {a: {cap_drop: [ALL]}}\n',
		'services: {a: {volumes: ["/srv:/srv", "./:/app", "data:/"]}}\n',
		'services: {a: {volumes: ["/var/run:/var/run:ro"]}}\n',
		'services: {a: {volumes: ["/docker.sock.d:/x"]}}\n',
		'services: {a: {volumes: ["/var/run/docker.sock"]}}\n',
		'services: {a: {environment: {DOCKER_HOST: "unix:///var/run/docker.sock"}}}\n',
		'services: {a: {network_mode: host}}\n',
		'services: {a: {command: ["--privileged"]}}\n',
		'services: {a: {devices: ["/dev/fuse"]}}\n',
	],
	path,
);
