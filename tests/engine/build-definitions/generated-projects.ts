import fc from 'fast-check';

type Files = Readonly<Record<string, string>>;

const names = fc.constantFrom('a', 'b', 'web', 'api-2');
const words = fc.constantFrom('app', './app', '.', 'x/y', '../up', '/srv/app');
const values = fc.constantFrom(
	'one',
	'2',
	'v${A}',
	'${B:-two}',
	'${C-three}',
	'${A:+set}',
	'${EMPTY:-e}',
	'a$$b',
	'true',
);
const argNames = fc.constantFrom('BASE', 'TAG', 'X');

const args = fc.oneof(
	fc.dictionary(argNames, values, { minKeys: 1, maxKeys: 3 }),
	fc
		.dictionary(argNames, values, { minKeys: 1, maxKeys: 3 })
		.map((pairs) => Object.entries(pairs).map(([name, value]) => `${name}=${value}`)),
);

const build = fc.oneof(
	words,
	fc.record(
		{
			context: words,
			dockerfile: fc.constantFrom('Dockerfile.dev', 'docker/${A}', '../Dockerfile'),
			target: values.filter((value) => !value.includes('$$')),
			args,
			additional_contexts: fc.constantFrom({ s: './s' }, ['s=./t', 'i=docker-image://alpine:3']),
			labels: fc.constantFrom({ l: '1' }, ['l=2', 'm=3']),
		},
		{ requiredKeys: [] },
	),
);

/** Each service has a build or an image, and may extend another one that extends none. */
const services = fc.dictionary(
	names,
	fc.record({ build, image: fc.constant('x:1') }, { requiredKeys: ['image'] }),
	{ minKeys: 1, maxKeys: 3 },
);

/** Folders with a compose file, often an override, an included file and a file to take services from. */
export function composeFiles(): fc.Arbitrary<Files> {
	return fc
		.record({
			main: services,
			override: fc.option(services),
			common: services,
			isExtended: fc.boolean(),
			included: fc.option(build),
		})
		.map(({ main, override, common, isExtended, included }) => {
			const [base = 'a'] = Object.keys(common);
			const extended = isExtended
				? { extended: { extends: { file: 'shared/common.yaml', service: base }, build: { target: 'own' } } }
				: {};
			const all = { services: { ...main, ...extended }, ...(included && { include: ['inc/part.yaml'] }) };
			return {
				'.env': 'A=alpha\nEMPTY=\n',
				// JSON is YAML.
				'compose.yaml': JSON.stringify(all, null, 2),
				'shared/common.yaml': JSON.stringify({ services: common }),
				...(override && { 'compose.override.yaml': JSON.stringify({ services: override }) }),
				...(included && {
					'inc/part.yaml': JSON.stringify({ services: { part: { build: included, image: 'y:1' } } }),
				}),
			};
		});
}

const expressions = fc.constantFrom(
	'"one"',
	'A',
	'"${A}-x"',
	'YES ? "on" : "off"',
	'upper(A)',
	'"${upper(A)}/${N + 1}"',
	'replace(A, "l", "L")',
	'join("-", LIST)',
	'LIST[1]',
	'N == 3 ? "three" : "other"',
	'tag(A)',
	'N',
	'!YES ? "no" : "yes"',
);

const target = fc.record(
	{
		context: fc.constantFrom('"app"', '"./x/${A}"', '"."'),
		dockerfile: fc.constantFrom('"D"', '"docker/${A}"', 'A'),
		target: expressions.filter((one) => one !== 'N'),
		args: fc.dictionary(argNames, expressions, { minKeys: 1, maxKeys: 3 }).map(
			(pairs) =>
				`{ ${Object.entries(pairs)
					.map((pair) => pair.join(' = '))
					.join(', ')} }`,
		),
		contexts: fc.constantFrom('{ s = "./s" }', '{ i = "docker-image://alpine:3" }'),
	},
	{ requiredKeys: [] },
);

const HEAD = `variable "A" { default = "alpha" }
variable "N" { default = 3 }
variable "YES" { default = true }
variable "LIST" { default = ["p", "q"] }
function "tag" {
  params = [x]
  result = "t:\${x}"
}
`;

/** Bake files whose later targets inherit from earlier ones, some with a matrix. */
export function bakeFiles(): fc.Arbitrary<Files> {
	const item = fc.record({ target, parents: fc.array(fc.nat(5), { maxLength: 2 }), hasMatrix: fc.boolean() });
	return fc.array(item, { minLength: 1, maxLength: 5 }).map((items) => {
		const text = items.map(({ target: attributes, parents, hasMatrix }, index) => {
			const from = [...new Set(parents.filter((parent) => parent < index && !items[parent]?.hasMatrix))];
			const lines = Object.entries(attributes).map(([name, value]) => `  ${name} = ${value}\n`);
			if (from.length > 0) lines.push(`  inherits = [${from.map((one) => `"t${one}"`).join(', ')}]\n`);
			if (hasMatrix) lines.push(`  name = "t${index}-\${m}"\n  matrix = { m = ["x", "y"] }\n`);
			return `target "t${index}" {\n${lines.join('')}}\n`;
		});
		return { 'docker-bake.hcl': HEAD + text.join('') };
	});
}
