import type { APIRoute } from 'astro';
import { buildConfigSchema } from '#workspace/config-file.ts';

/** The settings of the linter, for editors. */
export const GET: APIRoute = () => Response.json(buildConfigSchema());
