/** Folders by hand that `docker buildx bake --print` reads; what it says of the targets is what we say. */
export const BAKE_PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'a target alone': { 'docker-bake.hcl': 'target "a" {\n  context = "app"\n}\n' },
	everything: {
		'docker-bake.hcl': `group "default" { targets = ["a"] }
target "a" {
  context    = "./app" # here
  dockerfile = "../docker/Dockerfile"
  target     = "run"
  args = {
    A = "one"
    B = 2
    C = true, D = null
  }
  contexts = { shared = "./shared", image = "docker-image://alpine:3.22", other = "target:b" }
  labels = { "com.example.a" = "b" }
}
/* not
   this */
target "b" { dockerfile = "B" } // nor this
`,
	},
	variables: {
		'docker-bake.hcl': `variable "TAG" { default = "3.22" }
variable "BASE" { default = "alpine:\${TAG}" }
variable "N" { default = 3 }
variable "YES" { default = true }
target "a" {
  args = { BASE = BASE, TEXT = "v\${TAG}-\${N}", SUM = N + 1, T = YES ? "on" : "off", E = equal(TAG, "3.22") ? "same" : "other" }
  target = YES && N > 2 ? "big" : "small"
}
`,
	},
	inherits: {
		'docker-bake.hcl': `target "_common" {
  context = "app"
  args = { A = "common", B = "common" }
}
target "more" { inherits = ["_common"], target = "more" }
target "a" {
  inherits = ["_common", "more"]
  args = { B = "own" }
}
target "z" {
  inherits = ["a"]
  dockerfile = "Z"
}
`
			.replace('inherits = ["_common"], target', 'inherits = ["_common"]\n  target')
			.replace('{ inherits', '{\n  inherits')
			.replace('"more" }', '"more"\n}'),
	},
	'a matrix': {
		'docker-bake.hcl': `target "app" {
  name = "app-\${v}-\${replace(os.name, ".", "-")}"
  matrix = {
    v  = ["one", "two"]
    os = [{ name = "a.b", file = "A" }, { name = "c", file = "C" }]
  }
  dockerfile = os.file
  target = v
  args = { V = v }
}
`,
	},
	'functions of the file': {
		'docker-bake.hcl': `function "tag" {
  params = [name, version]
  result = "\${name}:\${version}"
}
function "all" {
  params = []
  variadic_params = "rest"
  result = join("-", rest)
}
target "a" {
  args = { IMAGE = tag("alpine", "3"), ALL = all("a", "b", "c") }
}
`.replace('variadic_params = "rest"', 'variadic_params = rest'),
	},
	'functions of Bake': {
		'docker-bake.hcl': `target "a" {
  args = {
    A = upper("abc")
    B = lower("ABC")
    C = trimprefix("v1.2", "v")
    D = join(",", concat(["a"], ["b", "c"]))
    E = split("-", "x-y")[1]
    F = length(["a", "b"])
    G = contains(["a"], "a") ? "has" : "lacks"
    H = lookup({ x = "1" }, "x", "2")
    I = format("%s-%d", "v", 3)
    J = coalesce(null, "second")
    K = merge({ a = "1" }, { a = "2" }).a
    L = replace("a.b.c", ".", "_")
    M = sanitize("a/b.c")
    N = trimsuffix("a.git", ".git")
    O = notequal("a", "b") ? "differ" : "same"
    P = element(["a", "b"], 1)
    Q = keys({ b = 1, a = 2 })[0]
    R = title("hello world")
    S = strlen("four")
    T = compact(["", "x"])[0]
    U = trimspace("  x ")
    V = basename("/a/b.c")
    W = add(1, 2)
    X = or(true, false) ? "or" : "no"
    Y = flatten([["a"], ["b"]])[1]
  }
}
`,
	},
	for: {
		'docker-bake.hcl': `variable "LIST" { default = ["a", "b", "c"] }
target "a" {
  args = merge({ X = "y" }, { for k, v in { p = "1", q = "2" } : upper(k) => "v\${v}" })
  target = join("-", [for i, x in LIST : upper(x) if x != "b"])
  labels = { all = join(",", LIST[*]) }
}
`,
	},
	'heredocs and escapes': {
		'docker-bake.hcl': `target "a" {
  args = {
    A = <<EOT
one
  two \${upper("x")}
EOT
    B = <<-EOT
      three
        four
    EOT
    C = "a\\tb \\"q\\" $\${x} \\u00e9"
  }
}
`,
	},
	'blocks of one name': {
		'docker-bake.hcl':
			'target "a" {\n  context = "one"\n  args = { A = "1", B = "1" }\n}\ntarget "a" {\n  args = { B = "2" }\n}\n',
	},
	'an override': {
		'docker-bake.hcl':
			'variable "T" { default = "main" }\ntarget "a" {\n  context = "app"\n  target = T\n  args = { A = "1" }\n}\n',
		'docker-bake.override.hcl': 'variable "T" { default = "other" }\ntarget "a" {\n  args = { B = "2" }\n}\n',
	},
	JSON: {
		'docker-bake.json': JSON.stringify({
			variable: { TAG: { default: '1.0' } },
			group: { default: { targets: ['a'] } },
			target: {
				base: { context: 'app' },
				a: { inherits: ['base'], args: { V: 'v${TAG}', N: 1 }, target: 'run', dockerfile: 'D' },
			},
		}),
	},
	'JSON under HCL': {
		'docker-bake.json': JSON.stringify({
			target: { a: { context: 'json', args: { A: 'json', B: 'json' } } },
		}),
		'docker-bake.hcl': 'target "a" {\n  args = { B = "hcl" }\n}\n',
	},
	'a compose file beside it': {
		'compose.yaml': 'services:\n  a:\n    build: {context: app, args: {A: b}}\n  b:\n    build: b\n',
		'docker-bake.hcl':
			'target "a" {\n  target = "prod"\n}\ntarget "c" {\n  inherits = ["b"]\n  target = "x"\n}\n',
	},
	'attributes of the file': {
		'docker-bake.hcl':
			'TAG = "1.2"\nPARTS = split(".", TAG)\ntarget "a" {\n  args = { MAJOR = PARTS[0] }\n}\n',
	},
	'attributes of other targets': {
		'docker-bake.hcl':
			'target "base" {\n  context = "app"\n  args = { A = "1" }\n}\ntarget "a" {\n  context = target.base.context\n  args = target.base.args\n}\n',
	},
	'a Dockerfile in the file': {
		'docker-bake.hcl': 'target "a" {\n  dockerfile-inline = <<EOT\nFROM alpine:3.22\nRUN true\nEOT\n}\n',
	},
	'an address': { 'docker-bake.hcl': 'target "a" {\n  context = "https://github.com/o/r.git#main"\n}\n' },
	'conditions over lines': {
		'docker-bake.hcl':
			'variable "CI" { default = false }\ntarget "a" {\n  target = (\n    CI\n    ? "ci"\n    : "dev"\n  )\n  args = {\n    "A-B" = "x",\n    (upper("k")) = "y",\n  }\n}\n',
	},
	'groups of groups': {
		'docker-bake.hcl':
			'group "default" { targets = ["inner"] }\ngroup "inner" { targets = ["a"] }\ntarget "a" { target = "t" }\ntarget "b" {\n  inherits = ["a"]\n}\n',
	},
};
