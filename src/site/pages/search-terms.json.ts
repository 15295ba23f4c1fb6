import type { APIRoute } from 'astro';
import { termIndex } from '../data/search-terms.ts';

export const GET: APIRoute = async () => Response.json(await termIndex());
