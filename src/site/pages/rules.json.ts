import type { APIRoute } from 'astro';
import { rules } from '#core/rules/registry.ts';
import { fullAddress, rulePath } from '../data/addresses.ts';

export const GET: APIRoute = () =>
	Response.json({
		version: 1,
		rules: rules.map(({ id, topic, severity, summary, aliases, fixable, messages }) => ({
			id,
			topic,
			severity,
			summary,
			aliases: aliases ?? [],
			fixable: fixable ?? false,
			messages: Object.values(messages),
			url: fullAddress(rulePath(id)),
		})),
	});
