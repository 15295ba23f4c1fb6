import { describe, expect, test } from 'vitest';
import { readDiagram } from '#examples/diagrams/diagram.ts';

const draw = (body: string, width = 360) =>
	readDiagram(
		'layers',
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 40"><title>Layers</title><desc>Two.</desc>${body}</svg>\n`,
	);

test('a drawing of boxes, lines and words is read', () => {
	expect(draw('<rect class="box" x="1" y="2" width="3" height="4"/><text x="1" y="2">a</text>')).toEqual({
		id: 'layers',
		title: 'Layers',
		description: 'Two.',
		width: 360,
		height: 40,
		body: '<rect class="box" x="1" y="2" width="3" height="4"/><text x="1" y="2">a</text>',
	});
});

describe('refused with the place', () => {
	test.each([
		['a script', '<script>alert(1)</script>', 'A drawing may not have `<script>`.'],
		['an event', '<rect onload="x"/>', '`<rect>` may not have `onload`.'],
		['a style', '<rect style="fill:red"/>', '`<rect>` may not have `style`.'],
		['a link', '<a href="https://x"/>', 'A drawing may not have `<a>`.'],
		['a picture from elsewhere', '<image href="https://x"/>', 'A drawing may not have `<image>`.'],
		['an unknown class', '<rect class="red"/>', 'There is no class `red`.'],
		['half an element', '<rect x="1', 'no whole one'],
		['an entity declaration', '<!ENTITY a "b">', 'no whole one'],
		['CDATA', '<![CDATA[<script>]]>', 'no whole one'],
		['an attribute without quotes', '<rect x=1 />', 'no whole one'],
		['an element that closes nothing', '</g>', 'This `</g>` closes nothing.'],
		['an element left open', '<g>', 'closes nothing'],
	])('%s', (_what, body, message) => {
		expect(draw(body)).toMatchObject({ message: expect.stringContaining(message) });
	});

	test('one that is too wide for a phone', () => {
		expect(draw('', 800)).toMatchObject({ message: expect.stringContaining('too small on a phone') });
	});

	test('one without words for those who do not see it', () => {
		const text = '<svg viewBox="0 0 10 10"><title>Layers</title></svg>';
		expect(readDiagram('a', text)).toMatchObject({ message: expect.stringContaining('`<desc>`') });
	});
});
