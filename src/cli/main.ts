import { runProcess } from './run-process.ts';
import { projectVersion } from './version.ts';

/** `npm run --silent drydock -- <command>`: every command, run from the project's own sources. */
await runProcess({
	version: projectVersion(),
	commands: [],
});
