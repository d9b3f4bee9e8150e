import { Listr, PRESET_TIMER, type ListrTask } from 'listr2';

type Wrapper = Parameters<ListrTask['task']>[1];

/** Options that show a list of tasks in the same way everywhere, with the time each one took. */
export const rendererOptions = { collapseSubtasks: false, timer: PRESET_TIMER };

/**
 * Does tasks one after the other and shows which one is running. Stops at the first that fails.
 *
 * @throws Error of the task that failed
 */
export async function runTasks(tasks: ListrTask[]): Promise<void> {
	await new Listr(tasks, {
		rendererOptions,
		fallbackRendererOptions: { timer: PRESET_TIMER },
		registerSignalListeners: false,
	}).run();
}

/** Where nothing can be redrawn each report is a line of its own, so there are fewer. */
const tickSeconds = process.stdout.isTTY ? 1 : 20;

/**
 * Shows under a task how long its work has been going on.
 *
 * @param doing what is happening, for the user
 */
export async function withClock<Result>(
	task: Wrapper,
	doing: string,
	work: Promise<Result>,
): Promise<Result> {
	const start = Date.now();
	const tick = () => {
		task.output = `${doing}: ${Math.round((Date.now() - start) / 1000)} s`;
	};
	const timer = setInterval(tick, tickSeconds * 1000);
	task.output = doing;
	try {
		return await work;
	} finally {
		clearInterval(timer);
	}
}
