import { hardCodedAddress } from '#core/rules/ambassadors/hard-coded-address.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const createFinding = (text: string, line: number, column: number) => ({
	text,
	at: [line, column] as const,
	message: `The address ${text} is fixed here. Use a name: the service on a shared network, or a DNS name.`,
});
const environment = (...lines: string[]) =>
	`services:\n  web:\n    environment:\n${lines.map((line) => `      ${line}\n`).join('')}`;

ruleTest(hardCodedAddress, {
	reports: [
		{
			name: 'finds ENV values alone, with a port, behind a scheme and in a list',
			text: 'FROM a:1\nENV DB_HOST=10.0.0.5\nENV DB="postgres://u:p@203.0.113.7:5432/x" CACHE=192.168.1.9:6379\nENV KAFKA kafka://10.1.1.1:9092,10.1.1.2:9092\n',
			findings: [
				createFinding('10.0.0.5', 2, 13),
				createFinding('203.0.113.7', 3, 24),
				createFinding('192.168.1.9', 3, 50),
				createFinding('10.1.1.1', 4, 19),
				createFinding('10.1.1.2', 4, 33),
			],
		},
		{
			name: 'reads lower case, ONBUILD, continuations with comments and another escape character',
			text: '# escape=`\nfrom a:1\nonbuild env A=1 `\n  # ours\n  DB_HOST="x,10.0.`\n0.5,10.0.0.6"\n',
			findings: [createFinding('10.0.\u0060\n0.5', 5, 14), createFinding('10.0.0.6', 6, 5)].map(
				(one, index) =>
					index === 0
						? {
								...one,
								text: '"x,10.0.`\n0.5,10.0.0.6"',
								at: [5, 11] as const,
								message: createFinding('10.0.0.5', 0, 0).message,
							}
						: one,
			),
		},
		{
			name: 'finds addresses in an environment, map and list alike',
			path,
			text: `${environment('DB_HOST: 10.0.0.5', 'URL: "http://10.0.0.6:80/a"', "SIX: 'http://[2001:db8::7]:80'")}  b:\n    environment:\n      - DB=10.0.0.8\n      - "SIX=fd00::9"\n`,
			findings: [
				createFinding('10.0.0.5', 4, 16),
				createFinding('10.0.0.6', 5, 20),
				createFinding('2001:db8::7', 6, 21),
				createFinding('10.0.0.8', 9, 12),
				createFinding('fd00::9', 10, 14),
			],
		},
		{
			name: 'finds addresses in commands, in scripts too',
			path,
			text: 'services:\n  web:\n    command: node server.js --db=10.0.0.5 --cache 10.0.0.6:6379\n  b:\n    command:\n      - sh\n      - -c\n      - |\n        wait-for 10.0.0.7:5432\n        exec node server.js\n',
			findings: [
				createFinding('10.0.0.5', 3, 34),
				createFinding('10.0.0.6', 3, 51),
				createFinding('10.0.0.7', 9, 18),
			],
		},
		{
			name: 'finds addresses in extra hosts, in all their forms',
			path,
			text: 'services:\n  a:\n    extra_hosts:\n      - "db:10.0.0.5"\n      - db=10.0.0.6\n      - "db:[2001:db8::7]"\n  b:\n    extra_hosts: {db: 10.0.0.8, c: [10.0.0.9]}\n',
			findings: [
				createFinding('10.0.0.5', 4, 13),
				createFinding('10.0.0.6', 5, 12),
				{ ...createFinding('2001:db8::7', 6, 13), text: '[2001:db8::7]' },
				createFinding('10.0.0.8', 8, 23),
				createFinding('10.0.0.9', 8, 37),
			],
		},
		{
			name: 'finds an address behind an anchor, a merge and a default, in CRLF',
			path,
			text:
				'x-e: &e\r\n  DB: 10.0.0.5\r\nservices:\r\n  a: {environment: *e}\r\n  b:\r\n    environment:\r\n      <<: *e\r\n      C: $' +
				'{C:-10.0.0.6}\r\n',
			findings: [createFinding('10.0.0.5', 2, 7), createFinding('10.0.0.6', 8, 15)],
		},
		{
			name: 'is not misled by a name that only contains TAG, BUILD, RANGE or BLOCK',
			text: 'FROM a:1\nENV STAGING_HOST=10.0.0.5 BUILD_HOST=10.0.0.6\nENV ORANGE_URL=10.0.0.7 BLOCKCHAIN=10.0.0.8\n',
			findings: [
				createFinding('10.0.0.5', 2, 18),
				createFinding('10.0.0.6', 2, 38),
				createFinding('10.0.0.7', 3, 16),
				createFinding('10.0.0.8', 3, 36),
			],
		},
		{
			name: 'takes a public address for one where its name says so',
			text: 'FROM a:1\nENV UPSTREAM_HOST=52.10.20.30\nENV OTHER=52.10.20.30\n',
			findings: [createFinding('52.10.20.30', 2, 19)],
		},
	],
	passes: [
		{
			name: 'where the machine is found from outside, and its way out',
			path: 'compose.yaml',
			text: 'services:\n  a:\n    environment:\n      PUBLIC_URL: http://192.168.1.5:8080\n      EXTERNAL_HOSTNAME: 192.168.1.5\n      GATEWAY: 172.20.0.1\n',
		},
		{
			name: 'networks, masks and the addresses of the machine itself',
			path: 'compose.yaml',
			text: 'services:\n  a:\n    environment:\n      LAN_NETWORK: 10.9.0.0\n      LAN_NETMASK: 255.255.255.0\n      LAN_ADDRESS: 10.9.0.1\n      HOST_IP: 192.168.1.5\n      DOCKER_NET: 172.20.0.0\n',
		},
		{
			name: 'the address that a port is published on',
			path: 'compose.yaml',
			text: 'services:\n  a:\n    ports: ["192.168.1.5:53:53"]\n    environment:\n      SERVER_NAME_ADDR: 192.168.1.5\n',
		},
		{
			name: 'loopback, unspecified and host-gateway',
			path,
			text: `${environment('A: 127.0.0.1:80', 'B: http://0.0.0.0:8080', 'C: "[::1]:80"', 'D: "::"')}    extra_hosts: ["host.docker.internal:host-gateway", "me:127.0.0.1"]\n    command: serve --host 0.0.0.0 --dns 127.0.0.11\n`,
		},
		{
			name: 'version-like numbers',
			text: 'FROM a:1\nENV APP_VERSION=10.0.0.5 TOOL=1.2.3.4 RELEASE="4.2.1.0" PKG=tides-10.0.0.5 UA=Chrome/49.0.26.23\nENV A=v10.0.0.5 B=10.0.0.5.6 C=1.2.3 D=10.0.0.256 E=10.0.0.5-rc1 F=tides==10.0.0.5\n',
		},
		{
			name: 'ranges and masks',
			path,
			text: environment(
				'A: 10.0.0.0/8',
				'B: 192.168.0.0/16,172.16.0.0/12',
				'C: 255.255.255.0',
				'D: "fd00::/8"',
				'E: "10.0.0.1-10.0.0.9"',
			),
		},
		{
			name: 'lists of exceptions, and where the service listens',
			path,
			text: `${environment('NO_PROXY: 10.0.0.5,localhost', 'ALLOWED_HOSTS: 10.0.0.5', 'BIND_ADDRESS: 10.0.0.5')}    command: serve --bind 10.0.0.5 --listen=10.0.0.6:80\n`,
		},
		{
			name: 'public resolvers, link-local and multicast addresses',
			path,
			text: environment('DNS: 8.8.8.8', 'META: http://169.254.169.254/', 'GROUP: 239.1.2.3'),
		},
		{
			name: 'instructions that are not ENV, and comments',
			text: 'FROM a:1\n# ENV A=10.0.0.5\nARG A=10.0.0.5\nRUN ping 10.0.0.5\nLABEL a=10.0.0.5\n',
		},
		{ name: 'unknown variables', path, text: environment('A: $' + '{HOST}:80', 'B: 10.0.$' + '{N}.5') },
		{
			name: 'other texts with colons',
			path,
			text: environment('A: "12:30:45"', 'B: "02:42:ac:11:00:02"', 'C: "std::string"', 'D: "2001:db8"'),
		},
		{
			name: 'ports, and the address of a network',
			path,
			text: 'services:\n  a:\n    ports: ["10.0.0.5:80:80"]\n    networks: {b: {ipv4_address: 10.0.0.5}}\n    dns: [10.0.0.2]\n',
		},
	],
});

markedTest(hardCodedAddress, [
	'FROM a:1\nENV A=«172.16.0.1» B=«172.31.9.9» C=«192.168.0.1» D=«10.1.2.3»\n',
	'FROM a:1\nENV BR_ADDR=10.0.0.5 BR_NETMASK=255.255.0.0 DB_ADDR=«10.0.0.6»\n',
	'FROM a:1\nENV A=12.16.0.1 B=92.168.0.1 C=11.1.2.3\n',
	'FROM a:1\nENV A=«100.64.0.1» B=«203.0.113.9» C=99.1.2.3\n',
	'FROM a:1\nENV A=http://«10.0.0.0»:80/x B=10.0.0.0 C=10.0.0.255 D=«10.0.0.255»:53\n',
	'FROM a:1\nENV A=10.0.0.1/8 B=http://«10.0.0.1»/8 C=«10.0.0.1»/8/x\n',
	'FROM a:1\nENV A=tcp://user@«52.1.2.3» B=«52.1.2.3»:5432 C=x/52.1.2.3:x\n',
	'FROM a:1\nENV A=8.8.8.8:53 B=1.1.1.1:53 C=169.254.169.254:80 D=127.1.2.3:80 E=224.0.0.1:80 F=0.0.0.0:80\n',
	'FROM a:1\nENV A=«2001:db8::1» B=«fd00::7» C=http://[«2001:db8::1»]:80/\n',
	'FROM a:1\nENV A=2001:db8::/32 B=[2001:db8::]/32 C=2001:db8:1 D=2001:db8::1::2 E=2001:db8::12345 F=fe80::1\n',
	'FROM a:1\nENV A=«2001:db8:1:2:3:4:5:6» B=2001:db8:1:2:3:4:5:6:7 C=2001:db8:1:2:3:4:5:\n',
]);
