import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A comment with the licence of every package that has a module in the bundle, and our own first. */
export function collectLicences(project: string, modules: readonly string[]): string {
	const folders = [...new Set(modules.flatMap((module) => findPackageFolder(module) ?? []))].sort();
	const texts = [readFileSync(join(project, 'LICENSE'), 'utf8')];
	if (existsSync(join(project, 'NOTICE'))) texts.push(readFileSync(join(project, 'NOTICE'), 'utf8'));
	for (const folder of folders) texts.push(readLicence(folder));
	return `/*!\nDrydock\n\n${texts.map((text) => text.trim().replaceAll('*/', '* /')).join('\n\n---\n\n')}\n*/\n`;
}

/** The folder of the package a module belongs to; `undefined` for our own. */
function findPackageFolder(module: string): string | undefined {
	return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

function readLicence(folder: string): string {
	const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
	if (file === undefined)
		throw new Error(`${name} has no licence file, so it cannot be part of drydock.mjs.`);
	return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8')}`;
}
