import type { APIRoute } from 'astro';
import { getSiteContent } from '../../../data/content/content.ts';
import { packArchive } from '../../../data/examples/archive.ts';
import { findExample } from '../../../data/examples/find-example.ts';
import { listPackedServices, listServiceFiles } from '../../../data/services/services.ts';

export async function getStaticPaths() {
	const examples = [...getSiteContent().examples.values()];
	const services = await Promise.all(examples.map(listPackedServices));
	return examples
		.filter((_, at) => (services[at] ?? []).length > 0)
		.map(({ id }) => ({ params: { example: id } }));
}

export const GET: APIRoute<Record<string, never>, { example: string }> = async ({ params }) =>
	new Response(await packArchive(await listServiceFiles(findExample(params.example))), {
		headers: { 'content-type': 'application/gzip' },
	});
