import type { APIRoute, GetStaticPaths } from 'astro';
import { searchFiles } from '../../search/index/index-files.ts';

export const getStaticPaths: GetStaticPaths = () =>
	[...searchFiles()].map(([file, content]) => ({ params: { file }, props: { content } }));

export const GET: APIRoute = ({ props }) => Response.json(props['content']);
