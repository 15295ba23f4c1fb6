import { z } from 'zod';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** What one measure gave. Times carry every run, in seconds; `value` is their median. */
const measurement = z.strictObject({
	value: z.union([z.number(), z.string(), z.boolean()]),
	unit: z.enum(['bytes', 'seconds', 'count', 'boolean', 'text', 'percent']),
	runs: z.array(z.number()).optional(),
	/** Where it was found, which packages, which layer: shown below the number. */
	details: z.array(z.string()).optional(),
});

/** One layer of the built image, oldest first. Layers of the base image are `fromBase`. */
const layer = z.strictObject({
	bytes: z.int().min(0),
	createdBy: z.string(),
	fromBase: z.boolean(),
	digest: digest.optional(),
});

/** A command and what it printed, kept to be shown. Long output is shortened in the middle and says so. */
const session = z.strictObject({
	id: z.string(),
	command: z.string(),
	output: z.string(),
	exitCode: z.int(),
});

/** A point on a time line, in seconds from its start. */
const event = z.strictObject({ at: z.number(), what: z.string(), ok: z.boolean().optional() });

const sideEvidence = z.strictObject({
	measurements: z.record(z.string(), measurement),
	layers: z.array(layer).default([]),
	sessions: z.array(session).default([]),
	timelines: z.record(z.string(), z.array(event)).default({}),
});

const base = z.strictObject({
	/** As the example names it: `node:24-bookworm-slim`. */
	name: z.string(),
	/** `registry`: pulled, `digest` is the one pulled. `stand-in`: built here from Debian's packages. */
	origin: z.enum(['registry', 'stand-in']),
	digest,
	/** What a stand-in was made of, in a sentence. */
	madeOf: z.string().optional(),
});

const claimResult = z.strictObject({
	id: z.string(),
	before: z.union([z.number(), z.string(), z.boolean()]),
	after: z.union([z.number(), z.string(), z.boolean()]),
	holds: z.literal(true),
});

/** The schema of `evidence.json`. Written by `drydock verify --record` and by nothing else. */
export const evidenceSchema = z.strictObject({
	version: z.literal(1),
	example: z.string(),
	recorded: z.iso.datetime(),
	/** Hash of every input: the manifest's `run`, and every file of both sides by path, mode and content. */
	inputs: z.strictObject({ hash: digest, files: z.record(z.string(), digest) }),
	engine: z.strictObject({
		docker: z.string(),
		buildkit: z.string(),
		buildx: z.string(),
		compose: z.string().optional(),
		platform: z.string(),
		cpus: z.int(),
	}),
	bases: z.array(base),
	before: sideEvidence,
	after: sideEvidence,
	claims: z.array(claimResult),
	/** Hash over everything above, so that an edit by hand is noticed. */
	seal: digest,
	/** Ed25519 over the seal; `key` is the hash of the public key. */
	signature: z.strictObject({ key: digest, value: z.base64() }).optional(),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type SideEvidence = z.infer<typeof sideEvidence>;
export type Measurement = z.infer<typeof measurement>;
export type Layer = z.infer<typeof layer>;
export type Session = z.infer<typeof session>;
export type TimelineEvent = z.infer<typeof event>;
export type BaseImage = z.infer<typeof base>;
