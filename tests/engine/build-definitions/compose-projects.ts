/** Projects by hand, each a folder that `docker compose config` reads; what it says of the builds is what we say. */
export const COMPOSE_PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'a path alone': { 'compose.yaml': 'services:\n  a:\n    build: ./app\n' },
	'the folder itself': { 'docker-compose.yml': 'services:\n  a:\n    build: .\n' },
	'a mapping with everything': {
		'compose.yml': `services:
  a:
    build:
      context: app
      dockerfile: ../docker/Dockerfile.a
      target: run
      args:
        A: one
        B: 2
        C: true
      additional_contexts:
        shared: ../shared
        image: docker-image://alpine:3.22
      labels:
        com.example.a: b
`,
	},
	'args and contexts as lists': {
		'compose.yaml': `services:
  a:
    build:
      context: .
      args: [A=one, B=, "C=d=e"]
      additional_contexts: [shared=./shared, other=docker-image://debian]
      labels: [x=y]
`,
	},
	'an override merges builds': {
		'compose.yaml': 'services:\n  a:\n    build:\n      context: app\n      args: {A: one, B: two}\n',
		'compose.override.yaml':
			'services:\n  a:\n    build:\n      target: dev\n      args: [B=three, C=four]\n',
	},
	'an override of the short form': {
		'compose.yaml': 'services:\n  a:\n    build: app\n',
		'compose.override.yml': 'services:\n  a:\n    build:\n      dockerfile: dev/Dockerfile\n',
	},
	'an override in the short form': {
		'docker-compose.yml': 'services:\n  a:\n    build:\n      context: app\n      target: t\n',
		'docker-compose.override.yml': 'services:\n  a:\n    build: other\n',
	},
	'a service that the override adds': {
		'compose.yaml': 'services:\n  a:\n    image: alpine:3.22\n',
		'compose.override.yaml': 'services:\n  a:\n    build: app\n  b:\n    build: b\n',
	},
	'an override that takes a build away': {
		'compose.yaml': 'services:\n  a:\n    image: x:1\n    build: app\n',
		'compose.override.yaml': 'services:\n  a:\n    build: !reset null\n',
	},
	'an override that takes a target away': {
		'compose.yaml':
			'services:\n  a:\n    build:\n      context: app\n      target: dev\n      args: {A: b}\n',
		'compose.override.yaml':
			'services:\n  a:\n    build:\n      target: !reset null\n      args: !reset {}\n',
	},
	'an override that replaces': {
		'compose.yaml':
			'services:\n  a:\n    build:\n      context: app\n      target: dev\n      args: {A: b}\n',
		'compose.override.yaml': 'services:\n  a:\n    build: !override\n      context: other\n',
	},
	'args that replace': {
		'compose.yaml': 'services:\n  a:\n    build:\n      context: app\n      args: {A: b, C: d}\n',
		'compose.override.yaml': 'services:\n  a:\n    build:\n      args: !override\n        E: f\n',
	},
	'.env and defaults': {
		'.env': 'CTX=./app\nTAG="3.22"\nEMPTY=\n# no\nexport NEXT=\'a b\'\nBOTH=${TAG}-x\n',
		'compose.yaml': `services:
  a:
    build:
      context: \${CTX}
      dockerfile: \${DF:-docker/Dockerfile}
      target: \${EMPTY:-dev}
      args:
        A: \${TAG}
        B: \${EMPTY-kept}
        C: \${NEXT:?}
        D: \${BOTH}
        E: $TAG
        F: \${TAG:+yes}
        G: \${MISSING:-\${TAG:-x}}
        H: a$$b
`,
	},
	'.env with comments and quotes': {
		'.env': 'A=one # two\nB="one # two"\nC=one#two\nD=\'$A\'\nE="$A"\nF = spaced\nG: colon\nH="a\\nb"\n',
		'compose.yaml':
			'services:\n  a:\n    build:\n      context: .\n      args:\n        A: "${A}"\n        B: "${B}"\n        C: "${C}"\n        D: "${D}"\n        E: "${E}"\n        F: "${F}"\n        G: "${G}"\n        H: "${H}"\n',
	},
	'names alone take what .env says': {
		'.env': 'A=one\n',
		'compose.yaml':
			'services:\n  a:\n    build:\n      context: .\n      args:\n        - A\n        - MISSING\n',
	},
	profiles: {
		'compose.yaml':
			'services:\n  a:\n    build: a\n  b:\n    profiles: [dev]\n    build: {context: b, target: dev}\n  c:\n    profiles: [x, y]\n    build: c\n',
	},
	'extends in the same file': {
		'compose.yaml': `services:
  base:
    build: {context: app, args: {A: b}}
  a:
    extends: base
    build: {target: dev}
  b:
    extends: {service: a}
    build: {args: {C: d}}
`,
	},
	'extends another file': {
		'compose.yaml':
			'services:\n  a:\n    extends: {file: shared/common.yaml, service: base}\n    build: {target: dev}\n',
		'shared/common.yaml':
			'services:\n  base:\n    build: {context: app, dockerfile: x/Dockerfile, additional_contexts: {s: ./s}}\n',
	},
	'extends a chain over files': {
		'compose.yaml': 'services:\n  a:\n    extends: {file: one/c.yaml, service: a}\n',
		'one/c.yaml':
			'services:\n  a:\n    extends: {file: ../two/c.yaml, service: b}\n    build: {args: {A: one}}\n',
		'two/c.yaml': 'services:\n  b:\n    build: {context: ., args: {A: two, B: two}}\n',
	},
	'extends with .env': {
		'.env': 'T=outer\n',
		'shared/.env': 'T=inner\n',
		'compose.yaml': 'services:\n  a:\n    extends: {file: shared/common.yaml, service: base}\n',
		'shared/common.yaml': 'services:\n  base:\n    build: {context: ., target: "${T}"}\n',
	},
	include: {
		'compose.yaml': 'include:\n  - other/compose.yaml\nservices:\n  a:\n    build: a\n',
		'other/compose.yaml': 'services:\n  b:\n    build: {context: ., args: {A: "${V}"}}\n',
		'other/.env': 'V=inner\n',
	},
	'include in the long form': {
		'.env': 'V=outer\n',
		'compose.yaml':
			'include:\n  - path: [other/one.yaml, other/two.yaml]\n    project_directory: .\n    env_file: other/own.env\n',
		'other/one.yaml': 'services:\n  b:\n    build: {context: b, args: {A: "${V}", W: "${W}"}}\n',
		'other/two.yaml': 'services:\n  b:\n    build: {target: t}\n',
		'other/own.env': 'V=inner\nW=own\n',
	},
	'include within include': {
		'compose.yaml': 'include: [one/compose.yaml]\n',
		'one/compose.yaml': 'include: [../two/c.yaml]\nservices:\n  a:\n    build: .\n',
		'two/c.yaml': 'services:\n  b:\n    build: b\n',
	},
	'an anchor and a merge': {
		'compose.yaml':
			'x-build: &build\n  context: app\n  target: run\nservices:\n  a:\n    build: *build\n  b:\n    build:\n      <<: *build\n      target: dev\n',
	},
	'a Dockerfile in the file': {
		'compose.yaml':
			'services:\n  a:\n    build:\n      context: app\n      dockerfile_inline: |\n        FROM alpine:3.22\n        RUN echo $$HOME\n',
	},
	'a context that is an address': {
		'compose.yaml':
			'services:\n  a:\n    build: https://github.com/docker/awesome-compose.git#master:app\n  b:\n    build: {context: git@github.com:o/r.git, target: x}\n',
	},
	'an absolute path': {
		'compose.yaml': 'services:\n  a:\n    build: {context: /srv/app, dockerfile: /srv/docker/Dockerfile}\n',
	},
	'a context above': {
		'compose.yaml': 'services:\n  a:\n    build: {context: ../up, dockerfile: a/Dockerfile}\n',
	},
	'no context': { 'compose.yaml': 'services:\n  a:\n    build: {target: dev, dockerfile: x/Dockerfile}\n' },
	'several documents': {
		'compose.yaml':
			'services:\n  a:\n    build: {context: app, args: {A: b}}\n---\nservices:\n  a:\n    build: {target: dev}\n',
	},
	COMPOSE_FILE: {
		'.env': 'COMPOSE_FILE=one.yaml:dir/two.yaml\n',
		'compose.yaml': 'services:\n  wrong:\n    build: wrong\n',
		'one.yaml': 'services:\n  a:\n    build: {context: app, args: {A: b}}\n',
		'dir/two.yaml': 'services:\n  a:\n    build: {target: dev}\n  b:\n    build: b\n',
	},
	'several main files': {
		'compose.yml': 'services:\n  b:\n    build: b\n',
		'compose.yaml': 'services:\n  a:\n    build: a\n',
		'docker-compose.yml': 'services:\n  c:\n    build: c\n',
	},
	'a service of the context': {
		'compose.yaml':
			'services:\n  base:\n    build: base\n  a:\n    build: {context: a, additional_contexts: {base: "service:base"}}\n',
	},
	'quotes and blocks': {
		'compose.yaml':
			'services:\n  a:\n    build:\n      context: "./app"\n      target: \'dev\'\n      args:\n        A: "it is"\n        B: |\n          two\n          lines\n        C: >-\n          folded\n          text\n',
	},
	'numbers and truths': {
		'compose.yaml':
			'services:\n  a:\n    build:\n      context: .\n      args:\n        A: 1.50\n        B: 0x10\n        C: no\n        D: 1_000\n        E: "08"\n',
	},
};
