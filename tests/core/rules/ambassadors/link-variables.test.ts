import { linkVariables } from '#core/rules/ambassadors/link-variables.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const address = (text: string, line: number, column: number) => ({
	text,
	at: [line, column] as const,
	message: `Only links set \`${text}\`, and Engine 29 sets it no more. Use the service name and its port.`,
});
const environment = (text: string, line: number, column: number) => ({
	text,
	at: [line, column] as const,
	message: `Only links set \`${text}\`, and Engine 29 does not. Give this service the value.`,
});
const $ = '$';

ruleTest(linkVariables, {
	reports: [
		{
			name: 'finds the variables in RUN, CMD, ENTRYPOINT and ENV',
			text: `FROM a:1\nENV DB=$DB_PORT_5432_TCP_ADDR\nRUN echo "${$}{REDIS_PORT_6379_TCP}"\nENTRYPOINT ["sh", "-c", "run $MY_DB_PORT_80_UDP_PROTO"]\nCMD run $DB_ENV_POSTGRES_PASSWORD\n`,
			findings: [
				address('DB_PORT_5432_TCP_ADDR', 2, 9),
				address('REDIS_PORT_6379_TCP', 3, 13),
				address('MY_DB_PORT_80_UDP_PROTO', 4, 31),
				environment('DB_ENV_POSTGRES_PASSWORD', 5, 10),
			],
		},
		{
			name: 'finds them in heredocs, continuations, ONBUILD and lower case',
			text: `from a:1\nrun <<E\necho $A_PORT_1_TCP_PORT\nE\nonbuild run true \\\n # note: $B_PORT_1_TCP\n && echo $C_PORT_1_TCP_ADDR\n`,
			findings: [address('A_PORT_1_TCP_PORT', 3, 7), address('C_PORT_1_TCP_ADDR', 7, 11)],
		},
		{
			name: 'finds the name where a program reads it without a dollar sign',
			text: `FROM a:1\nCMD ["node", "-e", "connect(process.env.DB_PORT_5432_TCP_ADDR)"]\n`,
			findings: [address('DB_PORT_5432_TCP_ADDR', 2, 41)],
		},
		{
			name: 'finds them in compose commands and environments, and where they are handed on',
			path,
			text: `services:\n  a:\n    command: sh -c "run ${$}${$}DB_PORT_5432_TCP_ADDR ${$}${$}{DB_ENV_POSTGRES_USER}"\n    environment:\n      REDIS_PORT_6379_TCP:\n      HOST: ${$}{DB_PORT_5432_TCP_ADDR}\n`,
			findings: [
				address('DB_PORT_5432_TCP_ADDR', 3, 27),
				environment('DB_ENV_POSTGRES_USER', 3, 52),
				address('REDIS_PORT_6379_TCP', 5, 7),
				address('DB_PORT_5432_TCP_ADDR', 6, 15),
			],
		},
		{
			name: 'reads JSON and CRLF',
			path,
			text: `{"services":\r\n{"a": {"entrypoint": ["sh", "-c", "x $DB_PORT_1_TCP"], "environment": ["DB_PORT_1_TCP"]}}}\r\n`,
			findings: [address('DB_PORT_1_TCP', 2, 73)],
		},
	],
	passes: [
		{
			name: 'what the service or the image sets for itself',
			path,
			text: 'services:\n  a:\n    environment:\n      CACHE_PORT_6379_TCP_ADDR: cache\n      DB_PORT_5432_TCP: tcp://db:5432\n',
		},
		{
			name: 'what an ENV sets',
			text: 'FROM a:1\nENV CACHE_PORT_6379_TCP_ADDR=cache\nCMD run $CACHE_PORT_6379_TCP_ADDR\n',
		},
		{
			name: 'names that may be ordinary ones',
			text: `FROM a:1\nCMD run $DB_PORT $REDIS_PORT ${$}{DB_HOST} $PORT_8080 $HTTP_PORT_TCP $SERVICE_PORT_80\n`,
		},
		{
			name: 'variables that the file declares itself',
			text: `FROM a:1\nARG DB_PORT_5432_TCP_ADDR=db\nARG MY_ENV_USER=x\nRUN echo $DB_PORT_5432_TCP_ADDR $MY_ENV_USER\n`,
		},
		{
			name: 'environments of applications and tools',
			text: `FROM a:1\nRUN echo $APP_ENV_FILE $NODE_ENV $VIRTUAL_ENV_PROMPT $NODE_ENV_X $X_ENV_PATH $ENV_DB\n`,
		},
		{
			name: 'comments and labels',
			text: `FROM a:1\n# $DB_PORT_5432_TCP_ADDR\nLABEL a=DB_PORT_5432_TCP_ADDR\nRUN true \\\n  # $DB_PORT_5432_TCP_ADDR\n  && true\n`,
		},
		{
			name: 'a variable that Compose itself fills in',
			path,
			text: `services:\n  a:\n    command: run ${$}{DB_ENV_USER_NAME}\n    environment: [A=$DB_ENV_USER_NAME]\n`,
		},
		{
			name: 'longer and lower-case names',
			text: `FROM a:1\nRUN echo $DB_PORT_5432_TCP_ADDRESS $db_port_5432_tcp_addr $X_DB_PORT_A_TCP\n`,
		},
	],
});
