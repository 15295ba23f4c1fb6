import { describe, expect, it } from 'vitest';
import { inlineCode, renderCode } from '../../src/site/code/inline.ts';
import { splitFlags, splitForBreaks } from '../../src/site/code/pieces.ts';

describe('code that a line is too short for', () => {
	it('keeps the name of a flag whole, and lets go of its value', () => {
		expect(renderCode('RUN --mount=type=ssh git clone')).toBe(
			'RUN <span class="o">--mount</span>=type=ssh git clone',
		);
		expect(splitFlags('set -- a--b').every(({ isFlag }) => !isFlag)).toBe(true);
	});

	it('breaks a long path behind its slashes', () => {
		expect(splitForBreaks('/etc/docker/certs.d/host/ca.crt')).toEqual([
			'/etc/',
			'docker/',
			'certs.d/',
			'host/',
			'ca.crt',
		]);
		expect(splitForBreaks('https://drydock.example.com/kb/')).toEqual([
			'https://drydock.example.com/',
			'kb/',
		]);
	});

	it('leaves a short path whole', () => {
		expect(splitForBreaks('/etc/hosts')).toEqual(['/etc/hosts']);
	});

	it('stays the text that it was', () => {
		const text = 'curl --fail https://drydock.example.com/a/b?c=1&d=2 > /tmp/<file>';
		expect(
			splitFlags(text)
				.flatMap((piece) => splitForBreaks(piece.text))
				.join(''),
		).toBe(text);
	});

	it('escapes what stands inside and outside of code', () => {
		expect(inlineCode('a < b and `<c>`')).toBe('a &lt; b and <code>&lt;c&gt;</code>');
	});
});
