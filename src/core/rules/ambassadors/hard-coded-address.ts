import type { ComposeFile, ComposeService, StartCommand, Text } from '../../compose/model.ts';
import type { Word } from '../../dockerfile/model.ts';
import { locateSpan } from '../../shell/script.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';
import { listAddresses, makeInterfaceTest, type WrittenAddress } from './addresses.ts';

/** The service behind an address moves one day, and every image and file that wrote the address down still asks at the old place. */
export const hardCodedAddress = defineRule({
	id: 'hard-coded-address',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'Other services are reached by name, not by IP address',
	messages: {
		address:
			'The address {address} is fixed here. Use a name: the service on a shared network, or a DNS name.',
	},
	dockerfile({ facts, dockerfile, report }) {
		const pairs = facts.select('ENV').flatMap((instruction) => instruction.pairs);
		const isInterface = makeInterfaceTest(pairs.map(({ key }) => key.text));
		for (const { key, value } of pairs) {
			if (!value || isInterface(key.text)) continue;
			for (const address of listAddresses(value.text, key.text)) {
				report('address', locateAddress(dockerfile.text, value, address), {
					values: { address: address.text },
				});
			}
		}
	},
	compose({ compose, report }) {
		for (const { address, span } of listComposeAddresses(compose))
			report('address', span, { values: { address } });
	},
});

/** Where an address stands in a word that may have continuations in it. */
function locateAddress(source: string, { text, span }: Word, { text: address, index }: WrittenAddress): Span {
	const written = source.slice(span.start, span.end);
	let at = written === text ? index : written.indexOf(address);
	if (written !== text)
		for (let seen = text.indexOf(address); seen < index && at !== -1; seen = text.indexOf(address, seen + 1))
			at = written.indexOf(address, at + 1);
	return at === -1 ? span : { start: span.start + at, end: span.start + at + address.length };
}

function listComposeAddresses({ services }: ComposeFile): { address: string; span: Span }[] {
	// Where a port is published on an address, or a service has one, the machine or the service itself is meant.
	const own = new Set(services.flatMap(({ ports }) => ports.flatMap(({ hostIp }) => hostIp ?? [])));
	return services.flatMap((service) =>
		listServiceAddresses(service).filter(({ address }) => !own.has(address)),
	);
}

function listServiceAddresses(service: ComposeService): { address: string; span: Span }[] {
	const isInterface = makeInterfaceTest(service.environment.map(({ key }) => key.text));
	return [
		...service.environment.flatMap(({ key, value }) =>
			value && !isInterface(key.text) ? listTextAddresses(value, key.text) : [],
		),
		...listCommandAddresses(service.command?.value),
		...listCommandAddresses(service.entrypoint?.value),
		...listHostAddresses(service),
	];
}

function listTextAddresses(text: Text, name: string): { address: string; span: Span }[] {
	return listAddresses(text.text, name).map(({ text: address, index }) => ({
		address,
		span: locateSpan(text, index, index + address.length),
	}));
}

/** A word is judged by its own option (`--bind=…`) or by the one before it (`--bind …`). */
function listCommandAddresses(command: StartCommand | undefined): { address: string; span: Span }[] {
	const words = command?.words ?? [];
	return words.flatMap((word, index) => {
		const optionInWord = /^-{1,2}([\w.-]+)=/.exec(word.text)?.[1];
		const before = /^-{1,2}([\w.-]+)$/.exec(words[index - 1]?.text ?? '')?.[1];
		return listTextAddresses(word, optionInWord ?? before ?? '');
	});
}

function listHostAddresses({ extraHosts }: ComposeService): { address: string; span: Span }[] {
	return extraHosts.flatMap(({ address, span }) => {
		const bare = address.replace(/^\[(.*)\]$/, '$1');
		const isAddress = listAddresses(bare, 'HOST').some(({ text }) => text === bare);
		return isAddress ? [{ address: bare, span }] : [];
	});
}
