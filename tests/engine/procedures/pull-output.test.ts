import { expect, test } from 'vitest';
import { countPulledLayers, keepFinalLines } from '#engine/procedures/pull-output.ts';

const OUTPUT = `2: Pulling from tides
24bf4a178059: Already exists
8f13772c7f45: Already exists
ea6cab6a6900: Pulling fs layer
ea6cab6a6900: Verifying Checksum
ea6cab6a6900: Download complete
ea6cab6a6900: Pull complete
Digest: sha256:79cc
Status: Downloaded newer image for registry.tides.example:5000/tides:2
`;

test('layers that were fetched and layers that were there are told apart', () => {
	expect(countPulledLayers(OUTPUT)).toEqual({ pulled: 1, reused: 2 });
	expect(countPulledLayers('Status: Image is up to date for tides:2\n')).toEqual({ pulled: 0, reused: 0 });
});

test('what is shown of a pull is what became of each layer', () => {
	expect(keepFinalLines(OUTPUT).split('\n')).toEqual([
		'2: Pulling from tides',
		'24bf4a178059: Already exists',
		'8f13772c7f45: Already exists',
		'ea6cab6a6900: Pull complete',
		'Digest: sha256:79cc',
		'Status: Downloaded newer image for registry.tides.example:5000/tides:2',
	]);
});
