import type { APIRoute, GetStaticPaths } from 'astro';
import { searchFiles } from '../../search/index/index-files.ts';

export const getStaticPaths: GetStaticPaths = () =>
	[...searchFiles().keys()].map((file) => ({ params: { file } }));

export const GET: APIRoute<Record<string, never>, { file: string }> = ({ params }) =>
	Response.json(searchFiles().get(params.file));
