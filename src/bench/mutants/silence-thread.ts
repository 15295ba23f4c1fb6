import { workerData } from 'node:worker_threads';
import { readProcessorSeconds, type Silence } from './silence.ts';

const { longestSeconds, heardAt }: Silence = workerData;

setInterval(() => {
	if (readProcessorSeconds() - (heardAt[0] ?? 0) > longestSeconds) process.kill(process.pid, 'SIGKILL');
}, 200);
