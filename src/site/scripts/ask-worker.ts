/** What takes longer is stopped, and left to the command line. In milliseconds. */
export const LONGEST_WORK = 2_000;

interface Question {
	readonly id: number;
	readonly [field: string]: unknown;
}

interface Answer {
	readonly id: number;
	/** `begun`: all that is needed is loaded, and the work begins. */
	readonly is: string;
}

/** What comes of a question in the end. */
type Final<Reply extends Answer> = Exclude<Reply, { readonly is: 'begun' }>;

/** A page on a disk may not start a worker. */
export function mayStartWorkers(): boolean {
	return document.documentElement.dataset['edition'] !== 'archive';
}

/**
 * Asks a worker, and stops it where the work takes too long, which is answered with nothing, or fails. Another is to be
 * started for the next question then.
 */
export function askWorker<Reply extends Answer>(
	worker: Worker,
	question: Question,
	onStopped: () => void,
): Promise<Final<Reply> | undefined> {
	return new Promise((resolve, reject) => {
		let late: ReturnType<typeof setTimeout> | undefined;
		const end = () => {
			clearTimeout(late);
			worker.removeEventListener('message', listen);
			worker.removeEventListener('error', fail);
		};
		const stop = () => {
			end();
			worker.terminate();
			onStopped();
		};
		const fail = (event: ErrorEvent) => {
			stop();
			reject(new Error(event.message || 'The worker could not be loaded.'));
		};
		const listen = ({ data }: MessageEvent<Reply>) => {
			if (data.id !== question.id) return;
			if (data.is === 'begun') {
				late = setTimeout(() => {
					stop();
					resolve(undefined);
				}, LONGEST_WORK);
				return;
			}
			end();
			resolve(data as Final<Reply>);
		};
		worker.addEventListener('message', listen);
		worker.addEventListener('error', fail);
		worker.postMessage(question);
	});
}
